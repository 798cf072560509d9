"""Asking, answering, going further up, lapsing: place, minutes and messages move together (DOMAIN 6, rule 9)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses.actions import approvals, bookings
from courses.actions.bookings import BookingRefused
from courses.invariants import breaches
from courses.models import Approval, Booking
from cpd_records import invariants as ledger_invariants
from cpd_records.models import LedgerEntry
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, past, requested, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.workforce import ActingManagerFactory, DeputyFactory, PersonFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
LONG = 444 * 16
"""More than a year's allowance."""


@pytest.fixture
def manager():
    return staff()


@pytest.fixture
def learner(manager):
    return staff(line_manager=manager)


def asked(booking):
    return booking.approvals.get()


def yes(booking, by=None, at=None):
    return approvals.approve(approval_ids=[asked(booking).pk], by=by, at=at or timezone.now())[0]


def no(booking, by=None, reason="Three of us are away that week", at=None):
    return approvals.decline(approval_ids=[asked(booking).pk], reason=reason, by=by, at=at or timezone.now())[0]


def again(booking):
    booking.refresh_from_db()
    return booking


def sound():
    assert [*breaches(), *ledger_invariants.nothing_is_taken_below_zero()] == []


def letters(kind):
    return list(OutboxMessage.objects.filter(kind=kind).values_list("to_address", flat=True))


def test_a_request_keeps_a_place_and_the_minutes_and_asks_the_manager(learner, manager):
    booking = requested(learner)
    booking.session.refresh_from_db()
    assert (booking.state, booking.allowance_minutes, booking.session.places_taken) == ("requested", 444, 1)
    assert LedgerEntry.objects.get(source=booking.source).kind == "reserve"
    assert letters("approval-asked") == [manager.work_email]
    assert letters("booking-requested") == [learner.work_email]
    assert not letters("booking-confirmed")
    sound()


def test_short_learning_is_booked_at_once_and_says_why(learner):
    booking = requested(learner, SessionFactory(learning_minutes=120))
    assert booking.state == "booked"
    assert "Short learning" in booking.events.get().note
    assert not booking.approvals.exists()


def test_somebody_without_a_manager_is_booked_by_the_rule():
    booking = requested(staff())
    assert (booking.state, booking.events.get().note.startswith("There is no line manager")) == ("booked", True)


def test_yes_books_and_invites(learner, manager):
    booking = requested(learner)
    assert yes(booking, manager.user).done
    assert again(booking).state == "booked"
    message = OutboxMessage.objects.get(kind="booking-confirmed")
    assert (message.to_address, message.calendar_method) == (learner.work_email, "REQUEST")
    assert asked(booking).decided_by == manager.user
    sound()


def test_no_gives_place_and_minutes_back_and_says_why(learner, manager):
    booking = requested(learner)
    assert no(booking, manager.user).done
    assert again(booking).state == "declined"
    assert again(booking.session).places_taken == 0
    assert "Three of us are away" in OutboxMessage.objects.get(kind="approval-declined").body
    sound()


def test_no_needs_a_reason(learner, manager):
    with pytest.raises(approvals.ApprovalRefused):
        no(requested(learner), manager.user, reason=" ")


def test_the_second_answer_says_who_was_first(learner, manager):
    booking = requested(learner)
    yes(booking, manager.user)
    found = no(booking, manager.user)
    assert found.problem.startswith("This was approved already by ")
    assert again(booking).state == "booked"


def test_one_that_cannot_be_answered_spoils_no_other(learner, manager):
    first, second = requested(learner), requested(staff(line_manager=manager))
    bookings.cancel(booking_id=first.pk, by=learner.user, at=timezone.now())
    ids = [asked(first).pk, asked(second).pk]
    found = approvals.approve(approval_ids=ids, by=manager.user, at=timezone.now())
    assert [answer.done for answer in found] == [False, True]
    assert "withdrawn" in found[0].problem


