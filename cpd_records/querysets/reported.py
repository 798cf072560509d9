"""What the reports of this room read: spells with their teams, on either of the two dates (DESIGN 4)."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Q, When

from cpd_records.querysets.visibility import coordinated, led, own, reports
from workforce.models import Person, Post, TeamVersion

ReportedSpell = tuple[int, date, date | None, Decimal, str, bool, int]
FIELDS = ("person_id", "starts_on", "ends_on", "fte", "contract", "provisional", "team_id")


def spells(as_at: date | None, known_on: datetime | None, seen: Q) -> list[ReportedSpell]:
    """(person, starts on, ends on, FTE, contract, provisional, team) of the posts seen; one query.

    With `as_at`, the world on that day: posts begun later are not in it, and one that ends later still
    runs. What had been recorded by the moment `known_on`, or what is known now.
    """
    posts = Post.objects.current() if known_on is None else Post.objects.known_on(known_on)
    posts = posts.filter(seen).order_by("person_id", "starts_on", "pk")
    if as_at is None:
        return list(posts.values_list(*FIELDS))
    still = Case(When(ends_on__lte=as_at, then=F("ends_on")), default=None)
    rows = posts.filter(starts_on__lte=as_at).annotate(ended_on=still)
    return list(rows.values_list(*(name if name != "ends_on" else "ended_on" for name in FIELDS)))


def seen_by(viewer: Any, on: date, *, added_up: bool = False) -> Q:
    """Rows about the people whose allowance a user may see; everybody where the system speaks.

    Where rows are only added up, a leader's services are in it: they see true aggregates and no person (DESIGN 4).
    """
    if viewer is None:
        return Q()
    people = own(viewer, on) | reports(viewer, on) | coordinated(viewer, on)
    return people | led(viewer, on) if added_up else people


def numbers(person_ids: Iterable[int]) -> dict[int, str]:
    """Employee numbers; people without one are absent."""
    rows = Person.objects.filter(pk__in=list(person_ids)).values_list("pk", "employee_number")
    return {pk: number for pk, number in rows if number}


def teams(known_on: datetime | None, on: date) -> dict[int, tuple[str, str, str]]:
    """(code, level, path) of each team as the tree stands on a day, or stood last before it."""
    versions = TeamVersion.objects.current() if known_on is None else TeamVersion.objects.known_on(known_on)
    begun = versions.filter(Q(starts_on=None) | Q(starts_on__lte=on)).order_by(F("starts_on").asc(nulls_first=True))
    rows = begun.values_list("team_id", "team__code", "level", "path")
    return {pk: (code, level, path) for pk, code, level, path in rows}
