"""Those I supervise: who is due, overdue or away, and what to press."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from foundation.british_dates import long_date
from foundation.working_days import add_working_days, is_working_day
from supervision.models import Agreement, Cycle, Meeting
from supervision.presenters.words import COLOURS, WORDS, agreement_line, due_line, when
from supervision.querysets.pairs import supervisees
from workforce.models import Person
from workforce.querysets.access import access_of

USUAL = time(10, 0)
"""The time a first date is suggested for, where the two have never met."""


@dataclass(frozen=True, slots=True)
class SuperviseeLine:
    """One person I supervise. `suggested` is the first date that one press would set."""

    key: str
    name: str
    state: str
    words: str
    colour: str
    due: str
    last: str
    next_key: str
    next: str
    waiting_key: str
    waiting: str
    agreement_key: str
    agreement: str
    agreement_colour: str
    suggested: datetime | None


def people_of(user: Any, on: date) -> list[Person]:
    """Those the user supervises, or deputises for, by name; two queries."""
    access = access_of(user, on)
    managers = (access.person_ids if access.in_service else ()) + access.deputy_for
    return list(supervisees(managers, on).order_by("sort_name", "pk")) if managers else []


def team_lines(user: Any, on: date, at: datetime) -> list[SuperviseeLine]:
    """Everybody I supervise, the most urgent first; a fixed number of queries."""
    people = people_of(user, on)
    keys = [person.pk for person in people]
    turns = {row.person_id: row for row in Cycle.objects.of_people(keys).present(on)}
    planned = _by_person(Meeting.objects.of_people(keys).planned())
    last = {row.supervisee_id: row for row in _latest(keys)}
    agreed = _agreements(keys)
    lines = [
        _line(person, turns.get(person.pk), planned.get(person.pk, []), last.get(person.pk), agreed.get(person.pk), at)
        for person in people
    ]
    ranked = [*WORDS]
    order = {"overdue": 0, "due": 1, "soon": 2, "fine": 3, "": 4, "away": 5}
    return sorted(lines, key=lambda line: order.get(line.state, len(ranked)))


def _by_person(rows: Iterable[Meeting]) -> dict[int, list[Meeting]]:
    found: dict[int, list[Meeting]] = {}
    for row in rows:
        found.setdefault(row.supervisee_id or 0, []).append(row)
    return found


def _latest(keys: list[int]) -> Any:
    held = Meeting.objects.of_people(keys).filter(state=Meeting.State.HELD, kind__in=Meeting.REGULAR)
    return held.order_by("supervisee_id", "-held_on", "-pk").distinct("supervisee_id")


def _agreements(keys: list[int]) -> dict[int, Agreement]:
    """The one that says most: signed before shared before drafted."""
    rank = {state: place for place, state in enumerate(("current", "shared", "draft"))}
    rows = sorted(Agreement.objects.of_people(keys).open(), key=lambda row: rank[row.state], reverse=True)
    return {row.supervisee_id: row for row in rows}


def _line(
    person: Person, turn: Any, planned: list[Meeting], last: Meeting | None, agreement: Agreement | None, at: datetime
) -> SuperviseeLine:
    ahead = [row for row in planned if row.starts_at and row.starts_at >= at]
    behind = [row for row in planned if row.starts_at and row.starts_at < at]
    words, colour = agreement_line(agreement, timezone.localdate(at))
    return SuperviseeLine(
        key=str(person.public_id),
        name=person.full_name,
        state=turn.state if turn else "",
        words=WORDS[turn.state] if turn else "Not yet live",
        colour=COLOURS[turn.state] if turn else "grey",
        due=due_line(turn) if turn else "",
        last=long_date(last.held_on) if last and last.held_on else "",
        next_key=str(ahead[0].public_id) if ahead else "",
        next=when(ahead[0]) if ahead else "",
        waiting_key=str(behind[0].public_id) if behind else "",
        waiting=when(behind[0]) if behind else "",
        agreement_key=str(agreement.public_id) if agreement else "",
        agreement=words,
        agreement_colour=colour,
        suggested=None if ahead else suggested_start(turn, last, at),
    )


def suggested_start(turn: Any, last: Meeting | None, at: datetime) -> datetime:
    """The day it is due, or the next but one working day if that is near; at the time they last met."""
    today = timezone.localdate(at)
    soonest = add_working_days(today, 2)
    day = max(turn.due_on if turn and turn.state != "away" else soonest + timedelta(days=14), soonest)
    if not is_working_day(day):
        day = add_working_days(day, -1) if add_working_days(day, -1) >= soonest else add_working_days(day, 1)
    clock = timezone.localtime(last.starts_at).time() if last and last.starts_at else USUAL
    return timezone.make_aware(datetime.combine(day, clock))


def other_times(starts_at: datetime, at: datetime) -> list[datetime]:
    """Times to move a date to with one press: the next working days at the same time, and a week later."""
    first = max(timezone.localdate(starts_at), timezone.localdate(at))
    days = [add_working_days(first, number) for number in (1, 2, 3, 5)]
    clock = timezone.localtime(starts_at).time()
    return [timezone.make_aware(datetime.combine(day, clock)) for day in days]
