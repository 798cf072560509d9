"""Setting a booking's minutes aside: the one way a place becomes time in the ledger."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from courses.models import Booking, Session, SessionDate
from courses.rules.conditions.loading import portions_of
from cpd_records.actions import ledger
from cpd_records.models import Account, LedgerEntry


def set_aside(
    booking: Booking,
    session: Session,
    dates: Iterable[SessionDate],
    *,
    why: str,
    excess_minutes: int,
    cycle: int | None = None,
    locked: Mapping[date, Account] | None = None,
    by: Any,
    at: datetime,
) -> list[LedgerEntry]:
    """Reserve what the session takes, each date in the year of its day, under the booking's cycle or a further one.

    `why` begins the reason people read, before the course's title. `excess_minutes` are those approved
    beyond what is left; `locked` the accounts the caller has locked already. Raises AllowanceShort.
    """
    return ledger.reserve(
        person_id=booking.person_id,
        portions=portions_of(dates, session),
        source=booking.source,
        cycle=booking.ledger_cycle if cycle is None else cycle,
        by=by,
        at=at,
        reason=f"{why}: {session.course.title}"[:255],
        excess_minutes=excess_minutes,
        locked=locked,
    )
