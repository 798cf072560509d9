"""A record: shared, talked about, signed by both and locked; or issued without the second signature."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from foundation.models import ChangeLogEntry
from foundation.versioned_forms.reading import BadAnswers
from supervision.actions.records import NotYours, RecordRefused, issue_due, later_words, share, sign, take_back
from supervision.models import Record, RecordDraft, Section
from tests.factories.records import AT, LATER, WORDS, begun, held_meeting, shared, signed
from tests.factories.workforce import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return begun()


@pytest.fixture
def writer(record):
    return record.meeting.supervisor.user


@pytest.fixture
def supervisee(record):
    return record.meeting.supervisee.user


def test_sharing_keeps_each_section_in_its_class(record, writer):
    shared(record)
    rows = Section.objects.filter(record=record).values_list("section_id", "visibility")
    assert list(rows) == [("s-cycle", "personal"), ("s-work", "management")]
    assert Section.objects.get(section_id="s-work").answers == {"workload": WORDS["workload"]}
    record.meeting.refresh_from_db()
    assert record.meeting.written_up_on == datetime.date(2026, 11, 17)


def test_the_draft_stays_until_the_record_is_locked_and_sharing_twice_changes_nothing(record, writer, supervisee):
    RecordDraft.objects.create(record=record, part="supervisor", words={"experience": {"values": ["…"]}}, version=3)
    shared(record)
    again = share(record_id=record.pk, answers={"experience": "Other words."}, by=writer, at=LATER)
    assert again.shared_at == AT
    assert Section.objects.get(section_id="s-cycle").answers == {"experience": WORDS["experience"]}
    assert RecordDraft.objects.count() == 1
    sign(record_id=record.pk, by=writer, at=LATER)
    sign(record_id=record.pk, by=supervisee, at=LATER)
    assert not RecordDraft.objects.exists()


def test_a_missing_answer_is_named_and_the_draft_stays(record, writer):
    RecordDraft.objects.create(record=record, part="supervisor", words={"workload": {"values": ["…"]}}, version=3)
    with pytest.raises(BadAnswers, match="What did you see"):
        share(record_id=record.pk, answers={"workload": "Busy."}, by=writer, at=AT)
    assert RecordDraft.objects.filter(record=record, version=3).exists()


def test_only_who_led_it_shares(record, supervisee):
    for user in (supervisee, PersonFactory(user=UserFactory()).user, UserFactory()):
        with pytest.raises(NotYours):
            share(record_id=record.pk, answers=WORDS, by=user, at=AT)


def test_two_signatures_lock_it(record, writer, supervisee):
    shared(record)
    assert sign(record_id=record.pk, by=writer, at=LATER).state == Record.State.SHARED
    locked = sign(record_id=record.pk, by=supervisee, at=LATER)
    assert (locked.state, locked.locked_at, locked.supervisee_signed_by) == ("signed", LATER, supervisee)
    record.meeting.refresh_from_db()
    assert record.meeting.signed_on == datetime.date(2026, 11, 20)


def test_signing_twice_changes_nothing(record, writer):
    shared(record)
    sign(record_id=record.pk, by=writer, at=AT)
    assert sign(record_id=record.pk, by=writer, at=LATER).supervisor_signed_at == AT


def test_the_supervisor_signs_first(record, supervisee):
    shared(record)
    with pytest.raises(RecordRefused, match="supervisor signs first"):
        sign(record_id=record.pk, by=supervisee, at=LATER)


def test_a_draft_cannot_be_signed_nor_a_strangers_record(record, writer):
    with pytest.raises(RecordRefused, match="still being written"):
        sign(record_id=record.pk, by=writer, at=AT)
    shared(record)
    with pytest.raises(NotYours):
        sign(record_id=record.pk, by=PersonFactory(user=UserFactory()).user, at=AT)


def test_a_group_record_needs_its_leader_alone():
    meeting = held_meeting(kind="group")
    meeting.supervisee = None
    meeting.save()
    record = shared(begun(meeting))
    assert sign(record_id=record.pk, by=meeting.supervisor.user, at=LATER).state == "signed"


def test_it_can_be_taken_back_until_the_other_has_signed(record, writer, supervisee):
    shared(record)
    sign(record_id=record.pk, by=writer, at=AT)
    back = take_back(record_id=record.pk, by=writer, at=LATER)
    assert (back.state, back.supervisor_signed_at, Section.objects.count()) == ("draft", None, 0)
    signed(record)
    with pytest.raises(RecordRefused, match="dated note"):
        take_back(record_id=record.pk, by=writer, at=LATER)


def test_unsigned_after_the_last_day_it_is_issued(record, writer):
    shared(record)
    sign(record_id=record.pk, by=writer, at=AT)
    last_day = datetime.datetime(2026, 11, 30, 22, 0, tzinfo=datetime.UTC)
    assert issue_due(at=last_day) == 0
    assert issue_due(at=last_day + datetime.timedelta(hours=2)) == 1
    assert issue_due(at=last_day + datetime.timedelta(days=2)) == 0
    record.refresh_from_db()
    assert (record.state, record.supervisee_signed_at) == ("issued", None)
    record.meeting.refresh_from_db()
    assert record.meeting.signed_on is None


def test_what_its_writer_has_not_signed_is_not_issued(record):
    shared(record)
    assert issue_due(at=datetime.datetime(2026, 12, 24, tzinfo=datetime.UTC)) == 0


def test_both_comment_before_and_add_dated_notes_after(record, supervisee):
    shared(record)
    said = {"record_id": record.pk, "visibility": "personal", "by": supervisee}
    assert later_words.add(**said, text="It was Wednesday.", at=AT).kind == "comment"
    assert later_words.add(**said, text="I saw it otherwise.", disagree=True, at=AT).kind == "disagreement"
    sign(record_id=record.pk, by=record.meeting.supervisor.user, at=LATER)
    sign(record_id=record.pk, by=supervisee, at=LATER)
    assert later_words.add(**said, text="A week on: it held.", at=LATER).kind == "addendum"


@pytest.mark.parametrize(
    ("text", "visibility", "sentence"),
    [
        ("  ", "personal", "Write what"),
        ("x" * 5001, "personal", "5000 characters"),
        ("A word.", "wellbeing", "which part"),
    ],
)
def test_what_cannot_be_added_is_refused_in_words(record, supervisee, text, visibility, sentence):
    shared(record)
    with pytest.raises(RecordRefused, match=sentence):
        later_words.add(record_id=record.pk, text=text, visibility=visibility, by=supervisee, at=AT)


@pytest.mark.parametrize("statement", ["UPDATE {} SET visibility = 'case'", "DELETE FROM {}"])
def test_the_database_keeps_what_was_signed(record, statement):
    signed(record)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; " + statement.format("supervision_section"))
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Section.objects.create(record=record, section_id="more", number=9, visibility="case")


def test_the_change_log_holds_no_words(record):
    signed(record)
    text = " ".join(f"{row.verb} {row.reason} {row.fields}" for row in ChangeLogEntry.objects.all())
    assert "supervision.record_signed" in text
    assert not [word for word in ("kitchen", "court") if word in text]


def test_the_table_holds_no_readable_words(record):
    signed(record)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(encode(answers, 'escape'), ' ') FROM supervision_section")
        assert "kitchen" not in cursor.fetchone()[0]
