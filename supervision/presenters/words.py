"""States in words and colours."""

from datetime import date, timedelta
from typing import Any

from foundation.british_dates import clock_span, long_date, weekday_date
from supervision.models import Agreement, Meeting

WORDS = {"away": "Away", "overdue": "Overdue", "due": "Due now", "soon": "Due soon", "fine": "On track"}
COLOURS = {"away": "grey", "overdue": "red", "due": "yellow", "soon": "", "fine": "green"}


def due_line(row: Any) -> str:
    """One running turn of a clock in a sentence; while away nothing is asked."""
    if row.state == "away":
        return "The clock stands still until they are back"
    if row.state == "overdue":
        return f"was due by {long_date(row.due_on)} ({row.every})"
    if row.state == "due":
        return f"was due on {long_date(row.due_on)}, still on time until {long_date(row.last_good_on)}"
    return f"due by {long_date(row.due_on)} ({row.every})"


def when(meeting: Any) -> str:
    """ "Thursday 12 November 2026, 9:30am to 11am"."""
    if meeting.starts_at is None:
        return long_date(meeting.held_on) if meeting.held_on else ""
    ends = meeting.starts_at + timedelta(minutes=meeting.minutes or 0)
    return f"{weekday_date(meeting.starts_at)}, {clock_span(meeting.starts_at, ends)}"


def record_line(meeting: Meeting, on: date) -> str:
    """How far the record of a supervision has come."""
    if meeting.signed_on:
        return f"Signed on {long_date(meeting.signed_on)}"
    if meeting.sign_by and on > meeting.sign_by:
        return "Issued, unsigned" if meeting.written_up_on else "Not written up"
    if meeting.written_up_on:
        return f"Written up, to sign by {long_date(meeting.sign_by)}" if meeting.sign_by else "Written up"
    return f"To be written up by {long_date(meeting.write_by)}" if meeting.write_by else ""


def agreement_line(agreement: Agreement | None, on: date) -> tuple[str, str]:
    """Words and colour for how an agreement stands."""
    if agreement is None:
        return "No agreement yet", "yellow"
    if agreement.state == Agreement.State.CURRENT:
        if agreement.review_on and agreement.review_on < on:
            return f"Review was due on {long_date(agreement.review_on)}", "yellow"
        return f"Agreed, to review by {long_date(agreement.review_on)}" if agreement.review_on else "Agreed", "green"
    return agreement.get_state_display(), "" if agreement.state == Agreement.State.SHARED else "grey"