@pytest.mark.parametrize("who", ["learner", "colleague", "other manager", "coordinator"])
def test_nobody_else_may_answer(learner, manager, who):
    users = {
        "learner": learner.user,
        "colleague": staff(line_manager=manager).user,
        "other manager": staff(line_manager=staff()).posts.get().line_manager.user,
        "coordinator": RoleGrantFactory(role="coordinator").user,
    }
    booking = requested(learner)
    assert not yes(booking, users[who]).done
    assert again(booking).state == "requested"


def test_a_deputy_of_the_day_may_answer_and_is_written_to(learner, manager):
    deputy = staff()
    DeputyFactory(principal=manager, deputy=deputy, kind="deputy")
    booking = requested(learner)
    assert sorted(letters("approval-asked")) == sorted([manager.work_email, deputy.work_email])
    assert yes(booking, deputy.user).done


def test_an_acting_manager_answers_instead_of_the_one_in_the_file(learner, manager):
    acting = staff()
    ActingManagerFactory(person=learner, manager=acting)
    booking = requested(learner)
    assert letters("approval-asked") == [acting.work_email]
    assert not yes(booking, manager.user).done
    assert yes(booking, acting.user).done


def test_a_coordinators_booking_is_approved_by_that_act(learner):
    coordinator = RoleGrantFactory(role="coordinator").user
    booking = bookings.book(session_id=SessionFactory().pk, person_id=learner.pk, by=coordinator, at=timezone.now())
    assert booking.state == "booked"
    assert asked(booking).decided_by == coordinator


def test_too_little_allowance_may_be_asked_for_and_sets_nothing_aside_until_then(learner):
    booking = requested(learner, SessionFactory(learning_minutes=LONG), beyond_allowance=True)
    assert (booking.state, booking.allowance_minutes) == ("requested", 0)
    assert asked(booking).excess_minutes == 444
    assert not LedgerEntry.objects.filter(source=booking.source).exists()
    sound()


def test_an_approved_excess_takes_the_allowance_below_nothing_and_stands(learner, manager):
    booking = requested(learner, SessionFactory(learning_minutes=LONG), beyond_allowance=True)
    assert yes(booking, manager.user).done
    assert again(booking).allowance_minutes == LONG
    assert LedgerEntry.objects.get(source=booking.source).excess_minutes == 444
    sound()


def test_without_the_wish_too_little_allowance_stays_a_refusal_with_a_press(learner):
    with pytest.raises(BookingRefused) as caught:
        requested(learner, SessionFactory(learning_minutes=LONG))
    assert (caught.value.refusal.asks, caught.value.refusal.button.press) == ("beyond_allowance", True)


def test_more_may_be_missing_by_the_time_of_the_answer(learner, manager):
    booking = requested(learner, SessionFactory(learning_minutes=LONG), beyond_allowance=True)
    later = SessionFactory(spans=[(days_ahead(15), days_ahead(15, 11))], learning_minutes=120)
    requested(learner, later)
    found = yes(booking, manager.user)
    assert "has changed since they asked" in found.problem
    assert again(booking).state == "requested"


def test_without_a_manager_time_beyond_the_allowance_waits_for_a_coordinator():
    booking = requested(staff(), SessionFactory(learning_minutes=LONG), beyond_allowance=True)
    assert asked(booking).for_coordinators
    assert yes(booking, RoleGrantFactory(role="coordinator").user).done


def missed(person, reason="", *, state="did_not_attend", days=30):
    booking = booked(person, SessionFactory(learning_minutes=60, spans=[(days_ahead(days), days_ahead(days, 11))]))
    past(booking, days=days)
    Booking.objects.filter(pk=booking.pk).update(state=state, reason=reason, cancelled_late=state == "cancelled")


@pytest.mark.parametrize(
    ("reasons", "state"),
    [(("", "workload"), "requested"), (("", "sickness"), "booked"), (("court", "cover"), "booked"), (("",), "booked")],
)
def test_two_missed_without_a_reason_beyond_their_control_ask_the_manager(learner, reasons, state):
    for number, reason in enumerate(reasons):
        missed(learner, reason, days=30 + number)
    assert requested(learner, SessionFactory(learning_minutes=60)).state == state


