"""The clock of a waiting list: how long an offer stands, and when the list closes (DESIGN 4).

Pure: moments are aware, the figures come from the policy book.
"""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from courses import waiting_policies as policies
from foundation.policies import PolicyBook
from foundation.working_days import add_working_days, is_working_day

BANDS = {
    0: "because the Academy cancelled the date they were booked on",
    1: "because they are newly qualified, must do this learning, or the Academy has recorded a reason",
    2: "",
}
"""Why somebody in a band is served before others, said of them without naming them."""


def cut_off(starts_at: datetime, closes_at: datetime | None, book: PolicyBook) -> datetime:
    """When the list closes: so many working days before the start, by the clock on the wall, or as booking closes.

    Nobody is offered a place from then on; what comes back goes to whoever books first.
    """
    start = timezone.localtime(starts_at)
    day = add_working_days(start.date(), -book.whole(policies.CUT_OFF, start.date()))
    closing = timezone.make_aware(datetime.combine(day, start.time()))
    return min(closing, closes_at) if closes_at else closing


def offer_ends_at(*, starts_at: datetime, closes_at: datetime | None, at: datetime, book: PolicyBook) -> datetime:
    """When an offer made now runs out: in working time, never past the cut-off."""
    today, first = timezone.localtime(at).date(), timezone.localtime(starts_at).date()
    end = at.astimezone(UTC) + timedelta(hours=_hours(first, (first - today).days, book))
    return min(_in_working_time(end, book), cut_off(starts_at, closes_at, book))


def _hours(first: date, days_ahead: int, book: PolicyBook) -> int:
    """Shorter near the date (DESIGN 4); 48 hours otherwise (DOMAIN 6, rule 8)."""
    if days_ahead <= book.whole(policies.OFFER_LAST_DAYS, first):
        return book.whole(policies.OFFER_LAST_HOURS, first)
    if days_ahead <= book.whole(policies.OFFER_SOON_DAYS, first):
        return book.whole(policies.OFFER_SOON_HOURS, first)
    return book.whole(policies.OFFER_HOURS, first)


def _in_working_time(end: datetime, book: PolicyBook) -> datetime:
    """The same moment on a working day by daylight, else the next working morning."""
    local = timezone.localtime(end)
    day = local.date()
    morning, evening = book.whole(policies.OFFER_MORNING, day), book.whole(policies.OFFER_EVENING, day)
    if is_working_day(day) and morning <= local.hour < evening:
        return end
    if not (is_working_day(day) and local.hour < morning):
        day = add_working_days(day, 1)
    return timezone.make_aware(datetime.combine(day, time(morning)))
