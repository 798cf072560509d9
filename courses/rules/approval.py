"""Who has to approve a booking, and why (DOMAIN 6, rules 4, 7 and 9). Pure.

The first rule that applies decides. What would need a manager where there is none goes to the
coordinators' list, or is approved by policy: a gap in the staff file keeps nobody from learning.
"""

from dataclasses import dataclass
from datetime import date

from courses import approval_policies as policies
from foundation.policies import PolicyBook

MANAGER, COORDINATOR = "manager", "coordinator"

REASONS = {
    "by_decider": "It was booked by somebody who may approve it.",
    "outside": "People from other organisations do not need a manager's approval here.",
    "excess": "It goes beyond the learning allowance.",
    "course": "This course always needs a manager's approval.",
    "missed": "Learning was missed or given up late before, so the manager is asked.",
    "open_course": "This course needs nobody's approval.",
    "short": "Short learning needs nobody's approval.",
    "mandatory": "This is learning the person has to do, so it needs nobody's approval.",
    "planned": "It is a step of a plan that has been approved.",
    "nobody": "There is no line manager to ask, so it is approved by the Academy's rule.",
    "manager": "Learning of this length needs a manager's approval.",
}
"""Why, by code, as it is said to anybody who may see the booking."""


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """One person, one session. `missed` counts late cancellations and no-shows that count against them."""

    minutes: int
    course: str = "policy"
    outside: bool = False
    missed: int = 0
    has_manager: bool = True
    mandatory: bool = False
    planned: bool = False
    by_decider: bool = False


@dataclass(frozen=True, slots=True)
class ApprovalFigures:
    """The policy figures in force on the session's day."""

    short_minutes: int = 120
    planned_minutes: int = 888
    missed: int = 2
    automatic_without_manager: bool = True


@dataclass(frozen=True, slots=True)
class Ruling:
    """`code` is a key of `REASONS`; `asks` is empty when nobody has to be asked."""

    code: str
    asks: str = ""

    @property
    def needed(self) -> bool:
        """Whether somebody has to be asked."""
        return bool(self.asks)

    @property
    def why(self) -> str:
        """The rule in a sentence."""
        return REASONS[self.code]


FREE = Ruling("short")


def figures_on(book: PolicyBook, on: date) -> ApprovalFigures:
    """The figures of a day."""
    return ApprovalFigures(
        short_minutes=book.whole(policies.APPROVAL_SHORT, on),
        planned_minutes=book.whole(policies.APPROVAL_PLANNED, on),
        missed=book.whole(policies.MISSED_COUNT, on),
        automatic_without_manager=book.yes(policies.APPROVAL_WITHOUT_MANAGER, on),
    )


def ruling(facts: ApprovalFacts, figures: ApprovalFigures, excess_minutes: int = 0) -> Ruling:
    """Whether somebody has to be asked, and who. `excess_minutes` are those beyond the allowance."""
    code, needed = _first(facts, figures, excess_minutes)
    if not needed:
        return Ruling(code)
    if facts.has_manager:
        return Ruling(code, MANAGER)
    if code == "manager" and figures.automatic_without_manager:
        return Ruling("nobody")
    return Ruling(code, COORDINATOR)


def _first(facts: ApprovalFacts, figures: ApprovalFigures, excess_minutes: int) -> tuple[str, bool]:
    rules = (
        ("by_decider", facts.by_decider, False),
        ("outside", facts.outside, False),
        ("excess", excess_minutes > 0, True),
        ("course", facts.course == "always", True),
        ("missed", facts.missed >= figures.missed, True),
        ("open_course", facts.course == "never", False),
        ("short", facts.minutes <= figures.short_minutes, False),
        ("mandatory", facts.mandatory, False),
        ("planned", facts.planned and facts.minutes <= figures.planned_minutes, False),
    )
    return next(((code, needed) for code, holds, needed in rules if holds), ("manager", True))
