"""What sessions cost, by session, course and budget code, for one allowance year (1 April to 31 March).

Spent is what sessions that are closed cost; committed is what sessions still to be held or closed cost.
A cancelled session costs nothing here: what it did cost is entered where it was spent. Numbers of people
only, so nothing here leads to a person.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from courses.models import Booking, Budget, Session, SessionTrainer
from cpd_records.rules.years import year_end

ATTENDED = ("attended", "partial")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one session, or of all sessions of a course. `each_pence` is per attendee, none where nobody attended."""

    course: str
    ref: str
    day: date | None
    sessions: int
    cost_pence: int
    attended: int

    @property
    def each_pence(self) -> int | None:
        """Rounded half up, once."""
        return (2 * self.cost_pence + self.attended) // (2 * self.attended) if self.attended else None


@dataclass(frozen=True, slots=True)
class Spend:
    """One budget code in one year, in pence. `left` is below zero where it is overspent."""

    code: str
    name: str
    amount: int
    spent: int
    committed: int

    @property
    def left(self) -> int:
        """What is neither spent nor committed."""
        return self.amount - self.spent - self.committed


def by_session(sessions: Any, year_starts_on: date) -> list[Cost]:
    """Sessions of a year that cost something, the earliest first: one query. `sessions` are those to be seen."""
    return [
        Cost(row["course__title"], row["ref"], row["starts_at__date"], 1, row["cost"], row["attended"])
        for row in _costed(sessions, year_starts_on).order_by("starts_at", "pk")
    ]


def by_course(costs: Iterable[Cost]) -> list[Cost]:
    """The same added up by course, by title; attendees of closed sessions only are divided by."""
    found: dict[str, list[Cost]] = defaultdict(list)
    for cost in costs:
        found[cost.course].append(cost)
    return [
        Cost(course, "", None, len(rows), sum(row.cost_pence for row in rows), sum(row.attended for row in rows))
        for course, rows in sorted(found.items())
    ]


def by_budget(sessions: Any, year_starts_on: date) -> list[Spend]:
    """Every code that has a budget or sessions in a year, by code: two queries."""
    spent: dict[str, int] = defaultdict(int)
    committed: dict[str, int] = defaultdict(int)
    for row in _costed(sessions, year_starts_on):
        (spent if row["state"] == Session.State.CLOSED else committed)[row["budget_code"]] += row["cost"]
    budgets = {row.code: row for row in Budget.objects.of_year(year_starts_on)}
    codes = sorted({*budgets, *spent, *committed})
    return [
        Spend(
            code or "No code",
            budgets[code].name if code in budgets else "",
            budgets[code].amount_pence if code in budgets else 0,
            spent[code],
            committed[code],
        )
        for code in codes
    ]


def _costed(sessions: Any, year_starts_on: date) -> Any:
    fees = SessionTrainer.objects.filter(session=OuterRef("pk")).order_by().values("session")
    came = Booking.objects.filter(session=OuterRef("pk"), state__in=ATTENDED).order_by().values("session")
    rows = sessions.filter(starts_at__date__gte=year_starts_on, starts_at__date__lte=year_end(year_starts_on))
    costed = rows.exclude(Q(state="cancelled") | Q(imported=True)).annotate(
        fees=Coalesce(Subquery(fees.annotate(total=Sum("fee_pence")).values("total")), 0),
        attended=Coalesce(Subquery(came.annotate(number=Count("pk")).values("number")), 0),
    )
    counted = costed.annotate(cost=F("cost_pence") + F("fees")).filter(cost__gt=0)
    return counted.values("course__title", "ref", "starts_at__date", "state", "budget_code", "cost", "attended")
