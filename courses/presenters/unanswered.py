"""People booked who were asked whether a change suits and have not answered: for the coordinator to ring."""

from dataclasses import dataclass
from typing import Any

from courses.models import Booking, Session
from foundation.british_dates import date_and_time


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One of them."""

    name: str
    phone: str
    asked_until: str


def unanswered(session: Session, user: Any) -> list[Unanswered]:
    """Those the coordinator may see, by name."""
    rows = Booking.objects.visible_to(user).unanswered().filter(session=session).select_related("person")
    return [
        Unanswered(row.person.full_name, row.person.phone, date_and_time(row.confirm_by))
        for row in rows.order_by("person__sort_name", "pk")
    ]
