"""Signed records hang in one gapless chain a pair: what is changed or taken away behind our back is named."""

import json

import pytest
from django.db import connection, transaction
from django.test import override_settings

from foundation.disposal.graves import Grave
from foundation.disposal.role import install
from foundation.models import Tombstone
from foundation.protected_text.sealing import seal
from supervision.actions.records import later_words, sign
from supervision.models import ChainHead, ChainLink, Section
from supervision.record_holdings import DISPOSER
from supervision.record_invariants import breaches
from tests.factories.records import LATER, WORDS, begun, form_version, held_meeting, shared, signed

pytestmark = pytest.mark.django_db


def _behind_our_back(statement, *values):
    """As somebody with the database's own password would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = origin")


def _sentences(record=None):
    found = list(breaches())
    if record is not None:
        assert str(record.public_id) in {breach.subject for breach in found}
    return " ".join(breach.detail for breach in found)


@pytest.fixture
def record():
    return signed()


def test_a_signed_record_is_fine(record):
    assert _sentences() == ""
    assert list(ChainLink.objects.values_list("number", "kind")) == [
        (1, "section"), (2, "section"), (3, "signatures"),
    ]  # fmt: skip


def test_a_pair_has_one_chain_and_others_have_theirs(record):
    meeting = record.meeting
    signed(begun(held_meeting(meeting.supervisee, meeting.supervisor, held_on="2026-11-10"), record.version))
    signed(begun(held_meeting(supervisor=meeting.supervisor), record.version))
    assert sorted(ChainHead.objects.values_list("length", flat=True)) == [3, 6]
    assert _sentences() == ""


def test_a_changed_byte_is_named(record):
    _behind_our_back("UPDATE supervision_section SET answers = set_byte(answers, 25, get_byte(answers, 25) # 1)")
    assert "does not open any more" in _sentences(record)


def test_other_words_under_a_good_key_are_named(record):
    _behind_our_back("UPDATE supervision_section SET answers = %s WHERE number = 1", seal('{"experience":"Nothing."}'))
    assert "A section is not what was signed" in _sentences(record)


def test_another_class_is_named(record):
    _behind_our_back("UPDATE supervision_section SET visibility = 'management' WHERE number = 1")
    assert "A section is not what was signed" in _sentences(record)


def test_another_day_of_signing_is_named(record):
    _behind_our_back("UPDATE supervision_record SET supervisee_signed_at = supervisee_signed_at - interval '9 days'")
    assert "Who signed is not what was signed" in _sentences(record)


def test_a_removed_section_is_named(record):
    _behind_our_back("DELETE FROM supervision_section WHERE number = 2")
    assert "A section that was signed is gone" in _sentences(record)


def test_a_section_slipped_in_is_named(record):
    _behind_our_back(
        "INSERT INTO supervision_section (record_id, section_id, number, visibility, answers, disposed_under)"
        " VALUES (%s, 'more', 9, 'case', '', '')",
        record.pk,
    )
    assert "has a section that was never signed" in _sentences(record)


def test_a_removed_record_is_named_by_its_links_and_its_meeting(record):
    _behind_our_back("DELETE FROM supervision_section")
    _behind_our_back("DELETE FROM supervision_record")
    assert "Who signed that was signed is gone" in _sentences(record)
    assert "It was signed, but its record is not." in _sentences()


def test_a_link_taken_from_the_middle_is_named(record):
    _behind_our_back("DELETE FROM supervision_chainlink WHERE number = 2")
    assert "Links 2 to 2 of" in _sentences()


def test_the_end_of_a_chain_taken_away_with_its_record_is_named(record):
    meeting = record.meeting
    last = signed(begun(held_meeting(meeting.supervisee, meeting.supervisor, held_on="2026-11-10"), record.version))
    for statement in (
        "DELETE FROM supervision_section WHERE record_id = %s",
        "DELETE FROM supervision_record WHERE id = %s",
    ):
        _behind_our_back(statement, last.pk)
    _behind_our_back("DELETE FROM supervision_chainlink WHERE record = %s", last.public_id)
    assert "of 6 links the last one there is 3" in _sentences()


def test_a_head_that_was_written_by_hand_is_named(record):
    link = ChainLink.objects.get(number=2)
    _behind_our_back("DELETE FROM supervision_chainlink WHERE number = 3")
    _behind_our_back("UPDATE supervision_chainhead SET length = 2, last = %s", link.link)
    assert "was written by something other than the Academy" in _sentences()


def test_a_later_word_joins_the_chain_and_is_guarded_too(record):
    by = record.meeting.supervisee.user
    word = later_words.add(record_id=record.pk, text="A week on: it held.", visibility="personal", by=by, at=LATER)
    assert ChainLink.objects.get(kind="word").subject == word.pk
    assert _sentences() == ""
    _behind_our_back("UPDATE supervision_recordword SET text = %s", seal("It did not."))
    assert "A comment or addendum is not what was signed" in _sentences(record)


def test_words_said_before_signing_are_signed_with_it():
    record = shared()
    two = record.meeting.supervisor.user, record.meeting.supervisee.user
    later_words.add(record_id=record.pk, text="Yes.", visibility="personal", by=two[1], at=LATER)
    for user in two:
        sign(record_id=record.pk, by=user, at=LATER)
    assert list(ChainLink.objects.values_list("kind", flat=True)) == ["section", "section", "word", "signatures"]


def test_rotating_the_field_keys_breaks_no_chain(record, settings):
    with override_settings(FIELD_KEYS=["another-key-of-the-operator-0123456789", *settings.FIELD_KEYS]):
        _behind_our_back("UPDATE supervision_section SET answers = %s WHERE number = 1",
                         seal(json.dumps({"experience": WORDS["experience"]})))  # fmt: skip
        assert _sentences() == ""


def test_a_locked_record_without_a_chain_is_named():
    record = begun(version=form_version())
    _behind_our_back(
        "UPDATE supervision_record SET state = 'issued', shared_at = now(), locked_at = now(),"
        " supervisor_signed_at = now(), supervisor_signed_by_id = begun_by_id WHERE id = %s",
        record.pk,
    )
    assert "its chain does not know it" in _sentences(record)


def test_disposed_words_leave_a_chain_that_still_verifies(record):
    install()
    person = record.meeting.supervisee_id
    grave = Grave(17, LATER, frozenset({"supervision"}))
    with transaction.atomic():
        DISPOSER.bury_person([person], grave)
    assert Section.objects.filter(disposed_under="17").count() == 2
    assert [row.answers for row in Section.objects.all()] == [{}, {}]
    assert _sentences() == ""
    with transaction.atomic():
        DISPOSER.bury_person([person], grave)
    assert Tombstone.objects.count() == 2


def test_words_blanked_by_hand_are_named(record):
    _behind_our_back("UPDATE supervision_section SET answers = '', disposed_under = '17' WHERE number = 1")
    assert "Words were blanked by no disposal." in _sentences(record)
