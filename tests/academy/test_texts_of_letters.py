"""Texts of letters in the CMS."""

import pytest

from foundation import wordings
from foundation.actions.wordings import newest
from foundation.models import ChangeLogEntry, MessageWording
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/cms/texts/booking-cancelled/"
BODY = "Hello {first_name},\n\nYour place on {course} is given up.\n\n{given_back}"


@pytest.fixture
def editor(client):
    return sign_in(client, coordinator())


def entered(**changes):
    return {"subject": "Given up: {course}", "body": BODY, "seen": "0", "step": "save", **changes}


def text(response):
    return response.content.decode()


def test_every_letter_is_listed_with_its_state(client, editor):
    client.post(ADDRESS, entered())
    page = text(client.get("/cms/texts/"))
    for each in wordings.definitions().values():
        assert f"/cms/texts/{each.kind}/" in page
    assert page.count("Rewritten") == 1


def test_a_rewritten_text_is_used_and_its_history_kept(client, editor):
    assert client.post(ADDRESS, entered()).status_code == 302
    client.post(ADDRESS, entered(subject="Second", seen=str(newest("booking-cancelled"))))
    assert wordings.book().text("booking-cancelled")[0] == "Second"
    page = text(client.get(ADDRESS))
    assert "Given up: {course}" in page
    assert editor.get_full_name() in page
    assert set(ChangeLogEntry.objects.values_list("verb", "actor")) == {("wording.rewritten", editor.pk)}


def test_a_preview_shows_the_letter_and_saves_nothing(client, editor):
    page = text(client.post(ADDRESS, entered(step="look")))
    assert "Given up: Signs of Safety: two-day foundation" in page
    assert "Hello Priya," in page
    assert not MessageWording.objects.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"body": "{cuorse}"}, "{cuorse} is not known here"),
        ({"body": "{course.pk}"}, "Curly brackets mark a placeholder"),
        ({"subject": ""}, "Write the subject."),
    ],
)
@pytest.mark.parametrize("step", ["save", "look"])
def test_a_text_that_will_not_do_is_refused_beside_its_box_and_nothing_typed_is_lost(
    client, editor, changes, says, step
):
    page = client.post(ADDRESS, entered(step=step, **changes))
    assert page.status_code == 422
    assert says in text(page)
    assert entered(**changes)["body"].split("\n")[0] in text(page)
    assert not MessageWording.objects.exists()


def test_two_editors_at_once_overwrite_nothing_unseen(client, editor):
    client.post(ADDRESS, entered(subject="Theirs"))
    page = client.post(ADDRESS, entered(subject="Mine"))
    assert page.status_code == 422
    for words in ("Somebody else has saved this text", "Theirs", "Mine", f'value="{newest("booking-cancelled")}"'):
        assert words in text(page)
    assert wordings.book().text("booking-cancelled")[0] == "Theirs"


def test_the_shipped_text_can_be_put_back(client, editor):
    shipped = wordings.book().text("booking-cancelled")
    client.post(ADDRESS, entered())
    client.post(f"{ADDRESS}put-back/", {"seen": str(newest("booking-cancelled"))})
    assert wordings.book().text("booking-cancelled") == shipped
    assert MessageWording.objects.count() == 2


def test_a_text_left_behind_by_a_release_is_shown_as_such(client, editor):
    MessageWording.objects.create(
        kind="booking-cancelled", subject="x", body="{former}", created_at="2026-01-01T00:00Z"
    )
    assert "Needs a look" in text(client.get("/cms/texts/"))
    assert "no longer fits this letter" in text(client.get(ADDRESS))


@pytest.mark.parametrize("address", ["/cms/texts/", ADDRESS, f"{ADDRESS}put-back/"])
@pytest.mark.parametrize("who", [editor_of_pages, UserFactory, None])
def test_nobody_else_gets_in(client, address, who):
    if who:
        sign_in(client, who())
    answer = client.post(address, entered()) if address.endswith("back/") else client.get(address)
    assert answer.status_code in (302, 403)
    assert not MessageWording.objects.exists()


def test_a_letter_nobody_sends_is_not_found(client, editor):
    assert client.get("/cms/texts/nothing/").status_code == 404


@pytest.mark.parametrize("seen", ["", "x", "-1", "99"])
def test_a_form_from_elsewhere_breaks_nothing(client, editor, seen):
    assert client.post(f"{ADDRESS}put-back/", {"seen": seen}).status_code == 302
    assert client.post(ADDRESS, entered(seen=seen)).status_code in (302, 422)


def test_the_wrong_method_is_refused(client, editor):
    assert client.post("/cms/texts/").status_code == 405
    assert client.get(f"{ADDRESS}put-back/").status_code == 405
