"""Letters to the person: booked, changed, cancelled."""

from collections.abc import Iterable
from datetime import datetime

from courses.emails.letters import Facts, Letter, when
from courses.models import SessionDate
from courses.rules.invitations import Method, calendar_text
from foundation.british_dates import date_and_time, weekday_date
from foundation.durations import minutes_as_days_and_hours
from foundation.reading import READ_LINK

DECLINING = "Declining the invitation in your calendar does not give up your place: please use the link above."


def confirmation(facts: Facts, at: datetime, minutes_per_day: int) -> list[Letter]:
    """A place is booked: one letter with the first date's invitation, one more for each further date."""
    minutes = facts.booking.allowance_minutes
    uses = f"This sets aside {minutes_as_days_and_hours(minutes, minutes_per_day)} of your learning allowance."
    allowance = uses if minutes else "It takes nothing off your learning allowance."
    letter = facts.compose("booking-confirmed", allowance=allowance, declining=DECLINING)
    return by_date(facts, "booking-confirmed", letter, "REQUEST", at)


def change(facts: Facts, what: str, removed: Iterable[SessionDate], at: datetime) -> list[Letter]:
    """The session has changed: new invitations for every date, and a cancellation for each date taken away."""
    asked = _asked(facts)
    letter = facts.compose("booking-changed", what=what, asked=asked, declining=DECLINING, read_link=READ_LINK)
    _, text = facts.compose("booking-changed-text", what=what, read_link=READ_LINK)
    letters = by_date(facts, "booking-changed", letter, "REQUEST", at, text=text)
    return letters + [date_letter(facts, "booking-date-removed", each, "CANCEL", at) for each in removed]


def given_up(facts: Facts, at: datetime, *, late: bool) -> list[Letter]:
    """The person gave up the place, or somebody did so for them."""
    wording = "booking-cancelled-late" if late else "booking-cancelled"
    letter = facts.compose(wording, given_back=given_back(facts))
    return by_date(facts, "booking-cancelled", letter, "CANCEL", at)


def session_cancelled(facts: Facts, at: datetime) -> list[Letter]:
    """The Academy cancelled the session (DOMAIN 6, rule 8)."""
    reason = facts.session.cancelled_reason
    letter = facts.compose(
        "session-cancelled",
        reason=reason,
        given_back=given_back(facts),
        rebook_link=facts.rebook_url,
        read_link=READ_LINK,
    )
    _, text = facts.compose("session-cancelled-text", reason=reason, read_link=READ_LINK)
    return by_date(facts, "session-cancelled", letter, "CANCEL", at, text=text)


def leaver_released(facts: Facts, at: datetime) -> list[Letter]:
    """The person has left, so the place goes back."""
    return by_date(facts, "booking-cancelled", facts.compose("booking-released"), "CANCEL", at)


def _asked(facts: Facts) -> str:
    """The question whether the new date or place suits, for those of whom it is asked."""
    booking = facts.booking
    if booking.confirm_by is None or booking.confirmed_at is not None:
        return ""
    return (
        f"Can you still come? Please tell us by {date_and_time(booking.confirm_by)}. If you cannot, you give the "
        f"place up without anything counting against you, and are first in line for other dates:\n{facts.confirm_url}"
    )


def given_back(facts: Facts) -> str:
    """The sentence on the minutes that are back, or nothing."""
    if not facts.booking.allowance_minutes:
        return ""
    return "The time it had set aside is back in your learning allowance."


def by_date(
    facts: Facts, kind: str, words: tuple[str, str], method: Method, at: datetime, *, text: str = ""
) -> list[Letter]:
    """The letter with the first date's part for the calendar, then a short one for each further date."""
    first, *others = facts.dates
    calendar = calendar_text(facts.invitation(first), method, at)
    letter = Letter(kind, *words, calendar=calendar, calendar_method=method, text=text)
    return [letter] + [date_letter(facts, f"{kind}-date", each, method, at) for each in others]


def date_letter(facts: Facts, kind: str, each: SessionDate, method: Method, at: datetime) -> Letter:
    """A short letter that carries one further date into, or out of, the calendar."""
    wording = "booking-date-added" if method == "REQUEST" else "booking-date-removed"
    return Letter(
        kind,
        *facts.compose(wording, day=when(each), date=weekday_date(each.starts_at)),
        part=str(each.public_id),
        calendar=calendar_text(facts.invitation(each), method, at),
        calendar_method=method,
    )
