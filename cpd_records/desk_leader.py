"""A leader's card: how far learning reaches the services they lead (slot `desk_cards`)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cpd_records import policies
from cpd_records.models import Account
from cpd_records.presenters.allowance import bar_of, year_label
from cpd_records.rules.balances import balance_of
from cpd_records.rules.years import year_start
from foundation.policies import book
from foundation.slots import DeskCard
from workforce.models import Person
from workforce.permissions import has_role, scope_paths
from workforce.roles import LEADER


def cards(user: Any, now: datetime) -> Iterator[DeskCard]:
    """True aggregates inside the leader's own scope, logged; no row and no name (DOMAIN 9)."""
    today = timezone.localdate(now)
    if has_role(user, LEADER, today):
        yield _reach(scope_paths(user, LEADER, today), today)


def _reach(paths: tuple[str, ...], today: date) -> DeskCard:
    start = year_start(today)
    people = Person.objects.in_scope(paths, today)
    found = Account.objects.of_year(start).filter(person__in=people).counted()
    balance = balance_of({name.removeprefix("total_"): value for name, value in found.items()})
    bar = bar_of(balance, book().whole(policies.DAY, today), ident="desk-reach")
    none = found["people"] - found["learning"]
    return DeskCard(
        key="reach",
        title="Learning in your services",
        order=5,
        wide=True,
        logged="learning in the own services",
        template="cpd_records/desk_allowance.html",
        context={"bar": bar, "year": f"{year_label(start)}, {found['people']:,} people with an allowance"},
        items=(
            (f"{found['learning']:,} of {found['people']:,} have used or booked some of it", "", ""),
            (f"{none:,} have used and booked nothing yet", "", "A conversation to have, not a target to meet."),
        ),
    )
