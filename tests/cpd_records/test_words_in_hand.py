"""Reflections and pieces are kept while they are typed, and one window never overwrites another."""

import json

import pytest

from cpd_records.actions import reflections
from cpd_records.models import Piece, Reflection
from foundation.models import PrivateDraft
from tests.cpd_records.test_reflection_pages import GIVEN, NEW, own, post
from tests.factories.cpd_records import NOON, record
from tests.factories.reflections import SECRET, piece_of, social_worker, wrote
from tests.factories.workforce import staff
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(client):
    person = social_worker()
    sign_in(client, person.user)
    return person


def types(client, page, **boxes):
    """What the page's module sends while somebody types."""
    address = page.split('data-draft="')[1].split('"')[0]
    seen = int(page.split('data-draft-seen="')[1].split('"')[0])
    sent = {"seen": seen, "boxes": {name: [value] for name, value in boxes.items()}}
    return client.post(address, json.dumps(sent), content_type="application/json")


class TestNew:
    def test_what_was_typed_is_back_when_the_page_is_opened_again(self, client, alice):
        assert types(client, client.get(NEW).text, learned=SECRET, title="Duty").status_code == 200
        page = client.get(NEW).text
        assert SECRET in page
        assert "words you typed earlier" in page
        assert not Reflection.objects.exists()
        listed = client.get("/my/cpd/reflections/").text
        assert "Not saved yet" in listed
        assert "Duty" in listed

    def test_each_piece_of_learning_has_its_own_words(self, client, alice):
        learned = record(alice)
        types(client, client.get(f"{NEW}?record={learned.public_id}").text, learned=SECRET)
        assert SECRET not in client.get(NEW).text
        assert f"{NEW}?record={learned.public_id}" in client.get("/my/cpd/reflections/").text
        assert SECRET in client.get(f"{NEW}?record={learned.public_id}").text

    def test_saving_takes_them_and_nothing_is_in_hand_any_more(self, client, alice):
        types(client, client.get(NEW).text, learned=SECRET)
        assert post(client, NEW, learned=SECRET).status_code == 302
        assert not PrivateDraft.objects.exists()
        assert SECRET not in client.get(NEW).text

    def test_what_is_refused_is_kept(self, client, alice):
        assert client.post(NEW, {"learned": SECRET}).status_code == 200
        assert SECRET in client.get(NEW).text

    def test_they_can_be_thrown_away(self, client, alice):
        types(client, client.get(NEW).text, learned=SECRET)
        form = client.get(NEW).text.split('data-draft="')[1]
        assert 0 < form.index(">Save") < form.index('name="forget"'), "Enter presses the first button of a form"
        assert client.post(NEW, {"forget": "yes", "learned": SECRET}).status_code == 302
        assert SECRET not in client.get(NEW).text
        assert not Reflection.objects.exists()

    def test_they_are_sealed_and_nobody_elses(self, client, alice):
        page = client.get(NEW).text
        types(client, page, learned=SECRET)
        sign_in(client, staff("other@example.org").user)
        address = page.split('data-draft="')[1].split('"')[0]
        assert client.get(address).status_code == 404
        assert SECRET not in client.get(NEW).text
        client.logout()
        assert client.get(address).status_code == 401


class TestGoingOn:
    def test_unsaved_words_stand_before_what_is_saved_until_they_are_saved(self, client, alice):
        row = wrote(alice, learned="As saved")
        types(client, client.get(own(row, "edit/")).text, learned=SECRET)
        assert SECRET in client.get(own(row, "edit/")).text
        assert "As saved" in client.get(own(row)).text
        client.post(own(row, "edit/"), {"forget": "yes"})
        assert "As saved" in client.get(own(row, "edit/")).text

    def test_two_windows_in_one_box_are_shown_side_by_side_and_nothing_is_saved(self, client, alice):
        row = wrote(alice, learned="As saved")
        types(client, client.get(own(row, "edit/")).text, learned="From the other window")
        answer = client.post(
            own(row, "edit/"), GIVEN | {"key": row.public_id, "version": 1, "draft_seen": 0, "learned": "From this one"}
        )
        assert answer.status_code == 409
        assert "From the other window" in answer.text
        assert "From this one" in answer.text
        row.refresh_from_db()
        assert row.learned == "As saved"
        again = GIVEN | {"key": row.public_id, "version": 1, "draft_seen": 2, "learned": "Put together"}
        assert client.post(own(row, "edit/"), again).status_code == 302
        row.refresh_from_db()
        assert row.learned == "Put together"

    def test_a_second_look_leaves_nothing_in_hand(self, client, alice):
        page = post(client, NEW, learned="A boy called Tom Smith, born 3 May 2015").text
        assert "Keep it as it is" in page
        assert not PrivateDraft.objects.exists()
        assert 'data-draft-seen="0"' in page

    def test_removing_takes_them_along(self, client, alice):
        row = wrote(alice)
        types(client, client.get(own(row, "edit/")).text, learned=SECRET)
        reflections.remove(reflection_id=row.pk, by=alice.user, at=NOON)
        assert not PrivateDraft.objects.exists()


class TestPieces:
    def test_a_piece_is_kept_while_it_is_typed_and_saved_once(self, client, alice):
        row = piece_of(alice)
        address = f"/my/cpd/pieces/{row.public_id}/"
        types(client, client.get(address).text, impact="He was heard")
        assert "He was heard" in client.get(address).text
        assert Piece.objects.get().impact != "He was heard"
        given = {"kind": "Reading", "activity": "A", "learned": "L", "impact": "He was heard", "version": row.version}
        given |= {"happened_on-day": 1, "happened_on-month": 6, "happened_on-year": 2026, "draft_seen": 1}
        assert client.post(address, given).status_code == 302
        assert Piece.objects.get().impact == "He was heard"
        assert not PrivateDraft.objects.exists()

    def test_unsaved_words_of_a_piece_can_be_thrown_away(self, client, alice):
        address = f"/my/cpd/pieces/{piece_of(alice).public_id}/"
        types(client, client.get(address).text, impact="He was heard")
        client.post(address, {"forget": "yes"})
        assert "He was heard" not in client.get(address).text


def test_kinder_words_are_offered_where_people_write(client, alice):
    for address in (NEW, own(wrote(alice), "edit/"), f"/my/cpd/pieces/{piece_of(alice).public_id}/"):
        assert "data-language-helper" in client.get(address).text
