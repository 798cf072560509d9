"""Everything that makes the Academy write about learning, by kind of letter, for the robot that opens every link."""

import datetime

from django.utils import timezone

from courses.actions import (
    bookings,
    charges,
    declines,
    feedback,
    holds,
    interest,
    registers,
    reminders,
    self_paced,
    trainer_links,
    waiting,
)
from courses.actions.registers import Given
from courses.actions.sessions import cancel_session, needs, numbers
from courses.models import FormRequest, SessionTrainer
from courses.rules.pasted_names import read_names
from courses.rules.replies import Decline
from cpd_records.actions.requirements import reminders as requirement_reminders
from cpd_records.actions.requirements.cycles import bring_up_to_date
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, past, requested, staff
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead
from tests.factories.feedback import attended, forms_in_use, hand_in
from tests.factories.lessons import LessonFactory
from tests.factories.places import administrator, far_session, kept, partner
from tests.factories.requirements import RequirementFactory
from tests.factories.workforce import PersonFactory, PostFactory, RoleGrantFactory, UserFactory
from workforce.models import LiveFrom

NOW = timezone.now()
SEEN = {"observed_on": "2026-11-20", "setting": "A visit to a family", "working_well": "Calm.", "good_enough": True}
SEEN |= {"child_voice": "Heard.", "next_step": "Three Houses."}


def session_in(days, **changes):
    start = days_ahead(days)
    return SessionFactory(spans=[(start, start.replace(hour=16))], **changes)


def close(booking, mark):
    session = past(booking)
    day = session.dates.get()
    registers.mark(session_id=session.pk, marks=[Given(booking.pk, day.pk, mark)], by=None, at=NOW)
    registers.close(session_id=session.pk, by=None, at=NOW)


def about_bookings(person):
    """Booked, changed, cancelled late, released, asked for, offered, reminded of, attended and missed."""
    changed, late = booked(person, session_in(20)), booked(person, session_in(1))
    bookings.announce_change(session_id=changed.session_id, what="Another room.", by=None, at=NOW)
    declines.ask(Decline(changed.public_id, 9, person.work_email.lower()), at=NOW)
    bookings.cancel(booking_id=late.pk, reason="court", by=person.user, at=NOW)
    off = booked(person, session_in(25))
    bookings.release_session(session_id=off.session_id, by=None, at=NOW)
    requested(person, session_in(40))
    full = session_in(35, capacity=1)
    first = booked(None, full)
    waiting.join(session_id=full.pk, person_id=person.pk, by=person.user, at=NOW)
    bookings.cancel(booking_id=first.pk, by=first.person.user, at=NOW)
    for day in (15, 19):
        reminders.send_due(at=days_ahead(day))
    there, missed = booked(person, session_in(30)), booked(staff(line_manager=person), session_in(31))
    for each, mark in ((there, "present"), (missed, "absent")):
        close(each, mark)


def about_kept_places(person):
    """Kept, about to go back, gone back, used by name, refused, and lost with their session."""
    warned, given_back, lost = far_session(41), far_session(42), far_session(43)
    until = kept(warned, manager=person).until
    holds.warn(at=NOW + (until - timezone.localdate()) - datetime.timedelta(days=2))
    holds.release(hold_id=kept(given_back, manager=person).pk, by=None, at=NOW)
    kept(lost, manager=person)
    cancel_session(session_id=lost.pk, reason="The trainer is ill", by=None, at=NOW)
    hospital = partner()
    admin = administrator(hospital)
    hold = kept(far_session(44), organisation=hospital)
    named = read_names("Sam Green, sam@hospital.example")
    holds.name_listed(hold_id=hold.pk, names=named, by=admin, at=NOW)
    asked = holds.ask(
        session_id=far_session(45).pk, organisation=hospital, places=2, note="For the new ward", by=admin, at=NOW
    )
    holds.answer(request_id=asked.pk, grant=False, reason="The room is small.", by=None, at=NOW)
    first, second = booked(staff(line_manager=person), far_session(46)), staff(line_manager=person)
    holds.substitute(booking_id=first.pk, person_id=second.pk, by=person.user, at=NOW)


def about_feedback(person):
    """Asked how it was, reminded, asked what it changed, observed, and asked in a survey."""
    forms_in_use()
    attended(session=session_in(14))
    FormRequest.objects.update(opens_on=timezone.localdate() - datetime.timedelta(days=9))
    feedback.look_after(at=NOW + datetime.timedelta(days=8))
    (asked,) = attended(session=session_in(14))
    PostFactory(person=asked.person, line_manager=person)
    feedback.look_after(at=NOW + datetime.timedelta(days=95))
    colleague = staff()
    seen = feedback.invite_observer(person_id=person.pk, observer_address=colleague.work_email, by=person.user, at=NOW)
    hand_in(seen, **SEEN)
    for _ in range(20):
        PostFactory(person=PersonFactory(user=UserFactory()))
    today = timezone.localdate()
    feedback.open_round(name="Autumn", opens_on=today, closes_on=today + datetime.timedelta(days=9), by=None, at=NOW)
    feedback.look_after(at=NOW)


def about_requirements(person):
    """What is due soon, or late."""
    LiveFrom.objects.create(module="cpd", team=None, starts_on=timezone.localdate() - datetime.timedelta(days=100))
    RequirementFactory()
    bring_up_to_date(at=NOW, person_ids=[person.pk])
    requirement_reminders.send_due(at=NOW)


def about_leading(person):
    """A trainer from outside gets a page and a code; one falls ill, few have booked, a register stays open."""
    RoleGrantFactory(user=person.user, role="coordinator")
    led = session_in(10)
    trainer = SessionTrainer.objects.create(session=led, name="Tom Ellis", email="tom@example.org")
    trainer_links.send_links(session_id=led.pk, by=None, at=NOW)
    token = newest("trainer-page").split("/trainer/")[1].split("/")[0]
    trainer_links.send_code(token=token, at=NOW)
    needs.cannot_lead(trainer_id=trainer.pk, by=None, at=NOW)
    session_in(2, minimum_places=3)
    numbers.ask_about_few(by=None, at=NOW)
    open_register = past(booked(session=session_in(14)), days=9)
    SessionTrainer.objects.create(session=open_register, person=person, name=person.full_name)
    registers.nudge(at=NOW)


def about_pathways(person):
    """A course somebody hoped for has a date; a step is learned in their own time; a charge is settled.

    Being put on a pathway, a step done and a charge send no letter of their own: they stand on a page.
    """
    course = CourseFactory()
    interest.declare(course_id=course.pk, person_id=person.pk, by=person.user, at=NOW)
    session_in(50, course=course)
    interest.tell_of_dates(at=NOW)
    lesson = LessonFactory()
    run = self_paced.start(course_id=lesson.course_id, person_id=person.pk, by=person.user, at=NOW)
    self_paced.answer(run_id=run.pk, key=lesson.key, answers={}, by=person.user, at=NOW)
    charges.settle(by=None, at=NOW)


def newest(kind):
    return OutboxMessage.objects.filter(kind=kind).latest("pk").body


ALL = (
    about_bookings,
    about_kept_places,
    about_feedback,
    about_requirements,
    about_leading,
    about_pathways,
)
