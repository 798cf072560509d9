"""Loads everybody's clock: a fixed number of queries for any number of people.

History follows a human: what was recorded under a joined record counts under the one it was joined into.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from foundation.policies import PolicyBook
from supervision import policies
from supervision.models import Agreement, ImportedHistory, Meeting
from supervision.rules.dues import Clock, Held, Live, Role, Shift, Window, windows
from supervision.rules.dues.away import outside, without_overlaps
from workforce.models import Absence, ActingManager, LiveFrom, Post, TeamVersion
from workforce.rules.audience_facts import SPELL, first_posts, spell_of

T = TypeVar("T")
ROOT = Coalesce("person__joined_into_id", "person_id")
OF_SUPERVISEE = Coalesce("supervisee__joined_into_id", "supervisee_id")


def live_facts(on: date) -> Live:
    """When teams go live, and for which days their past was imported. Three queries."""
    past = {row.team_id: Window(row.first_on, row.last_on + timedelta(days=1)) for row in ImportedHistory.objects.all()}
    return Live(LiveFrom.objects.starting(LiveFrom.Module.SUPERVISION, on), past)


def clocks_of(people: Iterable[int], on: date, book: PolicyBook, live: Live) -> dict[int, Clock]:
    """Each person's clock; six queries. Somebody without a post, then or now, has none."""
    keys = list(people)
    posts = _posts(keys)
    paths = dict(TeamVersion.objects.current().running(on).values_list("team_id", "path"))
    held, shifts, away = _held(keys, book), _shifts(keys), _away(keys)
    closer, changes, led = _agreements(keys)
    for person, first, end in _new_managers(keys):
        changes.setdefault(person, []).append(first)
        led.setdefault(person, []).append(Window(first, end))
    found = {}
    for person, rows in posts.items():
        roles = _roles(rows, paths)
        found[person] = Clock(
            roles=roles,
            counted=windows(roles, live),
            held=tuple(held.get(person, ())),
            away=without_overlaps(away.get(person, ())),
            shifts=tuple(shifts.get(person, ())),
            changes=tuple(sorted({*changes.get(person, ()), *_handovers(rows)})),
            closer=tuple(closer.get(person, ())),
            unled=outside(_unmanaged(rows), led.get(person, ())),
        )
    return found


def _grouped(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _of(keys: Sequence[int], name: str = "person") -> Q:
    return Q(**{f"{name}__in": keys}) | Q(**{f"{name}__joined_into__in": keys})


def _posts(keys: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    rows = Post.objects.current().filter(_of(keys)).annotate(root=ROOT).order_by("starts_on", "pk")
    values = rows.values(*SPELL, "start_origin", "line_manager_id", "manager_from", "root")
    return _grouped((row["root"], row) for row in values)


def _roles(rows: Sequence[dict[str, Any]], paths: Mapping[int, str]) -> tuple[Role, ...]:
    first = min(first_posts([spell_of(row, "", "") for row in rows]), default=None)
    return tuple(
        Role(
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            family=row["role_family"],
            team_id=row["team_id"],
            path=paths.get(row["team_id"], ""),
            qualified_on=first,
        )
        for row in rows
    )


def _handovers(rows: Sequence[dict[str, Any]]) -> set[date]:
    """First days of new managers, by the file: inside a spell, or with the next."""
    found = {row["manager_from"] for row in rows if row["manager_from"] is not None}
    for before, after in zip(rows, rows[1:], strict=False):
        if before["line_manager_id"] != after["line_manager_id"]:
            found.add(after["starts_on"])
    return found


def _unmanaged(rows: Sequence[dict[str, Any]]) -> list[Window]:
    """Time in posts for which the file names no line manager, unless another post of the same days does."""
    named = [Window(row["starts_on"], row["ends_on"]) for row in rows if row["line_manager_id"] is not None]
    without = [Window(row["starts_on"], row["ends_on"]) for row in rows if row["line_manager_id"] is None]
    return list(outside(without, named))


def _new_managers(keys: Sequence[int]) -> list[tuple[int, date, date | None]]:
    rows = ActingManager.objects.filter(_of(keys)).annotate(root=ROOT)
    return list(rows.values_list("root", "starts_on", "ends_on"))


def _held(keys: Sequence[int], book: PolicyBook) -> dict[int, list[Held]]:
    """Those that count towards how often, one a day."""
    rows = Meeting.objects.filter(_of(keys, "supervisee"), state=Meeting.State.HELD, held_on__isnull=False)
    rows = rows.filter(within=None)
    rows = rows.filter(kind__in=(*Meeting.REGULAR, Meeting.Kind.CASE)).annotate(root=OF_SUPERVISEE)
    wanted = ("root", "held_on", "pk", "planned_for", "supervisor_id", "kind")
    found: dict[int, dict[date, Held]] = {}
    for root, day, pk, planned, supervisor, kind in rows.order_by("held_on", "pk").values_list(*wanted):
        if kind != Meeting.Kind.CASE or book.yes(policies.CASE_COUNTS, day):
            found.setdefault(root, {}).setdefault(day, Held(day, pk, planned, supervisor))
    return {root: list(days.values()) for root, days in found.items()}


def _shifts(keys: Sequence[int]) -> dict[int, list[Shift]]:
    rows = Meeting.objects.filter(_of(keys, "supervisee"), planned_for__isnull=False, kind__in=Meeting.REGULAR)
    moved = rows.exclude(reason="").annotate(root=OF_SUPERVISEE).order_by("planned_for", "pk")
    wanted = moved.values_list("root", "planned_for", "reason")
    return _grouped((root, Shift(day, reason)) for root, day, reason in wanted if day is not None)


def _away(keys: Sequence[int]) -> dict[int, list[Window]]:
    rows = Absence.objects.current().filter(_of(keys)).annotate(root=ROOT)
    return _grouped((root, Window(first, end)) for root, first, end in rows.values_list("root", "starts_on", "ends_on"))


Agreed = tuple[dict[int, list[tuple[Window, int]]], dict[int, list[date]], dict[int, list[Window]]]


def _agreements(keys: Sequence[int]) -> Agreed:
    """Closer intervals that were agreed, first days of agreements with somebody new, and when any held."""
    rows = Agreement.objects.filter(_of(keys, "supervisee"), starts_on__isnull=False).annotate(root=OF_SUPERVISEE)
    wanted = ("root", "starts_on", "ends_on", "interval_days", "supervisor_id")
    closer: dict[int, list[tuple[Window, int]]] = {}
    changes: dict[int, list[date]] = {}
    led: dict[int, list[Window]] = {}
    for root, first, end, days, supervisor, before in rows.values_list(*wanted, F("follows__supervisor_id")):
        led.setdefault(root, []).append(Window(first, end))
        if days:
            closer.setdefault(root, []).append((Window(first, end), days))
        if before is not None and before != supervisor:
            changes.setdefault(root, []).append(first)
    return closer, changes, led
