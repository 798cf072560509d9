"""Setting dates: one, or half a year of them in one press (DOMAIN 5: booked six months ahead)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import policies, wordings
from foundation.months import months_later
from foundation.policies import PolicyBook
from foundation.working_days import add_working_days, is_working_day
from supervision import emails, permissions
from supervision.actions.correspondence import tell
from supervision.actions.cycles import clocks_of, live_facts
from supervision.actions.meetings.history import MeetingRefused, NotAllowed, happened, local_day
from supervision.models import Agreement, Meeting, MeetingEvent
from supervision.policies import AHEAD, LENGTH
from supervision.querysets.pairs import supervisees
from supervision.rules.dues import Interval, interval_on
from workforce.models import Absence, Person
from workforce.querysets.access import access_of

NEAR = 4
"""Days: a date this near to another is the same supervision."""


@dataclass(frozen=True, slots=True)
class Wish:
    """When and how: the first moment, how long in minutes (None: as agreed, or the policy's), how and where."""

    starts_at: datetime
    minutes: int | None = None
    mode: str = Meeting.Mode.IN_PERSON
    place: str = ""
    kind: str = Meeting.Kind.INDIVIDUAL


@transaction.atomic
def plan(*, supervisee: Person, wish: Wish, by: Any, at: datetime) -> Meeting:
    """One date. Raises NotAllowed, MeetingRefused."""
    supervisor, stands_in_for = _leader(supervisee, by, local_day(at))
    if wish.starts_at <= at:
        raise MeetingRefused("day", "Choose a day and time that lie ahead.")
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=supervisee.pk)
    if Meeting.objects.planned().filter(supervisee=supervisee, starts_at=wish.starts_at).exists():
        raise MeetingRefused("day", "Supervision is planned for that time already.")
    return _write(supervisee, supervisor, stands_in_for, wish, by, at, wordings.book())


@transaction.atomic
def plan_ahead(*, supervisee: Person, wish: Wish, by: Any, at: datetime) -> list[Meeting]:
    """Dates from the first one on, at the interval in force, for as many months as the policy says.

    A day that is no working day moves to the next one; one on which either of the two is known to be
    away, or for which a date near it stands already, is left out. Raises NotAllowed, MeetingRefused.
    """
    today, book = local_day(at), policies.book()
    supervisor, stands_in_for = _leader(supervisee, by, today)
    if wish.starts_at <= at:
        raise MeetingRefused("day", "Choose a first day and time that lie ahead.")
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=supervisee.pk)
    taken = {
        local_day(row.starts_at) for row in Meeting.objects.ahead(at).filter(supervisee=supervisee) if row.starts_at
    }
    away = list(Absence.objects.current().running_or_ahead(today).filter(person__in=(supervisee.pk, supervisor.pk)))
    until = months_later(local_day(wish.starts_at), book.whole(AHEAD, today))
    days = _days(supervisee, local_day(wish.starts_at), until, today, book)
    free = [
        day for day in days if not _is_away(away, day) and not any(abs((day - other).days) < NEAR for other in taken)
    ]
    words = wordings.book()
    return [_write(supervisee, supervisor, stands_in_for, _on(wish, day), by, at, words) for day in free]


def _leader(supervisee: Person, by: Any, day: date) -> tuple[Person, Person | None]:
    """Who leads it, and in whose place: the presser themselves, as supervisor or as a deputy."""
    if by is None or not permissions.can_supervise(by, supervisee, day):
        raise NotAllowed
    access = access_of(by, day)
    me = Person.objects.select_related("user").get(pk=access.person_ids[0])
    if supervisees(access.person_ids, day).filter(pk=supervisee.pk).exists():
        return me, None
    for principal in access.deputy_for:
        if supervisees([principal], day).filter(pk=supervisee.pk).exists():
            return me, Person.objects.get(pk=principal)
    raise NotAllowed


def _days(supervisee: Person, first: date, until: date, today: date, book: PolicyBook) -> Iterator[date]:
    """Days at the interval in force on each; stages of the newly qualified change it on the way."""
    clock = clocks_of([supervisee.pk], today, book, live_facts(today)).get(supervisee.pk)
    day = first
    while day < until:
        yield day if is_working_day(day) else add_working_days(day, 1)
        interval = interval_on(clock, day, book) if clock else None
        day = (interval or Interval(months=1)).after(day)


def _is_away(away: list[Absence], day: date) -> bool:
    return any(row.starts_on <= day and (row.ends_on is None or day < row.ends_on) for row in away)


def _on(wish: Wish, day: date) -> Wish:
    """The same time of the clock on another day, whatever the clocks do in between."""
    clock = timezone.localtime(wish.starts_at).time()
    moment = timezone.make_aware(datetime.combine(day, clock))
    return Wish(moment, wish.minutes, wish.mode, wish.place, wish.kind)


def _write(
    supervisee: Person, supervisor: Person, stands_in_for: Person | None, wish: Wish, by: Any, at: datetime, words: Any
) -> Meeting:
    day = local_day(wish.starts_at)
    pair = Agreement.objects.in_force(local_day(at)).filter(
        supervisee=supervisee, supervisor=stands_in_for or supervisor
    )
    agreement = pair.first()
    minutes = wish.minutes or (agreement.minutes if agreement else policies.book().whole(LENGTH, day))
    meeting = Meeting.objects.create(
        kind=wish.kind,
        supervisee=supervisee,
        supervisor=supervisor,
        stands_in_for=stands_in_for,
        agreement=agreement,
        starts_at=wish.starts_at,
        minutes=minutes,
        planned_for=day,
        mode=wish.mode,
        place=wish.place,
        created_by=by,
        created_at=at,
        changed_at=at,
    )
    happened(meeting, MeetingEvent.Verb.PLANNED, by=by, at=at, to_at=wish.starts_at)
    tell(meeting, emails.PLANNED, at=at, words=words)
    return meeting