def test_what_was_missed_over_a_year_ago_does_not_count(learner):
    for days in (400, 401):
        missed(learner, days=days)
    assert requested(learner, SessionFactory(learning_minutes=60)).state == "booked"


def test_a_course_may_always_or_never_ask(learner):
    assert requested(learner, SessionFactory(course__approval="always", learning_minutes=60)).state == "requested"
    spans = [(days_ahead(20), days_ahead(20, 16))]
    assert requested(learner, SessionFactory(course__approval="never", spans=spans)).state == "booked"


def test_a_partner_asks_nobody():
    partner = PersonFactory(user=UserFactory(), standing="external", employee_number=None)
    assert requested(partner).state == "booked"


def test_withdrawing_a_request_is_never_late_and_leaves_no_question(learner):
    tomorrow = days_ahead(1)
    booking = requested(learner, SessionFactory(spans=[(tomorrow, tomorrow.replace(hour=16))]))
    bookings.cancel(booking_id=booking.pk, by=learner.user, at=timezone.now())
    assert (again(booking).state, booking.cancelled_late) == ("cancelled", False)
    assert asked(booking).state == "withdrawn"
    assert letters("request-withdrawn") == [learner.work_email]
    assert not letters("booking-cancelled")
    sound()


def test_a_manager_is_reminded_once(learner, manager):
    booking = requested(learner, SessionFactory(spans=[(days_ahead(60), days_ahead(60, 16))]))
    later = timezone.now() + datetime.timedelta(days=6)
    assert (approvals.remind(by=None, at=later), approvals.remind(by=None, at=later)) == (1, 0)
    assert letters("approval-reminder") == [manager.work_email]
    assert again(booking).state == "requested"


def test_nobodys_answer_goes_to_the_managers_manager_who_may_then_answer():
    head = staff()
    manager = staff(line_manager=head)
    booking = requested(staff(line_manager=manager), SessionFactory(spans=[(days_ahead(60), days_ahead(60, 16))]))
    assert not yes(booking, head.user).done
    later = timezone.now() + datetime.timedelta(days=10)
    assert (approvals.escalate(by=None, at=later), approvals.escalate(by=None, at=later)) == (1, 0)
    assert letters("approval-escalated") == [head.work_email]
    assert yes(booking, head.user).done


def test_with_nobody_above_it_goes_to_the_coordinators(learner):
    booking = requested(learner, SessionFactory(spans=[(days_ahead(60), days_ahead(60, 16))]))
    approvals.escalate(by=None, at=timezone.now() + datetime.timedelta(days=10))
    assert asked(booking).for_coordinators
    assert yes(booking, RoleGrantFactory(role="coordinator").user).done


def test_what_nobody_answers_lapses_kindly_and_frees_the_place(learner):
    booking = requested(learner)
    moment = asked(booking).lapses_at
    assert approvals.lapse(by=None, at=moment - datetime.timedelta(minutes=1)) == 0
    assert (approvals.lapse(by=None, at=moment), approvals.lapse(by=None, at=moment)) == (1, 0)
    assert (again(booking).state, booking.reason) == ("cancelled", "not_answered")
    assert "not your doing" in OutboxMessage.objects.get(kind="approval-lapsed").body
    sound()


def test_an_answer_after_the_session_began_is_too_late(learner, manager):
    booking = requested(learner)
    assert "has begun" in yes(booking, manager.user, at=booking.session.starts_at).problem


def test_a_place_that_was_declined_may_be_asked_for_again(learner, manager):
    booking = requested(learner)
    no(booking, manager.user)
    assert requested(learner, booking.session).state == "requested"


def test_a_stranger_may_not_ask_for_somebody(learner):
    with pytest.raises(PermissionDenied):
        bookings.book(session_id=SessionFactory().pk, person_id=learner.pk, by=staff().user, at=timezone.now())
    assert not Approval.objects.exists()
