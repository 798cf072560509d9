"""The booking conditions: one ordered list that the page, the action and the API share (DESIGN 4).

Each condition is one small object. It looks at a `BookingContext` and either agrees or says why not
and what to do about it. The first refusal in the list is the one worth saying first: there is no
use in telling somebody that a cancelled session is full.
"""

from typing import Protocol

from courses.rules.conditions.context import BookingContext
from courses.rules.conditions.held import HeldPlaces
from courses.rules.conditions.of_person import (
    AgencyOffer,
    AllowanceEnough,
    DoneFirst,
    HasAccess,
    InAudience,
    InPost,
    NoClash,
    NotAway,
    NotBookedAlready,
)
from courses.rules.conditions.of_session import BookingNotClosed, BookingOpened, NotStarted, PlaceFree, SessionOpen
from courses.rules.conditions.refusal import Button, Refusal

__all__ = ["CONDITIONS", "BookingContext", "Button", "Condition", "Refusal", "refusals"]


class Condition(Protocol):
    """One thing that must hold before somebody is booked. Pure: it queries nothing."""

    key: str

    def refusal(self, context: BookingContext) -> Refusal | None:
        """None when it holds."""


CONDITIONS: tuple[Condition, ...] = (
    SessionOpen(),
    NotStarted(),
    BookingOpened(),
    BookingNotClosed(),
    HasAccess(),
    InPost(),
    NotBookedAlready(),
    AgencyOffer(),
    HeldPlaces(),
    InAudience(),
    DoneFirst(),
    PlaceFree(),
    NoClash(),
    NotAway(),
    AllowanceEnough(),
)


def refusals(context: BookingContext) -> list[Refusal]:
    """Every condition that does not hold, in the order of the list; empty when the booking may be made."""
    found = (condition.refusal(context) for condition in CONDITIONS)
    return [refusal for refusal in found if refusal is not None]
