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
from supervision.models import Attendee, Meeting, MeetingEvent
from supervision.policies import LENGTH
from workforce.models import Organisation, Person
from workforce.querysets.access import access_of


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
    rows += [
        Attendee(meeting=meeting, guest_name=each.name, guest_email=each.email, organisation=each.organisation)
        for each in guests
    ]
    Attendee.objects.bulk_create(rows)
    happened(meeting, MeetingEvent.Verb.PLANNED, by=by, at=at, to_at=wish.starts_at)
    tell(meeting, emails.PLANNED, at=at)
    return meeting


@transaction.atomic
def mark_attendance(*, meeting_id: int, marks: Mapping[int, str], by: Any, at: datetime) -> None:
    """Who was there, by attendee; only who leads the group says so. Raises NotAllowed, MeetingRefused."""
    meeting = locked(meeting_id)
    if meeting.supervisor_id not in access_of(by, local_day(at)).person_ids:
        raise NotAllowed
    if meeting.starts_at is not None and meeting.starts_at > at:
        raise MeetingRefused("", "It has not begun yet.")
    changed = []
    for attendee in meeting.attendees.filter(pk__in=list(marks)):
        attendee.attendance = Attendee.Attendance(marks[attendee.pk])
        changed.append(attendee)
    Attendee.objects.bulk_update(changed, ["attendance"])
    changelog.record(by=by, at=at, verb="supervision.attendance", subject=meeting)
