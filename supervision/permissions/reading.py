"""As what a user stands to a record, from facts; `rules.access` then says what that opens (DOMAIN 9)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from foundation.policies import PolicyBook
from supervision import policies
from supervision.models import Attendee, Meeting, Opening
from supervision.querysets.pairs import line_of, supervisors_of
from supervision.rules.access import Capacity, Record, Standing
from workforce import roles
from workforce.models import ActingManager, Deputy, Person
from workforce.permissions import has_role
from workforce.querysets.access import Access, access_of

OPENED_AS = {
    Opening.Kind.SAMPLE: Capacity.SUPERVISORS_MANAGER,
    Opening.Kind.REFERRAL: Capacity.HR,
    Opening.Kind.AUDIT: Capacity.AUDITOR,
    Opening.Kind.INSPECTION: Capacity.INSPECTOR,
    Opening.Kind.BREAK_GLASS: Capacity.BREAK_GLASS,
    Opening.Kind.INVESTIGATION: Capacity.INVESTIGATOR,
}
NEEDS_ROLE = {
    Opening.Kind.REFERRAL: (roles.HR,),
    Opening.Kind.AUDIT: (roles.AUDITOR, roles.MODERATOR),
    Opening.Kind.INSPECTION: (roles.INSPECTOR,),
    Opening.Kind.BREAK_GLASS: (roles.SYSTEM_ADMINISTRATOR,),
}
"""An opening is worth nothing to somebody who no longer holds the role it was for."""


def standings(user: Any, meeting: Meeting, at: datetime) -> list[Standing]:
    """Everything the user is to a record at a moment, the nearest first; empty for a stranger and a leaver."""
    access = access_of(user, timezone.localdate(at))
    if not getattr(user, "is_authenticated", False) or access.has_left or access.suspended:
        return []
    found = list(_as_one_of_two(access, meeting))
    if access.in_service:
        found += _standing_in(access, meeting)
        found += _above(access, meeting)
    found += _in_group(access, meeting)
    return [*found, *_by_opening(user, access, meeting, at), *_by_role(access, meeting)]


def record_of(
    meeting: Meeting,
    on: date,
    book: PolicyBook,
    *,
    is_open: bool = False,
    shared_with: str = "",
    released: bool = False,
) -> Record:
    """What the conditions look at. Whoever holds the text says whether something in it is open, with
    whom wellbeing was shared, and whether learning needs were released."""
    return Record(
        on=on,
        held_on=meeting.held_on,
        is_open=is_open,
        shared_with=shared_with,
        attended=meeting.kind == Meeting.Kind.GROUP,
        assessed_year=meeting.kind == Meeting.Kind.ASYE,
        needs_released=released,
        handed_over_months=book.whole(policies.HANDED_OVER, on),
        former_months=book.whole(policies.FORMER, on),
    )


def _as_one_of_two(access: Access, meeting: Meeting) -> Iterator[Standing]:
    if meeting.supervisee_id in access.person_ids:
        yield Standing(Capacity.SUPERVISEE)
    led = meeting.supervisor_id in access.person_ids
    if meeting.supervisee_id is None:
        if led:
            yield Standing(Capacity.SUPERVISOR, led=True)
    elif _supervises_now(access, meeting.supervisee_id):
        yield from _as_present_supervisor(access, meeting.supervisee_id, led=led)
    elif led and meeting.stands_in_for_id is None:
        yield Standing(Capacity.FORMER_SUPERVISOR, led=True)


def _supervises_now(access: Access, supervisee: int) -> bool:
    if not access.in_service:
        return False
    return bool(set(supervisors_of([supervisee], access.on)[supervisee]) & set(access.person_ids))


def _as_present_supervisor(access: Access, supervisee: int, *, led: bool) -> Iterator[Standing]:
    """Of what they led themselves they are the supervisor; of what came before, new, or only acting."""
    acting = _acting_since(access, supervisee)
    if led:
        yield Standing(Capacity.SUPERVISOR, led=True)
    elif acting is None:
        yield Standing(Capacity.NEW_SUPERVISOR)
    if acting is not None:
        yield Standing(Capacity.ACTING_MANAGER, since=acting, led=led)


def _acting_since(access: Access, supervisee: int) -> date | None:
    rows = ActingManager.objects.running(access.on).filter(person=supervisee, manager__in=access.person_ids)
    return rows.values_list("starts_on", flat=True).order_by("starts_on").first()


def _standing_in(access: Access, meeting: Meeting) -> Iterator[Standing]:
    """As deputy or delegate of a present supervisor, or of the one who led it."""
    if meeting.supervisee_id is None or not access.stands_in_for:
        return
    now = supervisors_of([meeting.supervisee_id], access.on)[meeting.supervisee_id]
    led = meeting.supervisor_id in access.person_ids
    rows = Deputy.objects.running(access.on).filter(deputy__in=access.person_ids, principal__in=list(now))
    for kind, since in rows.values_list("kind", "starts_on").order_by("starts_on", "pk"):
        capacity = Capacity.DEPUTY if kind == Deputy.Kind.DEPUTY else Capacity.DELEGATE
        yield Standing(capacity, since=since, led=led)


def _above(access: Access, meeting: Meeting) -> Iterator[Standing]:
    """The supervisor's manager; and a line manager who is not the supervisor."""
    if not access.manages:
        return
    mine = set(access.person_ids)
    if meeting.supervisor_id and _managed(meeting.supervisor_id, access.on) & mine:
        yield Standing(Capacity.SUPERVISORS_MANAGER)
    if meeting.supervisee_id and _managed(meeting.supervisee_id, access.on) & mine:
        yield Standing(Capacity.LINE_MANAGER)


