"""Corrections after closing: every way a register can have been wrong, put right by new rows."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses import invariants as courses_invariants
from courses.actions import registers
from courses.actions.registers import Given, MarkRefused
from courses.models import AttendanceMark
from cpd_records import invariants as ledger_invariants
from cpd_records.models import Certificate, CpdRecord, LedgerEntry
from foundation.models import ChangeLogEntry, OutboxMessage
from tests.courses.test_registers import close, give, held, left_this_year, sums
from tests.factories.bookings import booked, past, staff
from tests.factories.courses import SessionFactory
from tests.factories.workforce import PersonFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
WHY = "Signed the sheet, missed on the tablet"


@pytest.fixture(autouse=True)
def _invariants_hold():
    yield
    assert [*courses_invariants.breaches(), *ledger_invariants.breaches()] == []


@pytest.fixture
def coordinator():
    return RoleGrantFactory(role="coordinator").user


def closed(*marks, **changes):
    """A closed register of one person, with these marks by date."""
    session, (booking,), trainer = held(dates=len(marks), **changes)
    for number, (mark, minutes) in enumerate(marks):
        give(session, booking, mark, minutes, by=trainer, date=number)
    close(session, trainer)
    return session, booking


def correct(session, booking, mark, minutes=None, *, by, date=0, reason=WHY):
    day = list(session.dates.all())[date]
    given = [Given(booking.pk, day.pk, mark, minutes)]
    return registers.correct(session_id=session.pk, marks=given, reason=reason, by=by, at=timezone.now())


def standing(booking):
    return CpdRecord.objects.standing().filter(source=booking.source).first()


def test_attended_becomes_absent(coordinator):
    session, booking = closed(("present", None))
    certificate = Certificate.objects.get()
    correct(session, booking, "absent", by=coordinator)
    booking.refresh_from_db()
    certificate.refresh_from_db()
    assert (booking.state, standing(booking), sums(booking.person, "spent")) == ("did_not_attend", None, 0)
    assert certificate.revoked_at is not None


def test_absent_becomes_attended_with_record_and_certificate(coordinator):
    session, booking = closed(("absent", None))
    correct(session, booking, "present", by=coordinator)
    booking.refresh_from_db()
    assert (booking.state, sums(booking.person, "spent"), booking.reason) == ("attended", 444, "")
    assert (standing(booking).credited_minutes, Certificate.objects.valid().count()) == (444, 1)


def test_minutes_change_under_the_next_cycle_of_the_ledger(coordinator):
    session, booking = closed(("partial", 100))
    correct(session, booking, "partial", 200, by=coordinator)
    entries = LedgerEntry.objects.filter(source=booking.source).order_by("pk").values_list("cycle", "kind", "minutes")
    assert list(entries)[-2:] == [(0, "reverse", 100), (1, "spend", 200)]
    assert standing(booking).minutes == 200


def test_the_correction_is_a_new_mark_with_author_and_reason(coordinator):
    session, booking = closed(("present", None))
    correct(session, booking, "absent", by=coordinator)
    newest = AttendanceMark.objects.newest().get()
    assert (AttendanceMark.objects.count(), newest.source, newest.by, newest.reason) == (
        2,
        "correction",
        coordinator,
        WHY,
    )
    assert ChangeLogEntry.objects.get(verb="register corrected").reason == WHY


def test_the_same_correction_twice_changes_nothing(coordinator):
    session, booking = closed(("absent", None))
    assert correct(session, booking, "present", by=coordinator) == 1
    before = (LedgerEntry.objects.count(), CpdRecord.objects.count(), OutboxMessage.objects.count())
    assert correct(session, booking, "present", by=coordinator) == 0
    assert (LedgerEntry.objects.count(), CpdRecord.objects.count(), OutboxMessage.objects.count()) == before


def test_to_and_fro_ends_where_it_began(coordinator):
    session, booking = closed(("present", None))
    for mark in ("absent", "present", "absent", "present"):
        correct(session, booking, mark, by=coordinator)
    booking.refresh_from_db()
    assert (booking.state, booking.ledger_cycle, sums(booking.person, "spent")) == ("attended", 2, 444)
    assert (CpdRecord.objects.count(), Certificate.objects.valid().count()) == (3, 1)


def test_a_correction_posts_in_full_though_the_time_is_used_elsewhere(coordinator):
    """What was attended on a place that stood is a fact: the year shows as overdrawn."""
    session, booking = closed(("absent", None))
    booked(booking.person, SessionFactory(learning_minutes=left_this_year(booking.person)))
    correct(session, booking, "present", by=coordinator)
    assert (left_this_year(booking.person), sums(booking.person, "spent")) == (-444, 444)


def test_learning_without_allowance_stays_without(coordinator):
    session, booking = closed(("absent", None), counts_towards_allowance=False)
    correct(session, booking, "present", by=coordinator)
    assert (standing(booking).credited_minutes, sums(booking.person, "spent")) == (0, 0)


def test_one_date_of_two_is_corrected(coordinator):
    session, booking = closed(("present", None), ("absent", None))
    correct(session, booking, "present", by=coordinator, date=1)
    booking.refresh_from_db()
    assert (booking.state, standing(booking).minutes) == ("attended", 444)


def test_the_person_is_told_each_time_and_the_manager_when_it_turns(coordinator):
    manager = PersonFactory(user=UserFactory())
    session = SessionFactory()
    booking = booked(staff(line_manager=manager), session)
    past(session)
    give(session, booking, "absent", by=coordinator)
    close(session, coordinator)
    correct(session, booking, "present", by=coordinator)
    told = OutboxMessage.objects.filter(kind__in=("attendance-corrected", "manager-attendance-corrected"))
    assert {message.to_address for message in told} == {booking.person.work_email, manager.work_email}
    assert "was there after all" in told.get(to_address=manager.work_email).body


def test_somebody_forgotten_is_added(coordinator):
    session, _ = closed(("present", None))
    person = staff()
    day = session.dates.get()
    added = registers.add_forgotten(
        session_id=session.pk,
        person_id=person.pk,
        marks={day.pk: ("present", None)},
        reason=WHY,
        by=coordinator,
        at=timezone.now(),
    )
    added.refresh_from_db()
    assert (added.state, added.walk_in, sums(person, "spent")) == ("attended", True, 444)
    assert standing(added).minutes == 444


def test_adding_the_same_person_again_is_refused(coordinator):
    session, booking = closed(("present", None))
    marks = {session.dates.get().pk: ("present", None)}
    with pytest.raises(MarkRefused, match="already"):
        registers.add_forgotten(
            session_id=session.pk,
            person_id=booking.person_id,
            marks=marks,
            reason=WHY,
            by=coordinator,
            at=timezone.now(),
        )


def test_the_wrong_person_is_removed_and_nothing_counts_against_them(coordinator):
    session, booking = closed(("present", None))
    for _ in range(2):
        registers.remove(booking_id=booking.pk, reason="Another of the same name", by=coordinator, at=timezone.now())
    booking.refresh_from_db()
    session.refresh_from_db()
    assert (booking.state, booking.reason, booking.cancelled_late) == ("cancelled", "added_wrongly", False)
    assert (standing(booking), sums(booking.person, "spent"), session.places_taken) == (None, 0, 0)
    assert OutboxMessage.objects.filter(kind="attendance-removed").count() == 1


def test_a_trainer_cannot_correct():
    session, booking = closed(("present", None))
    trainer = session.trainers.get().person.user
    with pytest.raises(PermissionDenied, match="coordinator"):
        correct(session, booking, "absent", by=trainer)


@pytest.mark.parametrize(("reason", "says"), [("  ", "Say in a few words"), ("x" * 256, "at most 255")])
def test_a_correction_says_why(coordinator, reason, says):
    session, booking = closed(("present", None))
    with pytest.raises(MarkRefused, match=says):
        correct(session, booking, "absent", by=coordinator, reason=reason)


def test_an_open_register_is_marked_not_corrected(coordinator):
    session, (booking,), _ = held()
    with pytest.raises(MarkRefused, match="not closed"):
        correct(session, booking, "absent", by=coordinator)


def test_a_session_of_the_training_history_is_left_alone(coordinator):
    session, booking = closed(("present", None))
    session.refresh_from_db()
    session.imported = True
    session.save()
    with pytest.raises(MarkRefused, match="training history"):
        correct(session, booking, "absent", by=coordinator)
