"""Letters about places that are kept for others, to whoever had one."""

from datetime import datetime

from courses.emails.bookings import by_date, given_back
from courses.emails.letters import Facts, Letter


def replaced(facts: Facts, at: datetime) -> list[Letter]:
    """Somebody else comes instead; the calendar entry goes."""
    letter = facts.compose("booking-substituted", given_back=given_back(facts))
    return by_date(facts, "booking-cancelled", letter, "CANCEL", at)