def _managed(person: int, on: date) -> set[int]:
    return {manager for _, manager in line_of([person], on)}


def _in_group(access: Access, meeting: Meeting) -> Iterator[Standing]:
    """Whoever was there, guests from outside who sign in too; and who supervises one of them."""
    if meeting.kind != Meeting.Kind.GROUP:
        return
    there = set(
        Attendee.objects.filter(
            meeting=meeting, attendance=Attendee.Attendance.ATTENDED, person__isnull=False
        ).values_list("person_id", flat=True)
    )
    if there & set(access.person_ids):
        yield Standing(Capacity.GROUP_ATTENDEE)
    if access.in_service and any(
        set(found) & set(access.person_ids) for found in supervisors_of(there, access.on).values()
    ):
        yield Standing(Capacity.ATTENDEES_SUPERVISOR)


def _by_opening(user: Any, access: Access, meeting: Meeting, at: datetime) -> Iterator[Standing]:
    for opening in Opening.objects.running(at).filter(meeting=meeting, reader=user).order_by("pk"):
        needed = NEEDS_ROLE.get(Opening.Kind(opening.kind), ())
        if needed and not any(has_role(user, role, access.on) for role in needed):
            continue
        yield Standing(
            OPENED_AS[Opening.Kind(opening.kind)],
            since=timezone.localdate(opening.starts_at),
            section=opening.section,
            opened=True,
            consented=opening.consented_at is not None and opening.consented_at <= at,
        )


BY_ROLE = {roles.COORDINATOR: Capacity.COORDINATOR, roles.ASYE_COORDINATOR: Capacity.ASYE_COORDINATOR}


def _by_role(access: Access, meeting: Meeting) -> Iterator[Standing]:
    for scope in access.scopes:
        if scope.role == roles.RECORDS_MANAGER:
            yield Standing(Capacity.RECORDS_MANAGER)
        elif scope.role in BY_ROLE and _covers(scope, meeting, access.on):
            yield Standing(BY_ROLE[scope.role])


def _covers(scope: Any, meeting: Meeting, on: date) -> bool:
    one = Person.objects.filter(pk=meeting.supervisee_id or 0)
    return one.within(scope, on).exists()
