"""Whether supervision happened as agreed: counts by team and year, never a person and never a word.

Population: turns of people's clocks that count in the period, in teams that were live, or whose past was
imported. Days away, parental leave and sickness do not count (DOMAIN 5, compliance).
- on time: held by the last good day ÷ due
- written up: written by its last good day ÷ held, once that day is past or it was written
- signed: the same for signatures
- longest gap: most days between two supervisions of one person, less those away and those in which
  nobody was named to supervise; such turns count as due and not on time, with that as their reason
- at a group: of today's people, at one or leading one in the policy's months up to today ÷ all but those
  away for all of them; additional, so that it never counts as on time (DOMAIN 5, frequency)
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import ExtractYear

from supervision.models import Agreement, Attendee, Cycle, Meeting
from supervision.reasons import NO_SUPERVISOR
from workforce.models import Absence, Post


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one group; sums of two are counts again, but for the longest gap."""

    due: int = 0
    on_time: int = 0
    late: int = 0
    missed: int = 0
    unsupervised: int = 0
    to_write: int = 0
    written: int = 0
    to_sign: int = 0
    signed: int = 0
    longest_gap: int = 0

    def plus(self, other: "Figures") -> "Figures":
        """Both together."""
        sums = {name: getattr(self, name) + getattr(other, name) for name in COLUMNS if name != "longest_gap"}
        return Figures(**sums, longest_gap=max(self.longest_gap, other.longest_gap))


COLUMNS = tuple(field.name for field in fields(Figures))


def share(top: int, bottom: int) -> Decimal | None:
    """A percentage to one decimal, rounded half up; None where there is nothing to share."""
    if not bottom:
        return None
    return (Decimal(top) * 100 / bottom).quantize(Decimal("0.1"), ROUND_HALF_UP)


def by_team_and_year(rows: QuerySet[Cycle], on: date) -> dict[tuple[int, int], Figures]:
    """(team, year) → counts, of turns that are over or overdue on a day. One query."""
    return counted(rows.order_by().annotate(part=ExtractYear("counts_on")).values("team_id", "part"), on)


def counted(grouped: QuerySet[Cycle, Any], on: date) -> dict[tuple[int, Any], Figures]:
    """(team, part of time) → counts, of turns grouped by `team_id` and `part`. One query."""
    held = Q(meeting__isnull=False)
    written = Q(meeting__written_up_on__lte=F("meeting__write_by"))
    signed = Q(meeting__signed_on__lte=F("meeting__sign_by"))
    sums = {
        "due": Count("pk"),
        "on_time": Count("pk", filter=Q(outcome="on_time")),
        "late": Count("pk", filter=Q(outcome="late")),
        "missed": Count("pk", filter=Q(outcome__in=("missed", "open"))),
        "unsupervised": Count("pk", filter=Q(reason=NO_SUPERVISOR)),
        "written": Count("pk", filter=held & written),
        "to_write": Count("pk", filter=held & (written | Q(meeting__write_by__lt=on))),
        "signed": Count("pk", filter=held & signed),
        "to_sign": Count("pk", filter=held & (signed | Q(meeting__sign_by__lt=on))),
        "longest_gap": Max("gap_days"),
    }
    found = grouped.annotate(**sums).values_list("team_id", "part", *sums)
    return {
        (team, part): Figures(**dict(zip(sums, counts, strict=True)))
        for team, part, *counts in found
        if team is not None
    }


def reasons_by_team(rows: QuerySet[Cycle]) -> dict[int, list[tuple[str, int]]]:
    """The reasons given for what was late or missed, the commonest first, by team. One query."""
    given = rows.exclude(reason="").exclude(outcome="on_time").order_by().values("team_id", "reason")
    found: dict[int, list[tuple[str, int]]] = {}
    for row in given.annotate(times=Count("pk")).order_by("team_id", "-times", "reason"):
        found.setdefault(row["team_id"], []).append((row["reason"], row["times"]))
    return found


@dataclass(frozen=True, slots=True)
class Today:
    """Of the people in a team today, how many have a signed agreement that is not past its review; and of
    `asked`, those not away all the time since a day, how many were at a group or led one."""

    people: int = 0
    agreed: int = 0
    asked: int = 0
    grouped: int = 0

    def plus(self, other: "Today") -> "Today":
        """Both together."""
        sums = (getattr(self, each.name) + getattr(other, each.name) for each in fields(Today))
        return Today(*sums)


def today_by_team(people: QuerySet[Any] | Iterable[int], on: date, since: date) -> dict[int, Today]:
    """By team, of these people with a running post; groups of the days after `since`. One query."""
    signed = Q(person__in=Agreement.objects.in_force(on).filter(review_on__gte=on).values("supervisee"))
    away = Absence.objects.current().running(on).filter(starts_on__lte=since)
    asked = ~Q(person__in=away.values("person"))
    posts = Post.objects.current().running(on).filter(person__in=people).order_by().values("team_id")
    counted = posts.annotate(
        people=Count("person", distinct=True),
        agreed=Count("person", distinct=True, filter=signed),
        asked=Count("person", distinct=True, filter=asked),
        grouped=Count("person", distinct=True, filter=asked & _grouped(since, on)),
    )
    return {row.pop("team_id"): Today(**row) for row in counted}


def _grouped(since: date, on: date) -> Q:
    """Whoever was at a group, led one, or is named with one in a past file."""
    groups = Meeting.objects.held().filter(kind=Meeting.Kind.GROUP, held_on__gt=since, held_on__lte=on).order_by()
    there = Attendee.objects.filter(attendance=Attendee.Attendance.ATTENDED, meeting__in=groups.values("pk"))
    led, named = groups.filter(supervisor__isnull=False), groups.filter(supervisee__isnull=False)
    was_there = Q(person__in=there.filter(person__isnull=False).order_by().values("person"))
    return was_there | Q(person__in=led.values("supervisor")) | Q(person__in=named.values("supervisee"))
