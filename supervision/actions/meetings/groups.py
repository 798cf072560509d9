"""Group supervision: who is asked, in which role, who was there; guests come from partners (DOMAIN 5, T3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from foundation import changelog, policies
from supervision import emails, permissions
from supervision.actions.correspondence import tell
from supervision.actions.meetings.history import MeetingRefused, NotAllowed, happened, local_day, locked
from supervision.actions.meetings.planning import Wish
from supervision.models import Attendee, Meeting, MeetingEvent, Record
from supervision.policies import LENGTH
from workforce.models import Organisation, Person
from workforce.querysets.access import access_of

SIGNED = "The record is signed: who was there stands in it."
ONE_EACH = "Only one person {}: choose a member’s role for the others."
NO_ACCOUNT = "Somebody who is known here brings the question: the step that follows stands on their desk."
DOES = {
    Attendee.Role.FACILITATOR: "facilitates",
    Attendee.Role.PRESENTER: "brings the question",
    Attendee.Role.ADVISER: "watches over the process",
}


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody from a partner: a name, an address, and the organisation where it is known."""

    name: str
    email: str
    organisation: Organisation | None = None


@transaction.atomic
def plan_group(
    *, wish: Wish, people: Mapping[Person, str], guests: Sequence[Guest] = (), by: Any, at: datetime
) -> Meeting:
    """A group with its facilitator (the presser) and each person's role. Raises NotAllowed, MeetingRefused."""
    day = local_day(at)
    if by is None or not permissions.supervises_anybody(by, day):
        raise NotAllowed
    if wish.starts_at <= at:
        raise MeetingRefused("day", "Choose a day and time that lie ahead.")
    if len(people) + len(guests) < 2:
        raise MeetingRefused("people", "A group has at least two people besides whoever leads it.")
    meeting = Meeting.objects.create(
        kind=Meeting.Kind.GROUP,
        supervisor=Person.objects.select_related("user").get(pk=access_of(by, day).person_ids[0]),
        starts_at=wish.starts_at,
        minutes=wish.minutes or policies.book().whole(LENGTH, local_day(wish.starts_at)),
        planned_for=local_day(wish.starts_at),
        mode=wish.mode,
        place=wish.place,
        created_by=by,
        created_at=at,
        changed_at=at,
    )
    rows = [Attendee(meeting=meeting, person=person, role=role) for person, role in people.items()]
    rows += [row for row in (_guest(meeting, each) for each in guests) if row.person not in people]
    Attendee.objects.bulk_create(rows)
    happened(meeting, MeetingEvent.Verb.PLANNED, by=by, at=at, to_at=wish.starts_at)
    tell(meeting, emails.PLANNED, at=at)
    return meeting


def _guest(meeting: Meeting, guest: Guest) -> Attendee:
    """By their account where they have one, however light, so that they may read the record; else by name."""
    known = Person.objects.filter(work_email__iexact=guest.email, joined_into=None).first()
    if known is not None:
        return Attendee(meeting=meeting, person=known, organisation=guest.organisation or known.organisation)
    return Attendee(meeting=meeting, guest_name=guest.name, guest_email=guest.email, organisation=guest.organisation)


@transaction.atomic
def mark_attendance(*, meeting_id: int, marks: Mapping[int, str], by: Any, at: datetime) -> None:
    """Who was there, by attendee; only who leads the group says so. Raises NotAllowed, MeetingRefused."""
    meeting = _led(meeting_id, by, at)
    if meeting.starts_at is not None and meeting.starts_at > at:
        raise MeetingRefused("", "It has not begun yet.")
    changed = []
    for attendee in meeting.attendees.filter(pk__in=list(marks)):
        attendee.attendance = Attendee.Attendance(marks[attendee.pk])
        changed.append(attendee)
    Attendee.objects.bulk_update(changed, ["attendance"])
    changelog.record(by=by, at=at, verb="supervision.attendance", subject=meeting)


@transaction.atomic
def give_roles(*, meeting_id: int, roles: Mapping[int, str], by: Any, at: datetime) -> None:
    """Who does what, by attendee, until the record is signed; only who leads the group says so.

    Raises NotAllowed, MeetingRefused.
    """
    meeting = _led(meeting_id, by, at)
    rows = list(meeting.attendees.all())
    for row in rows:
        row.role = Attendee.Role(roles.get(row.pk, row.role))
    _one_each(rows)
    Attendee.objects.bulk_update(rows, ["role"])
    changelog.record(by=by, at=at, verb="supervision.roles", subject=meeting, fields=["attendees"])


def _led(meeting_id: int, by: Any, at: datetime) -> Meeting:
    """The group under its lock, for whoever leads it, while its record is not signed."""
    meeting = locked(meeting_id)
    if meeting.supervisor_id not in access_of(by, local_day(at)).person_ids:
        raise NotAllowed
    if Record.objects.locked().filter(meeting=meeting).exists():
        raise MeetingRefused("", SIGNED)
    return meeting


def _one_each(rows: Sequence[Attendee]) -> None:
    if any(row.role == Attendee.Role.PRESENTER and row.person_id is None for row in rows):
        raise MeetingRefused("", NO_ACCOUNT)
    for role, does in DOES.items():
        if sum(row.role == role for row in rows) > 1:
            raise MeetingRefused("", ONE_EACH.format(does))
