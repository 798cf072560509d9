"""A line manager's view of allowances: totals by person, never single movements (DOMAIN 9)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cpd_records import policies
from cpd_records.models import Account
from cpd_records.presenters.allowance import bar_of
from cpd_records.querysets.visibility import report_people
from cpd_records.rules.balances import Balance, balance_of
from cpd_records.rules.pointing_out import Noted, noted
from foundation.allowance_bar import AllowanceBar
from foundation.durations import minutes_as_days
from foundation.policies import PolicyBook
from workforce.models import Person

SAID = {
    Noted.OVER: ("Over, by approval or a change of circumstances", "orange"),
    Noted.ALL: ("All used or booked", "yellow"),
    Noted.NOTHING: ("Nothing used or booked yet", "purple"),
}


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One person's year. `note` points out what a manager may want to talk about; `bar` is None without a ledger."""

    name: str
    public_id: str
    granted: str
    spent: str
    reserved: str
    left: str
    note: str
    colour: str
    bar: AllowanceBar | None


def team_lines(user: Any, start: date, today: date, book: PolicyBook) -> list[TeamLine]:
    """Everybody who reports to the user, by name; two queries."""
    people = list(report_people(user, today).order_by("sort_name", "pk"))
    accounts = Account.objects.of_year(start).filter(person__in=people).with_balances()
    balances = {account.person_id: balance_of(account.sums) for account in accounts}
    return list(_lines(people, balances, start, today, book))


def _lines(
    people: Iterable[Person], balances: Mapping[int, Balance], start: date, today: date, book: PolicyBook
) -> Iterable[TeamLine]:
    day = book.whole(policies.DAY, today)
    for person in people:
        held = balances.get(person.pk)
        if held is None or not (held.granted or held.taken):
            yield TeamLine(
                person.full_name, str(person.public_id), "", "", "", "", "No learning allowance", "grey", None
            )
            continue
        note, colour = point_out(held, start, today, book)
        yield TeamLine(
            name=person.full_name,
            public_id=str(person.public_id),
            granted=minutes_as_days(held.granted, day),
            spent=minutes_as_days(held.spent, day),
            reserved=minutes_as_days(held.reserved, day),
            left=minutes_as_days(held.available, day),
            note=note,
            colour=colour,
            bar=bar_of(held, day, ident=f"person-{person.pk}"),
        )


def point_out(held: Balance, start: date, today: date, book: PolicyBook) -> tuple[str, str]:
    """What stands out about somebody's year, and the colour of its tag (DOMAIN 6, rule 4)."""
    kind = noted(held, start, today, book)
    low = f"Under {book.whole(policies.MIDYEAR_LOW, today)} days so far"
    return {Noted.LOW: (low, "purple"), **SAID}.get(kind, ("", ""))
