"""Who of a team is there on a session's days. "Unavailable" is all anybody learns: never why (DOMAIN 9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from courses.models import SessionDate
from courses.rules.conditions.loading_person import BUSY_STATES
from workforce.models import Absence, Person
from workforce.querysets.deciders import managers_of


@dataclass(frozen=True, slots=True)
class Cover:
    """One day: how many of the person's colleagues under the same manager are not there."""

    day: date
    unavailable: int
    team: int


def cover(person: Person, dates: Iterable[SessionDate], on: date) -> tuple[Cover, ...]:
    """The colleagues who report to the same managers, on each of the dates; five queries at most."""
    days = sorted({timezone.localtime(each.starts_at).date() for each in dates})
    managers = [each.pk for each in managers_of([person.pk], on).get(person.pk, [])]
    if not (managers and days):
        return ()
    reports = Person.objects.reporting_to_any(managers, on).exclude(pk=person.pk).order_by()
    team = list(reports.values_list("pk", flat=True))
    away = _absent(team, days)
    learning = _learning(team, days)
    return tuple(Cover(day, len(away[day] | learning[day]), len(team)) for day in days)


def _absent(team: Sequence[int], days: Sequence[date]) -> dict[date, set[int]]:
    rows = Absence.objects.current().filter(person__in=team, starts_on__lte=days[-1])
    found: dict[date, set[int]] = {day: set() for day in days}
    for person, starts_on, ends_on in rows.running_or_ahead(days[0]).values_list("person", "starts_on", "ends_on"):
        for day in days:
            if starts_on <= day and (ends_on is None or day < ends_on):
                found[day].add(person)
    return found


def _learning(team: Sequence[int], days: Sequence[date]) -> dict[date, set[int]]:
    first = timezone.make_aware(datetime.combine(days[0], datetime.min.time()))
    last = timezone.make_aware(datetime.combine(days[-1] + timedelta(days=1), datetime.min.time()))
    rows = SessionDate.objects.filter(
        starts_at__gte=first,
        starts_at__lt=last,
        session__bookings__person__in=team,
        session__bookings__state__in=BUSY_STATES,
    )
    found: dict[date, set[int]] = {day: set() for day in days}
    for starts_at, person in rows.values_list("starts_at", "session__bookings__person"):
        day = timezone.localtime(starts_at).date()
        if day in found and person in set(team):
            found[day].add(person)
    return found
