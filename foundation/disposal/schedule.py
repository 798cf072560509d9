"""The retention schedule: every class of record the product holds, as data that rooms bring (DOMAIN 9).

How long each is kept is a dated policy (DESIGN rule 7), so that a records manager changes it from a
day, with a reason, and the schedule of any day can be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from foundation import slots
from foundation.months import months_later
from foundation.policies import PolicyBook, PolicyDefinition, definitions


class Trigger(StrEnum):
    """The day a period begins to run."""

    LEAVING = "leaving"
    INACTIVE = "inactive"
    MADE = "made"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


TRIGGERS = {
    Trigger.LEAVING: "The day the person left",
    Trigger.INACTIVE: "The last day the person did anything here",
    Trigger.MADE: "The day it was made",
    Trigger.CLOSED: "The day it was closed or came to an end",
    Trigger.WITHDRAWN: "The day the person took it back",
}
OF_PEOPLE = (Trigger.LEAVING, Trigger.INACTIVE)


@dataclass(frozen=True, slots=True)
class RecordClass:
    """One line of the schedule.

    `default` is the length in `unit` ("months" or "days") until somebody sets another; with `policy` the
    length is a figure that exists already. `by_clock` names what removes it without anybody asking,
    where nothing has to be weighed; otherwise it waits for two people. `built` is False while the
    room that will hold it is not there yet. `owner` is the room. A `mixed` list may speak of anybody, so
    any legal hold on anybody stops it.
    """

    code: str
    name: str
    owner: str
    holds: str
    basis: str
    trigger: Trigger
    unit: str
    default: Decimal
    remains: str
    source: str
    policy: str = ""
    by_clock: str = ""
    built: bool = True
    mixed: bool = False

    @property
    def key(self) -> str:
        """The policy that says how long."""
        return self.policy or f"retention.{self.code}"

    @property
    def of_people(self) -> bool:
        """Whether it falls due person by person, rather than list by list."""
        return self.trigger in OF_PEOPLE

    def begun_by(self, on: date, book: PolicyBook) -> date:
        """What began before this day is due on `on`: its period is over."""
        length = book.whole(self.key, on)
        return on - timedelta(days=length) if self.unit == "days" else months_later(on, -length)


def classes() -> list[RecordClass]:
    """The whole schedule, in the order of the slot."""
    return [each for group in slots.entries("retention") for each in group]


def class_named(code: str) -> RecordClass:
    """One line of it. Raises UnknownClass."""
    for each in classes():
        if each.code == code:
            return each
    raise UnknownClass(f"The schedule has no class of record called {code}.")


class UnknownClass(LookupError):
    """No room holds such records; the message names the code."""


def policies_of(lines: Iterable[RecordClass]) -> tuple[PolicyDefinition, ...]:
    """The figures behind a room's lines, for the slot "policies"."""
    return tuple(
        PolicyDefinition(
            line.key,
            f"How long we keep: {line.name.lower()}",
            line.unit,
            line.default,
            line.source,
            f"Counted from: {TRIGGERS[line.trigger].lower()}. Afterwards: {line.remains}",
        )
        for line in lines
        if not line.policy
    )


def length_of(line: RecordClass, on: date, book: PolicyBook) -> tuple[int, str]:
    """How long, and in what unit, on a day."""
    return book.whole(line.key, on), definitions()[line.key].unit
