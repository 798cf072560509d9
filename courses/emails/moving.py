"""Letters about moving to another date: the new date into the calendar, the old one out of it."""

from datetime import datetime

from courses.emails.bookings import DECLINING, by_date, date_letter
from courses.emails.letters import Facts, Letter
from courses.models import Booking
from foundation.british_dates import weekday_date


def moved(new: Facts, old: Facts, at: datetime) -> list[Letter]:
    """One letter with the first new date's invitation, and one for each further date."""
    values = {"old_date": weekday_date(old.dates[0].starts_at)}
    if new.booking.state != Booking.State.BOOKED:
        return [Letter("request-moved", *new.compose("request-moved", **values))]
    text = new.compose("booking-moved", declining=DECLINING, **values)
    return by_date(new, "booking-moved", text, "REQUEST", at)


def old_dates(old: Facts, at: datetime) -> list[Letter]:
    """A short letter for each old date that takes it out of the calendar."""
    return [date_letter(old, "booking-moved-from", each, "CANCEL", at) for each in old.dates]
