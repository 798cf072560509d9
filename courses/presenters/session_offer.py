"""What a session would mean for one person, before they press anything: the allowance, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from courses.models import Session
from courses.rules.approval import FREE, Ruling
from courses.rules.conditions import BookingContext, Refusal, refusals
from courses.rules.conditions.context import YearNeed
from foundation.durations import minutes_as_days, minutes_as_days_and_hours
from workforce.models import Person
from workforce.querysets.deciders import managers_of

STANDING = {
    "requested": "Waiting for approval",
    "waiting": "On the waiting list",
    "offered": "A place is kept for you",
}


@dataclass(frozen=True, slots=True)
class YearChange:
    """One allowance year before and after, in words."""

    year: str
    takes: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SessionOffer:
    """For a page. `refusals` is empty when the booking can be made; `changes` when it costs no allowance."""

    book_url: str
    title: str
    changes: tuple[YearChange, ...]
    refusals: tuple[Refusal, ...]
    ruling: Ruling = FREE
    live_state: str = ""

    @property
    def can_book(self) -> bool:
        """Whether the button is offered."""
        return not self.refusals

    @property
    def can_ask(self) -> bool:
        """Whether a press would do although something stands in the way: somebody is asked to allow it."""
        return bool(self.refusals) and all(each.button and each.button.press for each in self.refusals)

    @property
    def needs_approval(self) -> bool:
        """Whether the press asks somebody rather than books."""
        return self.ruling.needed and (self.can_book or self.can_ask)

    @property
    def why(self) -> str:
        """Why somebody is asked, or why nobody is."""
        return self.ruling.why

    @property
    def asks(self) -> str:
        """The wish that the press carries, beyond the plain one."""
        return self.refusals[0].asks if self.can_ask else ""

    @property
    def press(self) -> str:
        """The words on the button."""
        if self.can_ask and self.refusals[0].button:
            return self.refusals[0].button.label
        return "Ask to book" if self.needs_approval else "Book this place"

    @property
    def is_booked(self) -> bool:
        """Whether they have a place already."""
        return any(refusal.key == "not_booked_already" for refusal in self.refusals)

    @property
    def standing(self) -> str:
        """What they have on this session, in a few words."""
        return STANDING.get(self.live_state, "You are booked")

    @property
    def first(self) -> Refusal | None:
        """The refusal worth saying where there is room for one."""
        return self.refusals[0] if self.refusals else None

    @property
    def in_short(self) -> str:
        """One line for a card: "Takes 1 day and leaves you 9.5 days"."""
        if not self.changes:
            return "Takes nothing off your learning allowance"
        parts = [f"Takes {change.takes} and leaves you {change.after}" for change in self.changes]
        years = [f" in {change.year}" if len(self.changes) > 1 else "" for change in self.changes]
        return ". ".join(part + year for part, year in zip(parts, years, strict=True))


def session_offer(session: Session, context: BookingContext, refused: Sequence[Refusal] | None = None) -> SessionOffer:
    """The offer of one session, from the same conditions that the action applies.

    `refused` is what the action itself said, where it was asked: it counted under the locks, and the
    page's own counter may be a moment behind.
    """
    return SessionOffer(
        book_url=f"/courses/sessions/{session.public_id}/book/",
        title=session.course.title,
        changes=tuple(_change(year, context.minutes_per_day) for year in context.years),
        refusals=tuple(refusals(context) if refused is None else refused),
        ruling=context.ruling,
        live_state=context.live_state,
    )


def who_is_asked(person: Person, on: date) -> str:
    """ "Joseph Skelton", "Ann Lee or Bo Ray"; the coordinators where nobody manages them."""
    managers = managers_of([person.pk], on).get(person.pk, [])
    return " or ".join(each.full_name for each in managers) or "a learning coordinator"


def _change(year: YearNeed, minutes_per_day: int) -> YearChange:
    start = year.year_starts_on.year
    return YearChange(
        year=f"{start}/{(start + 1) % 100:02d}",
        takes=minutes_as_days_and_hours(year.needed, minutes_per_day),
        before=minutes_as_days(year.left, minutes_per_day),
        after=minutes_as_days(max(year.after, 0), minutes_per_day),
    )
