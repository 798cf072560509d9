"""Supervisors among one's reports for whom somebody should stand in, with whom the agreements name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation import policies
from supervision.models import Agreement, Cycle
from supervision.policies import DELEGATE_AFTER, DELEGATE_MISSED
from supervision.querysets.pairs import supervisee_keys, supervisors_of
from supervision.rules.standing_in import Facts, proposal
from workforce.models import Absence, Deputy, Person
from workforce.querysets.reports import team_keys


@dataclass(frozen=True, slots=True)
class Proposal:
    """One supervisor who is away. `named` are those their agreements name to stand in."""

    key: str
    name: str
    why: str
    named: tuple[str, ...]
    waiting: int


def proposals(user: Any, on: date) -> list[Proposal]:
    """Of those who report to the user, or to whom they deputise for; the same number of queries for any number away."""
    away = _away(team_keys(user, on), on)
    if not away:
        return []
    people = {person.pk: person for person in Person.objects.filter(pk__in=away)}
    covered = set(Deputy.objects.running(on).filter(principal__in=away).values_list("principal_id", flat=True))
    book, missed, named = policies.book(), _missed(away, on), _named(away, on)
    after = {"after_days": book.whole(DELEGATE_AFTER, on), "after_missed": book.whole(DELEGATE_MISSED, on)}
    found = []
    for key, times in sorted(missed.items()):
        why = proposal(Facts(away[key], max(times, default=0), key in covered), on, **after)
        if why:
            names = tuple(sorted(named.get(key, ())))
            found.append(Proposal(str(people[key].public_id), people[key].full_name, why, names, len(times)))
    return found


def _away(keys: Iterable[int], on: date) -> dict[int, date]:
    """Of these, who is away, since when. One query."""
    found: dict[int, date] = {}
    rows = Absence.objects.current().running(on).filter(person__in=list(keys))
    for person, first in rows.values_list("person_id", "starts_on"):
        found[person] = min(first, found.get(person, first))
    return found


def _missed(away: Mapping[int, date], on: date) -> dict[int, list[int]]:
    """supervisor → how many turns each who misses one has missed since they went; none for who supervises nobody.

    Five queries.
    """
    pairs = supervisors_of(supervisee_keys(away, on), on)
    turns = Cycle.objects.filter(person__in=list(pairs), due_on__gte=min(away.values()))
    due: dict[int, list[date]] = {}
    for person, day in turns.filter(outcome__in=("missed", "open"), last_good_on__lt=on).values_list(
        "person_id", "due_on"
    ):
        due.setdefault(person, []).append(day)
    found: dict[int, list[int]] = {}
    for person, supervisors in pairs.items():
        for supervisor in supervisors.keys() & away.keys():
            times = sum(day >= away[supervisor] for day in due.get(person, ()))
            found.setdefault(supervisor, []).extend([times] if times else [])
    return found


def _named(away: Mapping[int, date], on: date) -> dict[int, set[str]]:
    """supervisor → whom their agreements name to stand in. One query."""
    agreed = Agreement.objects.in_force(on).filter(supervisor__in=away, delegate__isnull=False)
    found: dict[int, set[str]] = {}
    for row in agreed.select_related("delegate"):
        if row.delegate is not None:
            found.setdefault(row.supervisor_id, set()).add(row.delegate.full_name)
    return found
