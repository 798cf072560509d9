"""Letters to the person: booked, changed, cancelled."""

from collections.abc import Iterable
from datetime import datetime

from courses.emails.letters import Facts, Letter, letter_text, when, when_and_where
from courses.models import SessionDate
from courses.rules.invitations import Method, calendar_text
from foundation.british_dates import weekday_date
from foundation.durations import minutes_as_days_and_hours

DECLINING = "Declining the invitation in your calendar does not give up your place: please use the link above."


def confirmation(facts: Facts, at: datetime, minutes_per_day: int) -> list[Letter]:
    """A place is booked: one letter with the first date's invitation, one more for each further date."""
    minutes = facts.booking.allowance_minutes
    uses = f"This sets aside {minutes_as_days_and_hours(minutes, minutes_per_day)} of your learning allowance."
    body = letter_text(
        facts.person.first_name,
        f"You have a place on {facts.title}.",
        when_and_where(facts),
        facts.session.joining_notes.strip(),
        uses if minutes else "It takes nothing off your learning allowance.",
        f"Your booking, and everything you need on the day:\n{facts.url}",
        f"If you can no longer come, please tell us by {weekday_date(facts.last_day)}, so that somebody else "
        f"can have the place:\n{facts.cancel_url}",
        DECLINING,
        "We look forward to seeing you.",
    )
    return _with_invitations(facts, "booking-confirmed", f"You are booked: {facts.title}", body, at)


def change(facts: Facts, what: str, removed: Iterable[SessionDate], at: datetime) -> list[Letter]:
    """The session has changed: new invitations for every date, and a cancellation for each date taken away."""
    body = letter_text(
        facts.person.first_name,
        f"Something has changed about {facts.title}, on which you have a place. {what}".strip(),
        "This is how it stands now:",
        when_and_where(facts),
        facts.session.joining_notes.strip(),
        "Your place is safe and your calendar will be brought up to date by this message.",
        f"If you can no longer come, you can give up your place here:\n{facts.cancel_url}",
        DECLINING,
    )
    letters = _with_invitations(facts, "booking-changed", f"Changed: {facts.title}", body, at)
    return letters + [_date_letter(facts, "booking-date-removed", each, "CANCEL", at) for each in removed]


def given_up(facts: Facts, at: datetime, *, late: bool) -> list[Letter]:
    """The person gave up the place, or somebody did so for them."""
    body = letter_text(
        facts.person.first_name,
        f"Your place on {facts.title} on {weekday_date(facts.dates[0].starts_at)} has been cancelled, and your "
        "calendar will be brought up to date by this message.",
        _given_back(facts),
        "As it was close to the day, we have let your manager know. Nothing counts against your allowance."
        if late
        else "Thank you for letting us know in time: somebody else can have the place.",
        f"If you would like another date:\n{facts.course_url}",
    )
    return _cancellations(facts, "booking-cancelled", f"Cancelled: {facts.title}", body, at)


def session_cancelled(facts: Facts, at: datetime) -> list[Letter]:
    """The Academy cancelled the session (DOMAIN 6, rule 8)."""
    body = letter_text(
        facts.person.first_name,
        f"We are sorry: {facts.title} on {weekday_date(facts.dates[0].starts_at)} will not take place.",
        facts.session.cancelled_reason,
        _given_back(facts),
        "Your calendar will be brought up to date by this message. There is nothing you need to do.",
        f"Other dates, if there are any, are here:\n{facts.course_url}",
    )
    return _cancellations(facts, "session-cancelled", f"Will not take place: {facts.title}", body, at)


def leaver_released(facts: Facts, at: datetime) -> list[Letter]:
    """The person has left, so the place goes back."""
    body = letter_text(
        facts.person.first_name,
        f"As you have left the council, your place on {facts.title} on "
        f"{weekday_date(facts.dates[0].starts_at)} has been cancelled.",
        "Your learning record and certificates stay yours.",
    )
    return _cancellations(facts, "booking-cancelled", f"Cancelled: {facts.title}", body, at)


def _given_back(facts: Facts) -> str:
    if not facts.booking.allowance_minutes:
        return ""
    return "The time it had set aside is back in your learning allowance."


def _with_invitations(facts: Facts, kind: str, subject: str, body: str, at: datetime) -> list[Letter]:
    """The letter with the first date's invitation, then a short one for each further date."""
    first, *others = facts.dates
    calendar = calendar_text(facts.invitation(first), "REQUEST", at)
    letter = Letter(kind, subject[:255], body, calendar=calendar, calendar_method="REQUEST")
    return [letter] + [_date_letter(facts, f"{kind}-date", each, "REQUEST", at) for each in others]


def _cancellations(facts: Facts, kind: str, subject: str, body: str, at: datetime) -> list[Letter]:
    """The letter with the first date's cancellation, then a short one for each further date."""
    first, *others = facts.dates
    calendar = calendar_text(facts.invitation(first), "CANCEL", at)
    letter = Letter(kind, subject[:255], body, calendar=calendar, calendar_method="CANCEL")
    return [letter] + [_date_letter(facts, f"{kind}-date", each, "CANCEL", at) for each in others]


def _date_letter(facts: Facts, kind: str, each: SessionDate, method: Method, at: datetime) -> Letter:
    """A short letter that carries one further date into, or out of, the calendar."""
    day = when(each)
    if method == "REQUEST":
        text = f"This message puts a further date of {facts.title} in your calendar: {day}."
    else:
        text = f"This message takes a date of {facts.title} out of your calendar: {day}."
    return Letter(
        kind=kind,
        subject=f"{facts.title}: {weekday_date(each.starts_at)}"[:255],
        body=letter_text(facts.person.first_name, text, f"Your booking:\n{facts.url}"),
        part=str(each.public_id),
        calendar=calendar_text(facts.invitation(each), method, at),
        calendar_method=method,
    )
