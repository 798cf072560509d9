"""When a request for approval is reminded of, goes further up, and lapses (DOMAIN 6, rule 9). Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from courses import approval_policies as policies
from foundation.policies import PolicyBook
from foundation.working_days import add_working_days

MORNING = time(9, 0)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Moments of one request."""

    escalates_at: datetime
    lapses_at: datetime


def deadlines(asked_at: datetime, starts_at: datetime, book: PolicyBook) -> Deadlines:
    """Five working days to answer, and two before the session it is over; both are policy figures.

    Close to the day there is no time for either: it lapses as the session starts, and goes further
    up half way to that.
    """
    asked, session_day = timezone.localtime(asked_at).date(), timezone.localtime(starts_at).date()
    lapses_at = morning_of(add_working_days(session_day, -book.whole(policies.APPROVAL_LAPSE, session_day)))
    if lapses_at <= morning_of(add_working_days(asked, 1)):
        lapses_at = starts_at
    escalates_at = morning_of(add_working_days(asked, book.whole(policies.APPROVAL_ESCALATE, asked)))
    half_way = asked_at + (lapses_at - asked_at) / 2
    return Deadlines(min(escalates_at, half_way), lapses_at)


def reminded_at(asked_at: datetime, book: PolicyBook) -> datetime:
    """When a manager who has not answered is reminded."""
    asked = timezone.localtime(asked_at).date()
    return morning_of(add_working_days(asked, book.whole(policies.APPROVAL_REMIND, asked)))


def morning_of(day: date) -> datetime:
    """Nine o'clock of a day in Rotherham."""
    return timezone.make_aware(datetime.combine(day, MORNING))
