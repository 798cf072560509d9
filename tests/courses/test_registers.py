"""Registers: marks, closing, and what closing causes."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from courses import invariants as courses_invariants
from courses.actions import registers
from courses.actions.registers import Given, MarkRefused, RegisterIncomplete
from courses.models import AttendanceMark, SessionTrainer
from cpd_records import invariants as ledger_invariants
from cpd_records.models import Account, Certificate, CpdRecord
from cpd_records.rules.years import year_start
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, past, staff
from tests.factories.courses import SessionFactory, days_ahead, local
from tests.factories.workforce import PersonFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def lead(session):
    """A trainer of ours, on this session."""
    person = PersonFactory(user=UserFactory())
    SessionTrainer.objects.create(session=session, person=person, name=person.full_name)
    return person.user


def held(*, people=1, dates=1, **changes):
    """A session that was yesterday, with its bookings and its trainer."""
    spans = [(days_ahead(14 + n), days_ahead(14 + n, 16)) for n in range(dates)]
    session = SessionFactory(spans=spans, **changes)
    bookings = [booked(session=session) for _ in range(people)]
    return past(session), bookings, lead(session)


def give(session, booking, mark, minutes=None, *, by, date=0):
    day = list(session.dates.all())[date]
    given = Given(booking.pk, day.pk, mark, minutes)
    return registers.mark(session_id=session.pk, marks=[given], by=by, at=timezone.now())


def close(session, by):
    return registers.close(session_id=session.pk, by=by, at=timezone.now())


def sums(person, bucket):
    return sum(getattr(account, bucket) for account in Account.objects.filter(person=person).with_balances())


def left_this_year(person):
    year = year_start(timezone.localdate())
    return Account.objects.with_balances().get(person=person, year_starts_on=year).available


def test_present_spends_the_time_and_makes_record_and_certificate():
    session, (booking,), trainer = held(weight_sos=50, weight_rp=50, weight_general=0)
    give(session, booking, "present", by=trainer)
    close(session, trainer)
    booking.refresh_from_db()
    assert booking.state == "attended"
    assert (sums(booking.person, "spent"), sums(booking.person, "reserved")) == (444, 0)
    record = CpdRecord.objects.get(source=booking.source)
    assert (record.minutes, record.credited_minutes, record.sos_minutes, record.rp_minutes) == (444, 444, 222, 222)
    assert Certificate.objects.get(record=record).issued_by == trainer


def test_part_of_the_time_credits_those_minutes_and_gives_the_rest_back():
    session, (booking,), trainer = held()
    give(session, booking, "partial", 120, by=trainer)
    close(session, trainer)
    booking.refresh_from_db()
    assert booking.state == "partial"
    assert (sums(booking.person, "spent"), sums(booking.person, "reserved")) == (120, 0)
    assert CpdRecord.objects.get().minutes == 120
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(("minutes", "state"), [(355, "partial"), (356, "attended")])
def test_eighty_percent_of_the_time_completes_the_course(minutes, state):
    session, (booking,), trainer = held()
    give(session, booking, "partial", minutes, by=trainer)
    close(session, trainer)
    booking.refresh_from_db()
    assert booking.state == state


def test_not_there_gives_everything_back_and_tells_person_and_manager():
    manager = PersonFactory(user=UserFactory())
    session = SessionFactory()
    booking = booked(staff(line_manager=manager), session)
    past(session)
    trainer = lead(session)
    give(session, booking, "absent", by=trainer)
    close(session, trainer)
    booking.refresh_from_db()
    assert booking.state == "did_not_attend"
    assert (sums(booking.person, "spent"), sums(booking.person, "reserved")) == (0, 0)
    assert not CpdRecord.objects.exists()
    told = OutboxMessage.objects.filter(kind__in=("attendance-missed", "manager-not-there"))
    assert {message.to_address for message in told} == {booking.person.work_email, manager.work_email}


def test_each_date_counts_on_its_own():
    session, (booking,), trainer = held(dates=2)
    give(session, booking, "present", by=trainer, date=0)
    give(session, booking, "absent", by=trainer, date=1)
    close(session, trainer)
    booking.refresh_from_db()
    assert (booking.state, CpdRecord.objects.get().minutes) == ("partial", 222)


def test_a_missing_mark_stops_the_closing_and_nothing_is_written():
    session, (first, _), trainer = held(people=2)
    give(session, first, "present", by=trainer)
    with pytest.raises(RegisterIncomplete, match="1 mark is missing"):
        close(session, trainer)
    assert not CpdRecord.objects.exists()


def test_a_second_mark_is_a_newer_row_and_counts():
    session, (booking,), trainer = held()
    coordinator = RoleGrantFactory(role="coordinator").user
    give(session, booking, "absent", by=trainer)
    give(session, booking, "present", by=coordinator)
    newest = AttendanceMark.objects.newest().get()
    assert (AttendanceMark.objects.count(), newest.mark, newest.by) == (2, "present", coordinator)


def test_the_same_mark_twice_writes_one_row():
    session, (booking,), trainer = held()
    assert give(session, booking, "present", by=trainer) == 1
    assert give(session, booking, "present", by=trainer) == 0


def test_a_date_cannot_be_marked_beforehand():
    session = SessionFactory()
    booking = booked(session=session)
    with pytest.raises(MarkRefused, match="on the day itself"):
        give(session, booking, "present", by=lead(session))


def test_a_closed_register_says_whom_to_ask():
    session, (booking,), trainer = held()
    give(session, booking, "present", by=trainer)
    close(session, trainer)
    with pytest.raises(MarkRefused, match="tell the Academy"):
        give(session, booking, "absent", by=trainer)
    with pytest.raises(MarkRefused, match="is closed"):
        close(session, trainer)


def test_closing_before_the_last_date_is_refused():
    session = SessionFactory()
    with pytest.raises(MarkRefused, match="last date has begun"):
        close(session, lead(session))


def test_a_booking_of_another_session_is_refused():
    session, _, trainer = held()
    other = booked(session=SessionFactory(spans=[(days_ahead(40), days_ahead(40, 16))]))
    with pytest.raises(MarkRefused, match="list has changed"):
        give(session, other, "present", by=trainer)


@pytest.mark.parametrize("who", ["learner", "stranger"])
def test_only_trainers_and_coordinators_mark(who):
    session, (booking,), _ = held()
    by = booking.person.user if who == "learner" else staff().user
    with pytest.raises(PermissionDenied):
        give(session, booking, "present", by=by)


def test_learning_without_allowance_is_recorded_and_takes_nothing_off():
    session, (booking,), trainer = held(counts_towards_allowance=False)
    give(session, booking, "present", by=trainer)
    close(session, trainer)
    record = CpdRecord.objects.get()
    assert (record.minutes, record.credited_minutes, sums(booking.person, "spent")) == (444, 0, 0)


def test_an_empty_register_can_be_closed():
    session = past(SessionFactory())
    assert close(session, lead(session)).state == "closed"


@pytest.mark.parametrize(
    "statement", ["UPDATE courses_attendancemark SET minutes = 0", "DELETE FROM courses_attendancemark"]
)
def test_the_database_refuses_to_change_a_mark(statement):
    session, (booking,), trainer = held()
    give(session, booking, "present", by=trainer)
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute(statement)


def test_what_somebody_attended_runs_from_the_first_day_to_the_last():
    session, (booking,), trainer = held(dates=3)
    for date, mark in enumerate(("absent", "present", "present")):
        give(session, booking, mark, by=trainer, date=date)
    close(session, trainer)
    record = CpdRecord.objects.get()
    assert record.ends_on - record.starts_on == datetime.timedelta(days=1)


def test_a_register_closes_although_its_dates_moved_into_a_year_without_time():
    """What was attended is a fact: the year it fell in is overdrawn, nobody is left unmarked."""
    session = SessionFactory(spans=[(local(2027, 3, 30), local(2027, 3, 30, 16))])
    person = staff(ends_on=datetime.date(2027, 4, 1))
    booking = booked(person, session, at=local(2027, 1, 11))
    (day,) = session.dates.all()
    moved = datetime.timedelta(days=7)
    day.starts_at, day.ends_at = day.starts_at + moved, day.ends_at + moved
    day.save()
    trainer, at = lead(session), local(2027, 4, 7)
    registers.mark(session_id=session.pk, marks=[Given(booking.pk, day.pk, "present")], by=trainer, at=at)
    registers.close(session_id=session.pk, by=trainer, at=at)
    later = Account.objects.with_balances().get(person=person, year_starts_on=datetime.date(2027, 4, 1))
    assert (later.available, later.spent) == (-444, 444)
    assert [*courses_invariants.breaches(), *ledger_invariants.breaches()] == []


def test_marks_count_as_the_dates_stand_when_the_register_is_closed():
    """A date made shorter after somebody was marked present is still the whole of it."""
    session, (booking,), trainer = held(dates=2, learning_minutes=888)
    for number in range(2):
        give(session, booking, "present", by=trainer, date=number)
    first, second = session.dates.all()
    first.learning_minutes, second.learning_minutes = 222, 666
    first.save()
    second.save()
    give(session, booking, "partial", 600, by=trainer, date=1)
    second.learning_minutes = 444
    second.save()
    close(session, trainer)
    record = CpdRecord.objects.get(source=booking.source)
    assert (record.outcome, record.minutes) == ("attended", 222 + 443)
