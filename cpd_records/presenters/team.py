"""A line manager's view of allowances: totals by person, never single movements (DOMAIN 9). Ranks nobody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cpd_records import policies
from cpd_records.models import AllowanceNudge
from cpd_records.presenters.allowance import bar_of
from cpd_records.querysets import own_years
from cpd_records.querysets.visibility import report_people
from cpd_records.rules.balances import Balance, balance_of
from cpd_records.rules.team_balance import Note, far_behind, note_of, period, together
from foundation.allowance_bar import AllowanceBar
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days
from foundation.methodologies import METHODOLOGIES
from foundation.policies import PolicyBook
from workforce.models import Person

COLOURS = {"none": "grey", "over": "orange", "used": "yellow", "nothing": "purple", "low": "purple", "": ""}
GROUPS = ("nothing", "low", "over", "used", "", "none")
"""The order of "what stands out first": groups, and by name within each."""
HEADINGS = ("Employee number", "Last name", "First name", "Up to", "Used", "Booked", "Left", "What stands out")


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One person's year. `note` points out what a manager may want to talk about; `bar` is None without a ledger.

    `nudge` says whether a kind word is in place: "send", "away", or when it was sent; empty for nobody's business.
    """

    name: str
    public_id: str
    granted: str
    spent: str
    reserved: str
    left: str
    note: str
    colour: str
    bar: AllowanceBar | None
    code: Note = ""
    nudge: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """A team as its manager follows it: people and their lines in step, and balances of those who have one."""

    people: list[Person]
    lines: list[TeamLine]
    balances: Mapping[int, Balance]


def followed(user: Any, start: date, today: date, book: PolicyBook) -> Followed:
    """The same for the page, with who may be sent a kind word; three queries."""
    mine = Person.objects.filter(pk__in=report_people(user, today).values("pk"))
    people = list(mine.with_away(today).order_by("sort_name", "pk"))
    sent = AllowanceNudge.objects.visible_to(user, today).filter(person__in=people).of_period(period(start))
    nudges = {row.person_id: long_date(row.at) for row in sent}
    balances = balances_of(people, start)
    return Followed(people, lines_of(people, balances, start, today, book, nudges), balances)


def balances_of(people: Sequence[Person], start: date) -> dict[int, Balance]:
    """Balances of those who have an account, in one query."""
    years = own_years.OF_PEOPLE.rows([person.pk for person in people], start) if people else []
    return {row["person_id"]: balance_of(row) for row in years}


def lines_of(
    people: Iterable[Person],
    balances: Mapping[int, Balance],
    start: date,
    today: date,
    book: PolicyBook,
    nudges: Mapping[int, str] | None = None,
) -> list[TeamLine]:
    """A line for each person; `nudges` are days on which a word was sent, None where none are."""
    day = book.whole(policies.DAY, today)
    found = []
    for person in people:
        held = balances.get(person.pk)
        code = note_of(held, start, today, book)
        public_id = str(person.public_id)
        if held is None or code == "none":
            found.append(
                TeamLine(
                    person.full_name, public_id, "", "", "", "", words_of("none", book, today), "grey", None, "none"
                )
            )
            continue
        line = TeamLine(
            name=person.full_name,
            public_id=public_id,
            granted=minutes_as_days(held.granted, day),
            spent=minutes_as_days(held.spent, day),
            reserved=minutes_as_days(held.reserved, day),
            left=minutes_as_days(held.available, day),
            note=words_of(code, book, today),
            colour=COLOURS[code],
            bar=bar_of(held, day, ident=f"person-{person.pk}"),
            code=code,
            nudge=_nudge(person, far_behind(code, start, today, book), nudges) if nudges is not None else "",
        )
        found.append(line)
    return found


def _nudge(person: Person, behind: bool, nudges: Mapping[int, str]) -> str:
    if person.pk in nudges:
        return nudges[person.pk]
    if not behind:
        return ""
    return "away" if vars(person)["away"] else "send"


def point_out(held: Balance, start: date, today: date, book: PolicyBook) -> tuple[str, str]:
    """What stands out about somebody's year, and the colour of its tag (DOMAIN 6, rule 4)."""
    code = note_of(held, start, today, book)
    return words_of(code, book, today), COLOURS[code]


def words_of(code: Note, book: PolicyBook, today: date) -> str:
    """What stands out, in words."""
    return {
        "none": "No learning allowance",
        "over": "Over, by approval or a change of circumstances",
        "used": "All used or booked",
        "nothing": "Nothing used or booked yet",
        "low": f"Under {book.whole(policies.MIDYEAR_LOW, today)} days so far",
        "": "",
    }[code]


def choose(lines: Iterable[TeamLine], note: str, order: str) -> list[TeamLine]:
    """Those who stand out in one way, or everybody; by name, or what stands out first."""
    rows = [line for line in lines if not note or line.code == note]
    return sorted(rows, key=lambda line: GROUPS.index(line.code)) if order == "note" else rows


def team_bar(balances: Iterable[Balance], book: PolicyBook, today: date) -> AllowanceBar:
    """The whole team as one bar."""
    return bar_of(together(balances), book.whole(policies.DAY, today), ident="team")


def balance_sentence(balances: Iterable[Balance]) -> str:
    """ "Of what was used, 40% was Signs of Safety …": the team's balance; no target stands behind it."""
    held = together(balances)
    if not held.spent:
        return "Nobody has used any of it yet."
    parts = [
        f"{getattr(held.split, code) * 100 // held.spent}% {label}"
        for code, label in METHODOLOGIES
        if getattr(held.split, code)
    ]
    return f"Of what was used: {', '.join(parts)}. There is no quota: it is something to talk about."


def csv_rows(people: Iterable[Person], lines: Iterable[TeamLine]) -> Iterable[tuple[Any, ...]]:
    """People and their lines in step."""
    for person, line in zip(people, lines, strict=True):
        plain = (person.employee_number, person.last_name, person.first_name)
        yield (*plain, line.granted, line.spent, line.reserved, line.left, line.note)
