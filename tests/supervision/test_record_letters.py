"""Letters about records: who is told what, once, and never with a word of it."""

import datetime

import pytest

from foundation.models import OutboxMessage
from supervision.actions.records import issue_due, later_words, share, sign, take_back
from supervision.models import Record
from tests.factories.records import LATER, WORDS, begun, shared, signed

pytestmark = pytest.mark.django_db
SECRET = "A word that stays here."


def told(kind):
    """Addresses a kind of letter went to, sorted."""
    return sorted(OutboxMessage.objects.filter(kind=f"supervision-record-{kind}").values_list("to_address", flat=True))


def both(record):
    return sorted([record.meeting.supervisee.work_email, record.meeting.supervisor.work_email])


def test_sharing_tells_the_supervisee_and_again_after_it_was_mended():
    record = shared()
    assert told("shared") == [record.meeting.supervisee.work_email]
    by = record.meeting.supervisor.user
    share(record_id=record.pk, answers=WORDS, by=by, at=LATER)
    assert len(told("shared")) == 1
    take_back(record_id=record.pk, by=by, at=LATER)
    share(record_id=record.pk, answers=WORDS, by=by, at=LATER)
    assert len(told("shared")) == 2


def test_the_first_signature_asks_for_the_second_once_and_the_second_tells_both():
    record = shared()
    for _ in range(2):
        sign(record_id=record.pk, by=record.meeting.supervisor.user, at=LATER)
    assert told("to-sign") == [record.meeting.supervisee.work_email]
    assert "Monday 30 November 2026" in OutboxMessage.objects.get(kind="supervision-record-to-sign").body
    for _ in range(2):
        sign(record_id=record.pk, by=record.meeting.supervisee.user, at=LATER)
    assert told("signed") == both(record)


def test_issued_unsigned_tells_both_once():
    record = shared()
    sign(record_id=record.pk, by=record.meeting.supervisor.user, at=LATER)
    for hours in (0, 24):
        issue_due(at=datetime.datetime(2026, 12, 1, 3, tzinfo=datetime.UTC) + datetime.timedelta(hours=hours))
    assert Record.objects.get().state == "issued"
    assert told("issued") == both(record)


@pytest.mark.parametrize("disagree", [False, True])
def test_what_was_added_is_told_to_the_other_without_its_words(disagree):
    record = signed()
    two = (record.meeting.supervisee, record.meeting.supervisor)
    for writer, other in (two, two[::-1]):
        later_words.add(
            record_id=record.pk, text=SECRET, disagree=disagree, visibility="personal", by=writer.user, at=LATER
        )
        newest = OutboxMessage.objects.filter(kind="supervision-record-added").latest("pk")
        assert (newest.to_address, SECRET in newest.body) == (other.work_email, False)


def test_no_letter_holds_a_word_of_the_record():
    record = signed()
    later_words.add(
        record_id=record.pk, text=SECRET, visibility="management", by=record.meeting.supervisor.user, at=LATER
    )
    said = " ".join(f"{row.subject} {row.body}" for row in OutboxMessage.objects.all())
    assert not [text for text in (*WORDS.values(), SECRET) if text in said]


def test_nobody_without_an_address_is_written_to():
    record = begun()
    record.meeting.supervisee.work_email = ""
    record.meeting.supervisee.save(update_fields=["work_email"])
    shared(record)
    assert told("shared") == []
