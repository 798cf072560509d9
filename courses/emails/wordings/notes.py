"""The frame around what a coordinator writes to everybody booked."""

from courses.emails.wordings.placeholders import ABOUT_BOOKING
from foundation.wordings import Wording

NOTE = Wording(
    "booking-note",
    "A coordinator's own message",
    "Bookings",
    "About {course} on {date}",
    """Dear {first_name},

{message}

{when_and_where}

Your booking:
{booking_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, "message": ("What the coordinator wrote", "Please bring a case you are working on.")},
    keeps=("message",),
    when="When a coordinator writes to everybody booked on a session.",
)
WORDINGS = (NOTE,)
