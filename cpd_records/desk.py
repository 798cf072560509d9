"""This room's cards on the desk: a learner's bar, a manager's team (slot `desk_cards`)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cpd_records import policies
from cpd_records.presenters.allowance import bar_of, year_label
from cpd_records.presenters.team import words_of
from cpd_records.querysets import own_entries, own_years
from cpd_records.rules.balances import balance_of
from cpd_records.rules.statements import Moved, statement
from cpd_records.rules.team_balance import note_of
from cpd_records.rules.years import year_start
from foundation.asked_often import AskedOften
from foundation.policies import PolicyBook, book
from foundation.slots import DeskCard
from workforce.models import Person
from workforce.permissions import has_team
from workforce.querysets.reports import team_keys

SHOWN = 5


def cards(user: Any, now: datetime) -> Iterator[DeskCard]:
    """The allowance of whoever has one, and the team's for whoever has a team."""
    today = timezone.localdate(now)
    figures = book()
    yield from _my_allowance(user, today, figures)
    if has_team(user, today):
        yield from _team(user, today, figures)


def _my_allowance(user: Any, today: date, figures: PolicyBook) -> Iterator[DeskCard]:
    start = year_start(today)
    balance = statement(Moved(*row) for row in own_entries.OF_USER.tuples(user.pk, start)).closing
    if not (balance.granted or balance.taken):
        return
    bar = bar_of(balance, figures.whole(policies.DAY, today), ident="desk-allowance")
    yield DeskCard(
        key="allowance",
        title="Your learning allowance",
        order=10,
        wide=True,
        more_url="/my/allowance/",
        more_text="See every movement",
        template="cpd_records/desk_allowance.html",
        context={"bar": bar, "year": year_label(start)},
    )


def _team(user: Any, today: date, figures: PolicyBook) -> Iterator[DeskCard]:
    lines = _notes(user, year_start(today), today, figures)
    if not lines:
        return
    noted = [line for line in lines if line[1]]
    yield DeskCard(
        key="team-allowance",
        title="Your team’s learning",
        order=50,
        items=tuple((name, "", note) for name, note in noted[:SHOWN]),
        empty="Everybody has used or booked some of their allowance, and nobody has run out.",
        more_url="/team/allowance/",
        more_text=_more(noted),
    )


def _notes(user: Any, start: date, today: date, figures: PolicyBook) -> list[tuple[str, str]]:
    """(name, what stands out or "") of everybody of the team who has an allowance, by name. Two queries."""
    keys = team_keys(user, today)
    years = {row["person_id"]: balance_of(row) for row in own_years.OF_PEOPLE.rows(keys, start)} if keys else {}
    found = []
    for key, first, last in NAMES.tuples(list(years)) if years else []:
        code = note_of(years[key], start, today, figures)
        if code != "none":
            found.append((f"{first} {last}".strip(), words_of(code, figures, today)))
    return found


NAMES = AskedOften(
    lambda people: (
        Person.objects.filter(pk__in=people).order_by("sort_name", "pk").values("pk", "first_name", "last_name")
    ),
    list,
)


def _more(noted: list[tuple[str, str]]) -> str:
    hidden = len(noted) - SHOWN
    return f"See them all: {hidden} more stand out" if hidden > 0 else "See your team’s allowances"
