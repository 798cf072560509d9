"""What else makes the Academy write about learning: changes of mind, of dates and of registers, and long waiting."""

import datetime
from dataclasses import replace

from django.utils import timezone

from courses.actions import approvals, bookings, bulk, registers, waiting
from courses.actions.sessions import DateSpan, cancel_session, change_session, plan_of
from courses.models import Booking
from foundation.digests import build_due
from foundation.models import MessagePreferences
from tests.courses.test_corrections import closed, correct
from tests.courses.test_registers import close, held, left_this_year
from tests.factories.bookings import booked, requested, staff
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead
from tests.factories.places import far_session, kept
from tests.factories.waiting import full_session, open_offer, waits
from tests.factories.workforce import PersonFactory, PostFactory, RoleGrantFactory, UserFactory

NOW = timezone.now()
DAY = datetime.timedelta(days=1)


def on(day, course=None, **facts):
    start = days_ahead(day)
    return SessionFactory(course=course or CourseFactory(), spans=[(start, start.replace(hour=16))], **facts)


def two_dates(**facts):
    course = CourseFactory(**facts)
    return on(14, course), on(21, course)


def moved(session, days=2):
    later, plan = datetime.timedelta(days=days), plan_of(session)
    spans = tuple(DateSpan(span.starts_at + later, span.ends_at + later) for span in plan.dates)
    change_session(session_id=session.pk, plan=replace(plan, dates=spans), by=None, at=NOW)


def about_news_in_a_text(person):
    """Tomorrow's session changes, another will not take place: on the telephone too."""
    changed, lost = booked(person, on(1)), booked(person, on(2))
    bookings.announce_change(session_id=changed.session_id, what="Another room.", by=None, at=NOW)
    cancel_session(session_id=lost.session_id, reason="The trainer is ill", by=None, at=NOW)


def about_another_date(person):
    """One moves a place and a request; a session cancelled under somebody asks them to book another."""
    for place in (booked, requested):
        here, there = two_dates()
        old = place(person if place is booked else staff(line_manager=person), here)
        bookings.move(booking_id=old.pk, session_id=there.pk, by=old.person.user, at=NOW)
    lost = booked(staff(), on(30))
    cancel_session(session_id=lost.session_id, reason="The trainer is ill", by=None, at=NOW)


def about_changed_dates(person):
    """Who keeps places, who hopes for one, and who was asked to approve, are told; dates come and go."""
    hold_on = far_session(60)
    kept(hold_on, manager=person, by=person.user)
    full = full_session()
    waits(full)
    asked = requested(staff(line_manager=person))
    for session in (hold_on, full, asked.session):
        moved(session)
    first, more = days_ahead(70), days_ahead(71)
    longer = SessionFactory(spans=[(first, first.replace(hour=16)), (more, more.replace(hour=16))])
    booked(staff(), longer)
    plan = plan_of(longer)
    change_session(session_id=longer.pk, plan=replace(plan, dates=plan.dates[:1]), by=None, at=NOW)


def about_answers_to_requests(person):
    """Reminded, asked further up, lapsed, declined, withdrawn."""
    boss = staff(line_manager=person)
    slow = requested(staff(line_manager=boss), on(60))
    pending = slow.approvals.get()
    approvals.remind(by=None, at=pending.asked_at + 6 * DAY)
    approvals.escalate(by=None, at=pending.escalates_at)
    approvals.lapse(by=None, at=pending.lapses_at)
    no = requested(staff(line_manager=boss), on(61))
    approvals.decline(approval_ids=[no.approvals.get().pk], reason="Cover", by=boss.user, at=NOW)
    withdrawn = requested(staff(line_manager=boss), on(62))
    bookings.cancel(booking_id=withdrawn.pk, by=withdrawn.person.user, at=NOW)


def about_offers(person):
    """Taken where the manager has to answer, said no to, run out; the list left, and closed."""
    for answer in ("taken", "declined", "lapsed"):
        session = full_session(course=CourseFactory(approval="always"))
        waiter = waits(session, staff(line_manager=staff()))
        given_up = Booking.objects.get(session=session, state="booked")
        bookings.cancel(booking_id=given_up.pk, by=None, at=NOW)
        if answer == "taken":
            waiting.accept(token=open_offer(waiter).token, by=None, at=NOW)
        if answer == "declined":
            waiting.decline(token=open_offer(waiter).token, by=None, at=NOW)
    waiting.lapse(at=open_offer(waiter).expires_at)
    waiting.leave(booking_id=waits(full_session()).pk, by=None, at=NOW)
    soon = on(1, capacity=1)
    booked(None, soon, at=NOW - 6 * DAY)
    waits(soon, at=NOW - 5 * DAY)
    waiting.close_lists(at=soon.starts_at - datetime.timedelta(hours=1))


def about_registers(person):
    """In part, corrected either way, removed; beyond the allowance."""
    by = RoleGrantFactory(role="coordinator").user
    closed(("partial", 100))
    for was, now in (("present", "absent"), ("absent", "present")):
        session, booking = closed((was, None))
        PostFactory(person=booking.person, line_manager=person)
        correct(session, booking, now, by=by)
    _, wrong = closed(("present", None))
    registers.remove(booking_id=wrong.pk, reason="Another of the same name", by=by, at=NOW)
    manager = PersonFactory(user=UserFactory())
    session, _, trainer = held(people=0)
    learner = staff(line_manager=manager)
    booked(learner, SessionFactory(learning_minutes=left_this_year(learner)))
    day = session.dates.get()
    registers.walk_in(session_id=session.pk, person_id=learner.pk, date_id=day.pk, by=trainer, at=NOW)
    close(session, trainer)


def about_many(person):
    """A coordinator writes to everybody booked; a leaver's places go back; the day's news in one mail."""
    editor = RoleGrantFactory(role="coordinator").user
    place = booked(person, on(80))
    wish = bulk.Wish("sessions", "write", "Bring your notes.")
    run = bulk.start(public_id=place.public_id, wish=wish, amounts={place.session_id: 1}, by=editor, at=NOW)
    bulk.carry_on(run_id=run.pk, clock=timezone.now)
    leaver = staff()
    booked(leaver, on(81))
    leaver.posts.update(ends_on=timezone.localdate())
    bookings.release_leavers(by=None, at=NOW)
    daily = staff(line_manager=person)
    MessagePreferences.objects.create(user=daily.user, digest_hour=8)
    for day in (82, 83):
        requested(staff(line_manager=daily), on(day))
    build_due(NOW + 2 * DAY)


ALL = (
    about_news_in_a_text,
    about_another_date,
    about_changed_dates,
    about_answers_to_requests,
    about_offers,
    about_registers,
    about_many,
)
