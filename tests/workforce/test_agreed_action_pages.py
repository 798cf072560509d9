"""`/my/actions/` and settling one: the access ladder, the words, the desk, the number of queries."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories.agreed_actions import WORDS, agreed, somebody
from tests.signing_in import sign_in
from tests.workforce.pages import status, text
from workforce.actions import agreed_actions
from workforce.actions.agreed_actions import Reader
from workforce.desk_actions import cards

pytestmark = pytest.mark.django_db
QUERIES = 7
PAGES = ("", "done/", "why-not/")


def urls(action):
    return [f"/my/actions/{action.public_id}/{page}" for page in PAGES]


def statuses(client, user, action):
    return [status(client, user, url) for url in urls(action)]


def test_the_access_ladder(client):
    owner, helper, reader = somebody(), somebody(), somebody()
    action = agreed(owner, helper=helper)
    agreed_actions.open_to(action=action, readers=[Reader(reader)], by=None, at=timezone.now())
    assert statuses(client, owner.user, action) == [200, 200, 200]
    assert statuses(client, helper.user, action) == [200, 200, 200]
    assert statuses(client, reader.user, action) == [200, 404, 404]
    assert statuses(client, somebody().user, action) == [404, 404, 404]
    assert statuses(client, None, action) == [302, 302, 302]
    assert status(client, owner.user, f"/my/actions/{uuid4()}/") == 404
    assert [status(client, owner.user, url, "put") for url in ("/my/actions/", *urls(action))] == [405] * 4
    assert status(client, None, "/my/actions/") == 302
    assert status(client, somebody().user, "/my/actions/") == 200


def test_the_list_says_what_when_and_who_reads(client):
    owner, helper = somebody(), somebody(first_name="Mia", last_name="Manager")
    agreed(owner, helper=helper, due_in=-3)
    agreed(owner, text="Without a day", due_in=None)
    agreed(text="Somebody else's")
    page = text(sign_in(client, owner.user).get("/my/actions/"))
    for words in (WORDS.replace("'", "&#x27;"), "Overdue", "You and Mia Manager can read this", "Only you can read"):
        assert words in page
    assert "Somebody else" not in page
    assert page.index("Overdue") < page.index("Without a day")


def test_done_and_not_done_by_the_pages(client):
    owner = somebody()
    first, second = agreed(owner), agreed(owner)
    sign_in(client, owner.user)
    assert client.post(urls(first)[1], {"evidence": "The minutes"}).url == "/my/actions/"
    assert "Say why it was not done" in text(client.post(urls(second)[2], {"reason": ""}))
    assert client.post(urls(second)[2], {"reason": "Moved away"}).status_code == 302
    page = text(client.get("/my/actions/"))
    assert "Nothing is waiting for you" in page
    assert "Not done" in page
    assert "Moved away" in text(client.get(urls(second)[0]))
    assert client.post(urls(first)[1], {}).status_code == 404


def test_queries_do_not_grow_with_rows(client, django_assert_num_queries):
    owner, helper = somebody(), somebody()
    sign_in(client, owner.user)
    client.get("/my/actions/")

    def count():
        with django_assert_num_queries(QUERIES):
            client.get("/my/actions/")

    def more(rows):
        for _ in range(rows):
            agreed_actions.close(action=agreed(owner, helper=helper), by=None, at=timezone.now())
            agreed(owner, helper=helper)

    more(1)
    count()
    more(5)
    count()


def test_the_desk_shows_the_soonest(django_assert_num_queries):
    owner = somebody()
    assert list(cards(owner.user, timezone.now())) == []
    for days in range(7):
        agreed(owner, text=f"number {days}", due_in=6 - days)
    with django_assert_num_queries(2):  # a glance, then what it found
        card = next(iter(cards(owner.user, timezone.now() + timedelta(0))))
    assert [item[0] for item in card.items] == [f"number {n}" for n in (6, 5, 4, 3, 2)]
    assert card.more_text == "See the others too"
