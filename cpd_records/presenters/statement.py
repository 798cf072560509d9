"""A year's statement phrased: for the page, the CSV and the PDF alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cpd_records import policies
from cpd_records.models import Account, LedgerEntry
from cpd_records.pdf.statement import StatementFacts
from cpd_records.presenters import allowance as phrased
from cpd_records.querysets import own_entries
from cpd_records.rules.entitlement import Entitlement, entitlement, is_staff
from cpd_records.rules.forecast import Forecast, forecast
from cpd_records.rules.spells import spells_by_person
from cpd_records.rules.statements import Line, Moved, Statement, by_methodology, statement
from cpd_records.rules.years import year_end
from foundation.allowance_bar import AllowanceBar
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days, minutes_as_days_and_hours, minutes_as_hours
from foundation.methodologies import METHODOLOGIES
from foundation.policies import PolicyBook
from workforce.models import Person

FILE_HEADINGS = (
    "Counts for",
    "Recorded",
    "What happened",
    "Reason",
    "By",
    "From",
    "To",
    "Minutes",
    *(f"{name} minutes" for _, name in METHODOLOGIES),
    "Left after it, minutes",
    "Booked after it, minutes",
    "Used after it, minutes",
)
BUCKETS = dict(LedgerEntry.Bucket.choices)


@dataclass(frozen=True, slots=True)
class Told:
    """Everything one statement says. `on` is the past day it speaks of, None for today.

    `person` is None for a user without a record. `opened` says whether single movements may be shown,
    or only totals (DOMAIN 9: a manager sees totals).
    """

    person: Person | None
    start: date
    on: date | None
    today: date
    day: int
    found: Statement
    due: Entitlement | None
    keeps_ledger: bool
    opened: bool
    reader_id: int | None

    @property
    def year(self) -> str:
        """ "1 April 2026 to 31 March 2027"."""
        return phrased.year_label(self.start)

    @property
    def as_at(self) -> str:
        """The past day in words, "" for today."""
        return long_date(self.on) if self.on else ""

    @property
    def bar(self) -> AllowanceBar:
        """The bar of the closing balance."""
        return phrased.bar_of(self.found.closing, self.day)

    @property
    def has_allowance(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.found.closing.granted or self.found.closing.taken)

    @property
    def why(self) -> str:
        """The sum behind the allowance, as it would be worked out now."""
        return self.due.words if self.due else ""

    @property
    def movements(self) -> list[phrased.Movement]:
        """Each movement in words; none where only totals are open."""
        return phrased.statement(self.found.lines, self.day, self.reader_id) if self.opened else []

    @property
    def methodologies(self) -> list[dict[str, str]]:
        """Used so far, by methodology, those with any."""
        return [
            {"key": code, "name": name, "days": minutes_as_days(minutes, self.day), "hours": minutes_as_hours(minutes)}
            for code, name, minutes in by_methodology(self.found.closing)
            if minutes
        ]

    @property
    def over(self) -> list[str]:
        """Why there is less than nothing left, a sentence for each reason."""
        said = []
        if self.found.over_by_approval:
            said.append(f"{minutes_as_days(self.found.over_by_approval, self.day)} over, approved beforehand.")
        if self.found.over_by_circumstances:
            said.append(
                f"{minutes_as_days(self.found.over_by_circumstances, self.day)} over by a change of circumstances. "
                "Nothing is taken back and bookings stand; anything new needs a manager’s approval."
            )
        return said

    @property
    def forecast(self) -> list[str]:
        """Where the year is heading, with its sum; nothing for a year that is not running on the day."""
        looked_from = self.on or self.today
        if self.due is None or not self.start <= looked_from <= year_end(self.start):
            return []
        heading = forecast(self.found.closing, self.due.stretches, looked_from)
        return forecast_words(heading, self.day) if heading and self.has_allowance else []


def forecast_words(found: Forecast, day: int) -> list[str]:
    """The sum, what is booked besides, and what that leaves; up to the allowance is never a target."""
    used = minutes_as_days(found.spent, day)
    said = [
        f"{used} used in {found.days_gone} of {found.days_in_all} days in post: "
        f"{used} × {found.days_in_all} ÷ {found.days_gone} = {minutes_as_days(found.at_pace, day)} "
        f"by {long_date(found.last_day)}."
    ]
    if found.reserved and found.expected > found.at_pace:
        both = minutes_as_days(found.spent + found.reserved, day)
        said.append(f"With the {minutes_as_days(found.reserved, day)} booked it comes to {both} at least.")
    if found.beyond:
        said.append(f"That is {minutes_as_days(found.beyond, day)} beyond the allowance.")
    else:
        allowance = minutes_as_days(found.allowance, day)
        said.append(f"That leaves {minutes_as_days(found.unused, day)} of up to {allowance} unused.")
    return said


def told(
    *,
    person: Person | None,
    account: Account | None,
    start: date,
    on: date | None,
    today: date,
    opened: bool,
    reader_id: int | None,
    figures: PolicyBook,
) -> Told:
    """Read and phrase one account's year: a query for the movements, one for the posts."""
    found = statement(Moved(*row) for row in own_entries.of_account(account.pk, on)) if account else statement(())
    spells = spells_by_person([person.pk]).get(person.pk, []) if person else []
    return Told(
        person=person,
        start=start,
        on=on,
        today=today,
        day=figures.whole(policies.DAY, today),
        found=found,
        due=entitlement(spells, start, figures) if person else None,
        keeps_ledger=is_staff(spells, figures.yes(policies.AGENCY, today)) or bool(found.lines),
        opened=opened,
        reader_id=reader_id,
    )


