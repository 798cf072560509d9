"""Letters about places that are kept for a team, an organisation or a manager's people."""

from courses.emails.wordings.placeholders import ABOUT_BOOKING
from foundation.wordings import Placeholders, Wording

GROUP = "Kept places"
GIVEN_BACK: Placeholders = {
    "given_back": ("That time is back in the allowance; empty where none was set aside", "The time is back.")
}
ABOUT_HOLD: Placeholders = {
    "first_name": ("The first name of whoever keeps the places", "Priya"),
    "course": ("The title of the course", "Signs of Safety: two-day foundation"),
    "date": ("The first day of the session", "Thursday 12 November 2026"),
    "places": ("How many places are kept", "3 places"),
    "left": ("How many of them have no name yet", "2 places"),
    "until": ("The day on which places without a name go back", "29 October 2026"),
    "places_link": ("The address of the page on which the places are used", "https://academy.example/team/places/1/"),
    "course_link": ("The address of the course, with its other dates", "https://academy.example/courses/course/"),
}
KEPT = Wording(
    "places-kept",
    "Places are kept",
    GROUP,
    "{places} kept: {course}",
    """Dear {first_name},

We are keeping {places} for you on {course} on {date}.

Tell us who is coming before {until}. On that day, places without a name go back to everybody:
{places_link}

If you do not need them, please give them back there, so that somebody else can come.

Rotherham Learning Academy
""",
    ABOUT_HOLD,
    keeps=("places_link", "until"),
    when="When a manager or a coordinator keeps places, to the manager or the organisation's administrators.",
)
SOON = Wording(
    "places-go-back-soon",
    "Kept places go back soon",
    GROUP,
    "{left} without a name: {course}",
    """Dear {first_name},

You keep {left} without a name on {course} on {date}. On {until} they go back to everybody.

Tell us who is coming:
{places_link}

Rotherham Learning Academy
""",
    ABOUT_HOLD,
    keeps=("places_link",),
    when="A few days before places without a name go back; how many is a policy.",
)
RELEASED = Wording(
    "places-released",
    "Kept places have gone back",
    GROUP,
    "{left} given back: {course}",
    """Dear {first_name},

{left} that you kept on {course} on {date} had no name and went back to everybody. Whoever you had named keeps their place, and you can still send somebody else in their stead until the session starts.

If you need more places, look here:
{course_link}

Rotherham Learning Academy
""",
    ABOUT_HOLD,
    when="When places without a name go back, by hand or on their day.",
)
NAMED = Wording(
    "places-named",
    "People named for kept places",
    GROUP,
    "{booked} booked: {course}",
    """Dear {first_name},

These people of your organisation have a place on {course} on {date}:

{names}

Each of them has been sent an invitation of their own. You can send somebody else in their stead until the session starts, and name people for the rest of your places before {until}:
{places_link}

Rotherham Learning Academy
""",
    {
        **ABOUT_HOLD,
        "names": ("The names, a line each", "- Sam Green\n- Ayo Bello"),
        "booked": ("How many were booked", "2 places"),
    },
    keeps=("names",),
    when="Once for each list of names, to the organisation's administrators.",
)
NOT_POSSIBLE = Wording(
    "places-not-possible",
    "More places are not possible",
    GROUP,
    "About the places you asked for: {course}",
    """Dear {first_name},

You asked for {places} on {course} on {date}. We are sorry that we cannot keep them for you.

{reason}

Rotherham Learning Academy
""",
    {
        **{name: ABOUT_HOLD[name] for name in ("first_name", "course", "date")},
        "places": ("How many places were asked for", "4 places"),
        "reason": ("What the coordinator wrote", "The room holds 16. There is another date in March."),
    },
    keeps=("reason",),
    when="When a coordinator cannot keep the places an organisation asked for.",
)
REPLACED = Wording(
    "booking-substituted",
    "Somebody else comes instead",
    "Bookings",
    "Somebody else has your place: {course}",
    """Dear {first_name},

Somebody else is coming to {course} on {date} in your place, so your booking has been cancelled and your calendar will be brought up to date by this message.

{given_back}

If you would like another date:
{course_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **GIVEN_BACK},
    when="When whoever keeps the place, or the manager, sends somebody else.",
)
SESSION_CANCELLED = Wording(
    "places-session-cancelled",
    "A session with kept places is cancelled",
    GROUP,
    "Cancelled: {course}, {date}",
    """Dear {first_name},

You kept {places} on {course} on {date}. We have had to cancel that session.

{reason}

Whoever you had named has been told. They come first when they book another date:
{course_link}

Rotherham Learning Academy
""",
    {**ABOUT_HOLD, "reason": ("Why, in the words of whoever cancelled it", "The trainer is ill.")},
    keeps=("reason",),
    when="When a session is cancelled, to whoever keeps places on it.",
)
SESSION_CHANGED = Wording(
    "places-session-changed",
    "A session with kept places has changed",
    GROUP,
    "Changed: {course}, {date}",
    """Dear {first_name},

You keep {places} on {course}. Something has changed about it. {what}

It is on {date} now. Whoever you have named has been told. Places that have no name yet ({left}) go back to everybody on {until}.

If the new date does not suit, please give the places back here, so that somebody else can come:
{places_link}

Rotherham Learning Academy
""",
    {**ABOUT_HOLD, "what": ("What has changed, in a sentence", "The date or time has changed.")},
    keeps=("what", "places_link"),
    when="When the date, the time or the place of a session changes, to whoever keeps places on it.",
)
WORDINGS = (KEPT, SOON, RELEASED, NAMED, NOT_POSSIBLE, REPLACED, SESSION_CANCELLED, SESSION_CHANGED)
