"""Reads of what was due, and how it went."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, Max, OuterRef, Q, QuerySet, Value, When

from foundation.working_days import add_working_days
from supervision.querysets.pairs import supervisee_keys
from workforce.models import Absence
from workforce.querysets.access import access_of
from workforce.querysets.recorded import guard_groups
from workforce.querysets.reports import report_keys

COUNTED_GROUPS = frozenset({"team", "team__code", "year", "reason"})
SOON_WORKING_DAYS = 5


class CycleQuerySet(QuerySet[Any]):
    """Turns of people's clocks. Person-level: views enter by `visible_to`, `for_user` or `counted` only."""

    def visible_to(self, user: Any, on: date) -> "CycleQuerySet":
        """One's own, and those of one's reports and supervisees, and of whom one stands in for."""
        access = access_of(user, on)
        managers = (access.person_ids if access.in_service else ()) + access.deputy_for
        theirs = {*access.person_ids, *supervisee_keys(managers, on), *report_keys(managers, on)}
        return self.filter(person__in=theirs)

    def for_user(self, user: Any, on: date) -> "CycleQuerySet":
        """The user's own."""
        return self.filter(person__in=access_of(user, on).person_ids)

    def open(self) -> "CycleQuerySet":
        """The turn that runs."""
        return self.filter(outcome="open")

    def present(self, on: date, soon: date | None = None) -> "CycleQuerySet":
        """The running turns with `away` and `state` on a day: away, overdue, due, soon or fine.

        `soon` is the last day that counts as soon; without it, as `soon_after` has it.
        """
        away = Absence.objects.current().running(on).filter(person=OuterRef("person"))
        return self.open().annotate(away=Exists(away)).annotate(state=_state(on, soon or soon_after(on)))

    def soonest_first(self) -> "CycleQuerySet":
        """What is overdue first; whoever is away last."""
        rank = Case(*(When(state=name, then=Value(place)) for place, name in enumerate(RANKED)), default=Value(9))
        return self.order_by(rank, "due_on", "person__sort_name", "pk")

    def of_people(self, people: Iterable[int]) -> "CycleQuerySet":
        """Those of these people, in order."""
        return self.filter(person__in=list(people)).order_by("person_id", "starts_on")

    def closed(self, first: date, last: date, on: date) -> "CycleQuerySet":
        """Turns that count between two days (both counted): held, missed, or overdue on the day asked."""
        over = ~Q(outcome="open") | Q(last_good_on__lt=on)
        return self.filter(over, counts_on__gte=first, counts_on__lte=last)

    def counted(self, *groups: str) -> QuerySet[Any]:
        """Due, on time, late, missed and the longest gap, by harmless groups, without a person key (DESIGN rule 1)."""
        guard_groups(groups, COUNTED_GROUPS)
        sums = {
            "due": Count("pk"),
            "on_time": Count("pk", filter=Q(outcome="on_time")),
            "late": Count("pk", filter=Q(outcome="late")),
            "missed": Count("pk", filter=Q(outcome__in=("missed", "open"))),
            "people": Count("person", distinct=True),
            "longest_gap": Max("gap_days"),
        }
        return self.order_by().values(*groups).annotate(**sums)


RANKED = ("overdue", "due", "soon", "fine", "away")


def soon_after(on: date) -> date:
    """The last day that counts as soon."""
    return add_working_days(on, SOON_WORKING_DAYS)


def _state(on: date, soon: date) -> Case:
    return Case(
        When(away=True, then=Value("away")),
        When(last_good_on__lt=on, then=Value("overdue")),
        When(due_on__lt=on, then=Value("due")),
        When(due_on__lte=soon, then=Value("soon")),
        default=Value("fine"),
        output_field=CharField(),
    )
