"""The one question asked of the matrix, by page, PDF, CSV, API, search, mail, CMS and subject access alike.

Pure: `permissions` finds as what a user stands to a record, and the facts.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from foundation.months import months_later
from supervision.rules.access.matrix import MATRIX, OWN_EXPORT, TAKES_AWAY, THE_TWO, WAYS, Condition
from supervision.rules.access.names import SECTIONS, Capacity, Thing, Way

SUPERVISOR, HR = "supervisor", "hr"
"""With whom a supervisee may share wellbeing answers; "" is only themselves."""


@dataclass(frozen=True, slots=True)
class Standing:
    """As what one user stands to one record, with what the conditions look at.

    `since` is the first day in that capacity. `section` is the class a referral names. `consented` is
    the supervisee's consent for the audit. `led` says that this user led and wrote the record.
    """

    capacity: Capacity
    since: date | None = None
    section: str = ""
    opened: bool = False
    consented: bool = False
    led: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What the conditions look at of the record itself, on a day.

    `is_open`: an agreed action or case decision in it still runs. `shared_with` is for wellbeing.
    """

    on: date
    held_on: date | None = None
    is_open: bool = False
    shared_with: str = ""
    attended: bool = False
    assessed_year: bool = False
    needs_released: bool = False
    handed_over_months: int = 12
    former_months: int = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether, as what, on what condition; `logged` where the look has to be written down first."""

    yes: bool
    standing: Standing | None = None
    condition: Condition | None = None

    @property
    def logged(self) -> bool:
        """A look by anybody but the two is logged, and shown to them."""
        return self.yes and self.standing is not None and self.standing.capacity not in THE_TWO


def answer(standings: Iterable[Standing], thing: Thing, way: Way, record: Record) -> Answer:
    """The first standing, in the order given, that opens a thing by a way; refused where none does."""
    for standing in standings:
        condition = MATRIX[standing.capacity].get(thing)
        if condition and _leaves(standing.capacity, thing, way) and CONDITIONS[condition](standing, thing, record):
            return Answer(True, standing, condition)
    return Answer(False)


def may(standings: Iterable[Standing], thing: Thing, way: Way, record: Record) -> bool:
    """The same as a yes or no."""
    return answer(standings, thing, way, record).yes


def sections_open(standings: Iterable[Standing], way: Way, record: Record) -> dict[Thing, Answer]:
    """The classes of sections that are open, each with as what and why."""
    held = list(standings)
    found = {thing: answer(held, thing, way, record) for thing in SECTIONS}
    return {thing: said for thing, said in found.items() if said.yes}


def _leaves(capacity: Capacity, thing: Thing, way: Way) -> bool:
    if way not in WAYS[thing]:
        return False
    if way == Way.SUBJECT_ACCESS:
        return capacity in OWN_EXPORT
    return way != Way.PDF or capacity in TAKES_AWAY


def _within(record: Record, months: int) -> bool:
    return record.held_on is None or months_later(record.held_on, months) > record.on


def _new(standing: Standing, record: Record) -> bool:
    return standing.since is not None and (record.held_on is None or record.held_on >= standing.since)


Check = Callable[[Standing, Thing, Record], bool]
CONDITIONS: Mapping[Condition, Check] = {
    Condition.ALWAYS: lambda standing, thing, record: True,
    Condition.SHARED: lambda standing, thing, record: record.shared_with == SUPERVISOR,
    Condition.LAST_MONTHS: lambda standing, thing, record: _within(record, record.handed_over_months),
    Condition.FROM_FIRST_DAY: lambda standing, thing, record: _new(standing, record),
    Condition.FROM_FIRST_DAY_SHARED: lambda standing, thing, record: (
        _new(standing, record) and record.shared_with == SUPERVISOR
    ),
    Condition.OPEN_OR_FROM_FIRST_DAY: lambda standing, thing, record: record.is_open or _new(standing, record),
    Condition.OPEN: lambda standing, thing, record: record.is_open,
    Condition.LED: lambda standing, thing, record: standing.led,
    Condition.OPEN_OR_LED: lambda standing, thing, record: record.is_open or standing.led,
    Condition.WROTE_IN_MONTHS: lambda standing, thing, record: standing.led and _within(record, record.former_months),
    Condition.OPENED: lambda standing, thing, record: standing.opened,
    Condition.CONSENTED: lambda standing, thing, record: standing.opened and standing.consented,
    Condition.REFERRED: lambda standing, thing, record: standing.opened and standing.section == thing,
    Condition.REFERRED_SHARED: lambda standing, thing, record: (
        standing.opened and standing.section == thing and record.shared_with == HR
    ),
    Condition.ATTENDED: lambda standing, thing, record: record.attended,
    Condition.COHORT: lambda standing, thing, record: record.assessed_year,
    Condition.RELEASED: lambda standing, thing, record: record.needs_released,
}