def file_rows(said: Told) -> Iterator[Sequence[Any]]:
    """The rows of the CSV, exact minutes throughout."""
    for line in said.found.lines if said.opened else ():
        yield _file_row(line, said.reader_id)


def _file_row(line: Line, reader_id: int | None) -> Sequence[Any]:
    moved = line.moved
    return (
        moved.effective_on,
        moved.at,
        phrased.what(moved),
        moved.reason,
        phrased.by_whom(moved, reader_id),
        BUCKETS[moved.from_bucket],
        BUCKETS[moved.to_bucket],
        moved.minutes,
        *moved.split.parts(),
        line.available,
        line.reserved,
        line.spent,
    )


def totals(said: Told) -> list[tuple[str, str]]:
    """What stands under the bar on paper: exact, in days and hours."""
    closing = said.found.closing
    rows = [
        ("Allowance: up to", closing.granted),
        ("Used", closing.spent),
        ("Booked", closing.reserved),
        ("Left", closing.left),
    ]
    return [(label, minutes_as_days_and_hours(minutes, said.day)) for label, minutes in rows]


def paper(said: Told, printed: date) -> StatementFacts:
    """The same for the PDF."""
    holder = said.person.full_name if said.person else "Nobody"
    about = [("Employee number", said.person.employee_number or "None")] if said.person else []
    about += [("As it stood on", said.as_at)] if said.as_at else []
    about.append(("Printed on", long_date(printed)))
    rows = [
        (long_date(line.on), _happened(line), line.change or "None", line.left, line.booked, line.used)
        for line in said.movements
    ]
    return StatementFacts(
        holder=holder,
        year=said.year,
        about=about,
        totals=totals(said),
        over=said.over,
        why=said.why,
        methodologies=[(each["name"], f"{each['days']} ({each['hours']})") for each in said.methodologies],
        forecast=said.forecast,
        movements=rows if said.opened else None,
    )


def _happened(line: phrased.Movement) -> str:
    methodologies = f" ({line.methodologies})" if line.methodologies else ""
    recorded = f"Recorded {long_date(line.recorded_at)} by {line.by}"
    return f"{line.what}{methodologies}\n{line.reason}\n{recorded}"
