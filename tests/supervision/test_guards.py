"""The database itself refuses what must never happen to rows of supervision (DESIGN rule 3)."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from supervision.models import Agreement, Meeting, MeetingEvent, Opening, RecordRead
from tests.factories.workforce import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.UTC)


@pytest.fixture
def meeting():
    return Meeting.objects.create(
        supervisee=PersonFactory(), supervisor=PersonFactory(), starts_at=NOW, created_at=NOW, changed_at=NOW
    )


def _refused(model, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values)


@pytest.mark.parametrize("statement", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_happened_and_who_read_is_never_changed(meeting, statement):
    MeetingEvent.objects.create(meeting=meeting, verb="planned", to_at=NOW, at=NOW)
    RecordRead.objects.create(
        meeting=meeting, reader=UserFactory(), at=NOW, capacity="deputy", way="page", sections="case"
    )
    for table in ("supervision_meetingevent", "supervision_recordread"):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; " + statement.format(table))


def test_nobody_supervises_themselves():
    person = PersonFactory()
    _refused(Meeting, supervisee=person, supervisor=person, starts_at=NOW, created_at=NOW, changed_at=NOW)
    _refused(Agreement, supervisee=person, supervisor=person, minutes=90, created_at=NOW, changed_at=NOW)


def test_a_cancelled_supervision_has_a_reason():
    _refused(Meeting, supervisee=PersonFactory(), state="cancelled", starts_at=NOW, created_at=NOW, changed_at=NOW)


def test_nothing_is_signed_before_the_limits_of_confidentiality_are_acknowledged():
    pair = {"supervisee": PersonFactory(), "supervisor": PersonFactory(), "minutes": 90}
    _refused(Agreement, **pair, supervisee_signed_at=NOW, created_at=NOW, changed_at=NOW)
    _refused(
        Agreement, **pair, state="current", starts_on=NOW.date(), review_on=NOW.date(),
        supervisee_signed_at=NOW, supervisor_signed_at=NOW, created_at=NOW, changed_at=NOW,
    )  # fmt: skip


def test_glass_is_broken_by_two_people_only(meeting):
    one = UserFactory()
    given = {"meeting": meeting, "reader": one, "kind": "break_glass", "opened_by": one, "starts_at": timezone.now()}
    _refused(Opening, **given)
    _refused(Opening, **given, seconded_by=one)
    assert Opening.objects.create(**given, seconded_by=UserFactory()).pk


def test_an_inspector_reads_for_hours_never_for_good(meeting):
    one = UserFactory()
    _refused(Opening, meeting=meeting, reader=one, kind="inspection", opened_by=one, starts_at=timezone.now())
