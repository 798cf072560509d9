"""Supervisors among one's reports for whom somebody should stand in, with whom the agreements name."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from foundation import policies
from supervision.models import Agreement, Cycle
from supervision.policies import DELEGATE_AFTER, DELEGATE_MISSED
from supervision.querysets.pairs import supervisees
from supervision.rules.standing_in import Facts, proposal
from workforce.models import Absence, Deputy, Person
from workforce.querysets.access import access_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """One supervisor who is away. `named` are those their agreements name to stand in."""

    key: str
    name: str
    why: str
    named: tuple[str, ...]
    waiting: int


def proposals(user: Any, on: date) -> list[Proposal]:
    """Of those who report to the user; four queries, and three for each who is away."""
    access = access_of(user, on)
    if not access.manages:
        return []
    away: dict[int, date] = {}
    below = Person.objects.reporting_to_any(access.person_ids + access.deputy_for, on)
    for person, first in (
        Absence.objects.current()
        .running(on)
        .filter(person__in=below.values("pk"))
        .values_list("person_id", "starts_on")
    ):
        away[person] = min(first, away.get(person, first))
    if not away:
        return []
    people = {person.pk: person for person in Person.objects.filter(pk__in=away)}
    covered = set(Deputy.objects.running(on).filter(principal__in=away).values_list("principal_id", flat=True))
    found = [_proposal(people[key], first, key in covered, on) for key, first in sorted(away.items())]
    return [each for each in found if each is not None]


def _proposal(person: Person, away_since: date, covered: bool, on: date) -> Proposal | None:
    theirs = list(supervisees([person.pk], on).values_list("pk", flat=True))
    if not theirs:
        return None
    missed = Cycle.objects.filter(person__in=theirs, due_on__gte=away_since).filter(
        outcome__in=("missed", "open"), last_good_on__lt=on
    )
    times = list(missed.order_by().values("person").annotate(times=Count("pk")).values_list("times", flat=True))
    waiting, book = len(times), policies.book()
    why = proposal(
        Facts(away_since, max(times, default=0), covered),
        on,
        after_days=book.whole(DELEGATE_AFTER, on),
        after_missed=book.whole(DELEGATE_MISSED, on),
    )
    if not why:
        return None
    agreed = Agreement.objects.in_force(on).filter(supervisor=person, delegate__isnull=False).select_related("delegate")
    named = tuple(sorted({row.delegate.full_name for row in agreed if row.delegate is not None}))
    return Proposal(str(person.public_id), person.full_name, why, named, waiting)
