"""Reminders of a place: once in good time, once shortly before each date."""

from courses.emails.wordings.placeholders import ABOUT_BOOKING
from foundation.wordings import Wording

GROUP = "Reminders"
FIRST = Wording(
    "reminder",
    "In good time",
    GROUP,
    "Coming up: {course}, {date}",
    """Dear {first_name},

You have a place on {course}.

{when_and_where}

{joining_notes}

If you can no longer come, please give up your place now, so that somebody else can have it:
{cancel_link}

Your booking, and everything you need on the day:
{booking_link}

Rotherham Learning Academy
""",
    ABOUT_BOOKING,
    keeps=("when_and_where", "cancel_link"),
    when="Some working days before the first date (a policy), to everybody who has a place and wants reminders.",
)
LAST = Wording(
    "last-reminder",
    "Shortly before a date",
    GROUP,
    "{date}: {course}",
    """Dear {first_name},

We look forward to seeing you at {course}: {day}.

Where: {place}

{joining_notes}

Your booking, and everything you need on the day:
{booking_link}

If you can no longer come, please tell us even now:
{cancel_link}

Rotherham Learning Academy
""",
    {
        **ABOUT_BOOKING,
        "day": ("The date with its times", "Thursday 12 November 2026, 9:30am to 4pm"),
        "place": ("Where to go, or how to join", "Example House, 1 Example Street, Rotherham"),
    },
    keeps=("day", "place", "cancel_link"),
    when="A working day or so before each date (a policy), to everybody who has a place and wants reminders.",
)
WORDINGS = (FIRST, LAST)
