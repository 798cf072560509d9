"""Conditions about the session: is it open, is it time, is there a place."""

from courses.rules.conditions.context import BookingContext, SessionFacts
from courses.rules.conditions.refusal import Button, Refusal
from foundation.british_dates import date_and_time


def _other_dates(context: BookingContext) -> Button:
    return Button(context.session.course_url, "See the other dates")


class SessionOpen:
    """The session can be booked at all: not planned, cancelled or over."""

    key = "session_open"
    SENTENCES = {
        "planned": "This session is not open for booking yet.",
        "cancelled": "This session has been cancelled.",
        "closed": "This session has taken place.",
    }

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses every state but open."""
        if context.session.state == "open":
            return None
        sentence = self.SENTENCES.get(context.session.state, "This session cannot be booked.")
        return Refusal(self.key, sentence, "Look for another date of the course.", _other_dates(context))


class NotStarted:
    """It has not begun."""

    key = "not_started"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses from the moment the first date starts."""
        session = context.session
        if context.at < session.starts_at or session.state != "open":
            return None
        return Refusal(
            self.key,
            f"This session began on {date_and_time(session.starts_at)}.",
            "Look for another date of the course.",
            _other_dates(context),
        )


class BookingOpened:
    """The booking window has opened."""

    key = "booking_opened"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses before the moment the coordinator set, if any."""
        opens_at = context.session.opens_at
        if opens_at is None or context.at >= opens_at:
            return None
        return Refusal(
            self.key,
            f"Booking opens on {date_and_time(opens_at)}.",
            "Come back then, or look at the other dates.",
            _other_dates(context),
        )


class BookingNotClosed:
    """The booking window has not closed."""

    key = "booking_not_closed"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses from the moment the coordinator set, if any, until the session starts."""
        closes_at = context.session.closes_at
        if closes_at is None or context.at < closes_at or context.at >= context.session.starts_at:
            return None
        return Refusal(
            self.key,
            f"Booking closed on {date_and_time(closes_at)}.",
            "Look for another date, or ask the Academy whether somebody has dropped out.",
            _other_dates(context),
        )


class PlaceFree:
    """There is a place left that is nobody else's first."""

    key = "place_free"

    def refusal(self, context: BookingContext) -> Refusal | None:
        """Refuses when as many places are taken as there are, or those that are free belong to people who wait."""
        session = context.session
        if context.free > 0 or session.pk in context.live_session_ids or context.kept_for_others:
            return None  # where places are kept for others, HeldPlaces says so
        sentence = self._sentence(session)
        if not session.queue.url:
            remedy = "Places sometimes come back, so look again later, or choose another date."
            return Refusal(self.key, sentence, remedy, _other_dates(context))
        return Refusal(
            self.key,
            sentence,
            f"Join the waiting list: you would be number {session.queue.number}. Or choose another date.",
            Button(session.queue.url, "Join the waiting list"),
        )

    def _sentence(self, session: SessionFacts) -> str:
        if session.taken < session.capacity:
            return "The places that are free go first to people on the waiting list."
        places = "The only place is" if session.capacity == 1 else f"All {session.capacity} places are"
        return f"This session is full. {places} taken."
