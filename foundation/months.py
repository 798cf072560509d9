"""Calendar months: the same day of a later month, or that month's last."""

from calendar import monthrange
from datetime import date


def months_later(day: date, months: int) -> date:
    """31 January and one month is 28 or 29 February; a minus goes back."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
