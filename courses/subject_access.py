"""What courses hold about somebody, for that somebody (slot "subject_access")."""

from collections.abc import Collection, Iterator
from datetime import datetime

from courses import reasons
from courses.models import (
    Approval,
    Arrangement,
    AttendanceMark,
    Booking,
    BookingEvent,
    CalendarFeed,
    Enrolment,
    FormRequest,
    FormResponse,
    Interest,
    PrerequisiteExemption,
    RememberedNeed,
    SelfPacedRun,
    StepDone,
)
from foundation.british_dates import date_and_time, long_date
from foundation.slots import Section, SubjectRow
from foundation.versioned_forms.reading import read


def sections(person_ids: Collection[int], at: datetime) -> Iterator[Section]:
    """Bookings and their history, what was asked for and said, progress."""
    yield Section(
        "bookings", "Your bookings", ("Session", "Course", "Begins", "State", "Reason"), _bookings(person_ids)
    )
    yield Section("booking-history", "What happened to them", ("When", "Session", "To", "Note"), _events(person_ids))
    yield Section("attendance", "What registers say of you", ("Day", "Session", "Mark", "Minutes"), _marks(person_ids))
    asked = ("Session", "Asked", "Your note", "State", "Answer")
    yield Section("approvals", "What your manager was asked", asked, _approvals(person_ids))
    needs = ("For", "What", "Words", "When")
    about = "Read by coordinators and the session’s trainers only; erased a week after the session."
    yield Section("arrangements", "What you asked us to arrange", needs, _needs(person_ids), about)
    yield Section("interests", "Courses you asked for", ("Course", "When", "Taken back"), _interests(person_ids))
    yield Section("pathways", "Your pathways", ("Pathway", "From", "Why", "Step done", "Note"), _paths(person_ids))
    begun = ("Course", "State", "Begun", "Completed")
    yield Section("self-paced", "Courses in your own time", begun, _runs(person_ids))
    done = ("Course", "Why", "When")
    yield Section("counted-as-done", "Learning that counts as done", done, _exemptions(person_ids))
    yield Section("forms", "Forms", ("Form", "Course", "State", "Question", "Answer"), _forms(person_ids))
    feeds = ("For", "Made", "Taken back", "Last read")
    yield Section("calendars", "Your private calendars", feeds, _feeds(person_ids))


def _bookings(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    rows = Booking.objects.filter(person__in=person_ids).select_related("session__course")
    for row in rows.order_by("created_at", "pk"):
        session = (row.session.ref, row.session.course.title, date_and_time(row.session.starts_at))
        why = reasons.label(row.reason) if row.reason else ""
        yield SubjectRow(str(row.public_id), (*session, row.get_state_display(), why))


def _events(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    rows = BookingEvent.objects.filter(booking__person__in=person_ids).select_related("booking__session")
    for row in rows.order_by("at", "pk"):
        cells = (date_and_time(row.at), row.booking.session.ref, row.get_to_state_display(), row.note)
        yield SubjectRow(str(row.pk), cells, mentions_others=bool(row.note))


def _marks(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    rows = AttendanceMark.objects.filter(booking__person__in=person_ids).select_related("booking__session")
    for row in rows.select_related("session_date").order_by("at", "pk"):
        cells = (long_date(row.session_date.starts_at), row.booking.session.ref, row.get_mark_display())
        yield SubjectRow(str(row.pk), (*cells, str(row.minutes)))


def _approvals(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    rows = Approval.objects.filter(booking__person__in=person_ids).select_related("booking__session")
    for row in rows.order_by("asked_at", "pk"):
        cells = (row.booking.session.ref, date_and_time(row.asked_at), row.note, row.get_state_display(), row.reason)
        yield SubjectRow(str(row.public_id), cells)


def _needs(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    rows = Arrangement.objects.filter(booking__person__in=person_ids).select_related("booking__session")
    for row in rows.order_by("pk"):
        cells = (row.booking.session.ref, row.get_kind_display(), row.words, date_and_time(row.asked_at))
        yield SubjectRow(f"arrangement:{row.pk}", cells)
    for kept in RememberedNeed.objects.filter(person__in=person_ids).order_by("pk"):
        cells = ("Next time", kept.get_kind_display(), kept.words, date_and_time(kept.changed_at))
        yield SubjectRow(f"remembered:{kept.pk}", cells)


def _interests(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    for row in Interest.objects.filter(person__in=person_ids).select_related("course").order_by("pk"):
        back = date_and_time(row.withdrawn_at) if row.withdrawn_at else ""
        yield SubjectRow(str(row.public_id), (row.course.title, date_and_time(row.declared_at), back))


def _paths(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    for row in Enrolment.objects.filter(person__in=person_ids).select_related("pathway").order_by("pk"):
        why = f"{row.get_how_display()} {row.through}".strip()
        yield SubjectRow(f"on:{row.pk}", (row.pathway.title, long_date(row.starts_on), why, "", ""))
    for step in StepDone.objects.filter(person__in=person_ids).select_related("pathway").order_by("pk"):
        cells = (step.pathway.title, "", step.get_state_display(), long_date(step.done_on), step.note)
        yield SubjectRow(str(step.public_id), cells)


def _runs(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    for row in SelfPacedRun.objects.filter(person__in=person_ids).select_related("course").order_by("pk"):
        ended = date_and_time(row.completed_at) if row.completed_at else ""
        cells = (row.course.title, row.get_state_display(), date_and_time(row.started_at), ended)
        yield SubjectRow(str(row.public_id), cells)


def _exemptions(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    for row in PrerequisiteExemption.objects.filter(person__in=person_ids).order_by("pk"):
        cells = (row.course_code, row.reason, date_and_time(row.granted_at))
        yield SubjectRow(str(row.pk), cells, mentions_others=True)


def _forms(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    """What they answered; and what others answered about them, which is looked at first."""
    answered = FormResponse.objects.select_related("version", "request__course")
    for response in answered.filter(request__person__in=person_ids).order_by("at", "pk"):
        yield from _answers(response, about_them=False)
    for response in answered.filter(request__about__in=person_ids).exclude(request__person__in=person_ids):
        yield from _answers(response, about_them=True)
    waiting = FormRequest.objects.filter(person__in=person_ids, response=None).select_related("course").order_by("pk")
    for row in waiting:
        course = row.course.title if row.course else ""
        yield SubjectRow(str(row.public_id), (row.get_purpose_display(), course, row.get_state_display(), "", ""))


def _answers(response: FormResponse, *, about_them: bool) -> Iterator[SubjectRow]:
    asked = response.request
    course = asked.course.title if asked.course else ""
    for section in read(response.version, response.answers):
        for answer in section.fields:
            said = "\n".join(answer.lines)
            cells = (asked.get_purpose_display(), course, asked.get_state_display(), answer.prompt, said)
            yield SubjectRow(f"{asked.public_id}:{answer.field.id}", cells, mentions_others=about_them)


def _feeds(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    for row in CalendarFeed.objects.filter(user__person__in=person_ids).order_by("pk"):
        back = date_and_time(row.revoked_at) if row.revoked_at else ""
        used = long_date(row.read_on) if row.read_on else "Never"
        yield SubjectRow(str(row.pk), (row.name, date_and_time(row.made_at), back, used))
