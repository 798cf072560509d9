"""Words in hand: versions of each box, conflicts, the protocol, and whose they are."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.db import connection
from django.utils import timezone

from foundation.drafting import browser, private
from foundation.drafting.filling import fill
from foundation.drafting.saving import LONGEST, DraftTooLong, save
from foundation.forms.fields import ThreePartDateField
from foundation.models import PrivateDraft
from foundation.scheduled import forget_drafts
from tests.factories.workforce import PersonFactory, UserFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 14, 32, tzinfo=UTC)
URL = "/drafts/private/reflection:new/"


@pytest.fixture
def draft():
    return PrivateDraft.objects.create(owner=UserFactory(), place="x")


def put(draft, seen, by=None, **boxes):
    boxes = {name: [value] for name, value in boxes.items()}
    return save(draft=draft, boxes=boxes, seen=seen, by=by or draft.owner, at=AT)


def boxes(draft):
    draft.refresh_from_db()
    return {name: values[0] for name, values in draft.boxes.items()}


def test_boxes_are_kept_and_the_moment_is_said(draft):
    saved = put(draft, 0, a="one", b="two")
    assert (saved.version, saved.said, saved.conflicts, saved.fresh) == (1, "Saved at 14:32", {}, {})
    assert boxes(draft) == {"a": "one", "b": "two"}
    assert draft.saved_by == draft.owner


def test_the_same_again_changes_nothing(draft):
    put(draft, 0, a="one")
    assert put(draft, 0, a="one").version == 1
    assert put(draft, 1, a="one").version == 1


def test_two_boxes_never_meet_and_each_hears_of_the_other(draft):
    put(draft, 0, a="one")
    saved = put(draft, 0, b="two")
    assert saved.conflicts == {}
    assert {name: each.values for name, each in saved.fresh.items()} == {"a": ["one"]}
    assert boxes(draft) == {"a": "one", "b": "two"}


def test_one_box_is_a_conflict_and_keeps_what_came_first(draft):
    other = UserFactory(display_name="Priya Shah")
    put(draft, 0, a="one", by=other)
    saved = put(draft, 0, a="mine", b="kept")
    theirs = saved.conflicts["a"]
    assert (theirs.values, theirs.who, theirs.when) == (["one"], "Priya Shah", "14:32")
    assert boxes(draft) == {"a": "one", "b": "kept"}
    assert put(draft, saved.version, a="mine").conflicts == {}
    assert boxes(draft)["a"] == "mine"


def test_ones_own_other_window_is_named_so(draft):
    put(draft, 0, a="one")
    assert put(draft, 0, a="mine").conflicts["a"].who == "You, in another window"


def test_a_box_emptied_is_a_change(draft):
    put(draft, 0, a="one")
    save(draft=draft, boxes={"a": []}, seen=1, by=draft.owner, at=AT)
    draft.refresh_from_db()
    assert draft.boxes == {"a": []}


def test_too_much_is_refused_and_nothing_is_kept(draft):
    with pytest.raises(DraftTooLong):
        put(draft, 0, a="x" * (LONGEST + 1))
    assert boxes(draft) == {}


def test_nothing_readable_is_in_the_database(draft):
    put(draft, 0, a="Quillon kept the door closed")
    with connection.cursor() as cursor, cursor.copy("COPY foundation_privatedraft TO STDOUT") as copied:
        assert b"Quillon" not in b"".join(bytes(each) for each in copied)


def send(client, data, url=URL):
    return client.post(url, data if isinstance(data, str) else json.dumps(data), content_type="application/json")


@pytest.fixture
def writer(client):
    user = PersonFactory(user=UserFactory()).user
    sign_in(client, user)
    return user


def test_the_protocol_keeps_answers_and_gives_back(client, writer):
    assert client.get(URL).status_code == 404
    answer = send(client, {"seen": 0, "boxes": {"a": ["one"], "csrfmiddlewaretoken": ["x"]}})
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(URL).json()["boxes"] == {"a": ["one"]}
    answer = send(client, {"seen": 0, "boxes": {"a": ["two"]}})
    assert (answer.status_code, answer.json()["conflicts"]["a"]["values"]) == (409, ["one"])


@pytest.mark.parametrize(
    "data",
    ["", "[]", "{}", '{"seen": "1", "boxes": {}}', '{"seen": 1, "boxes": {"a": "x"}}', '{"seen":true,"boxes":{}}'],
)
def test_what_no_page_sends_is_refused(client, writer, data):
    assert send(client, data).status_code == 400


def test_the_access_ladder_of_drafts(client, writer):
    send(client, {"seen": 0, "boxes": {"a": ["one"]}})
    assert client.put(URL).status_code == 405
    assert send(client, {"seen": 0, "boxes": {}}, "/drafts/private/Odd place/").status_code == 404
    sign_in(client, PersonFactory(user=UserFactory()).user)
    assert client.get(URL).status_code == 404
    assert send(client, {"seen": 0, "boxes": {"a": ["theirs"]}}).status_code == 200
    assert PrivateDraft.objects.get(owner=writer).boxes == {"a": ["one"]}
    client.logout()
    assert [client.get(URL).status_code, send(client, {"seen": 0, "boxes": {}}).status_code] == [401, 401]


def test_saving_takes_few_queries_however_many_boxes(client, writer, django_assert_max_num_queries):
    send(client, {"seen": 0, "boxes": {}})
    for number in (1, 200):
        with django_assert_max_num_queries(14):
            send(client, {"seen": 0, "boxes": {f"b{n}": ["x"] for n in range(number)}})


def test_keys_are_ones_own_and_for_nobody_signed_out(client, writer, settings):
    mine = client.get("/drafts/keys/")
    assert mine.json()["keys"] == browser.keys_of(writer)
    assert "no-store" in mine["Cache-Control"]
    other = UserFactory()
    assert not set(browser.keys_of(other)) & set(browser.keys_of(writer))
    assert browser.owner_mark(other) != browser.owner_mark(writer)
    before = browser.keys_of(writer)
    settings.FIELD_KEYS = ["a-newer-key", *settings.FIELD_KEYS]
    assert browser.keys_of(writer)[1:] == before
    assert client.post("/drafts/keys/").status_code == 405
    client.logout()
    assert client.get("/drafts/keys/").status_code == 401


def test_signing_out_tells_the_browser_to_forget(client, writer):
    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"storage"'


def test_a_draft_is_finished_and_old_ones_go():
    user = UserFactory()
    draft = private.open_one(user, "reflection:new")
    put(draft, 0, a="one")
    assert private.remove_old(before=AT.date()) == 0
    assert private.remove_old(before=AT.date() + timedelta(days=1)) == 1
    private.open_one(user, "reflection:new")
    private.finish(user, "reflection:new")
    assert private.find(user, "reflection:new") is None


def test_the_clock_removes_what_is_older_than_the_schedule_says():
    old, new = (private.open_one(UserFactory(), "reflection:new") for _ in range(2))
    PrivateDraft.objects.filter(pk=old.pk).update(saved_at=timezone.now() - timedelta(days=92))
    PrivateDraft.objects.filter(pk=new.pk).update(saved_at=timezone.now() - timedelta(days=80))
    assert forget_drafts() == 1
    assert list(PrivateDraft.objects.all()) == [new]


class EveryForm(forms.Form):
    text = forms.CharField()
    day = ThreePartDateField(what="The day")
    many = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    untouched = forms.CharField(initial="as it was")


def test_words_come_back_as_they_were_typed_right_or_wrong():
    form = EveryForm()
    fill(form, {"text": ["words"], "day-day": ["31"], "day-month": ["2"], "day-year": [""], "many": ["b"]})
    assert form["text"].value() == "words"
    assert [part.value for part in form["day"].date_parts] == ["31", "2", ""]
    assert form["many"].value() == ["b"]
    assert form["untouched"].value() == "as it was"
    assert not form.errors
