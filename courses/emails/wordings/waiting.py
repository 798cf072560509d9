"""Letters about waiting lists and moving to another date: on and off the list, a place offered, what came of the offer."""

from courses.emails.wordings.bookings import DECLINING
from courses.emails.wordings.placeholders import ABOUT_BOOKING
from foundation.wordings import Placeholders, Wording

GROUP = "Waiting lists"
OFFER: Placeholders = {
    "until": ("Until when the place is kept", "9:30am on Thursday 5 November 2026"),
    "offer_link": (
        "The address of the page where they say yes or no",
        "https://academy.example/offers/1/",
    ),
}
JOINED = Wording(
    "waiting-joined",
    "On the waiting list",
    GROUP,
    "Waiting list: {course}",
    """Dear {first_name},

You are number {number} on the waiting list for {course} on {date}.

{what_then}

Places go by the number on the list. People whose date we cancelled come first, then newly qualified colleagues and people who must do this learning. Nobody else can overtake you.

Your place on the list, and how to leave it:
{booking_link}

Rotherham Learning Academy
""",
    {
        **ABOUT_BOOKING,
        "number": ("Their number on the list", "4"),
        "what_then": (
            "What happens when a place comes free",
            "When a place comes free and it is your turn, we keep it for you and write to you.",
        ),
    },
    keeps=("booking_link",),
    when="When somebody joins a waiting list.",
)
OFFERED = Wording(
    "place-offered",
    "A place is offered",
    GROUP,
    "A place for you: {course}",
    """Dear {first_name},

A place has come free on {course}, and it is yours if you still want it.

{dates}

We are keeping it for you until {until}. Say yes or no here:
{offer_link}

After that it goes to the next person. If you cannot come, saying no now lets somebody else have it sooner.

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **OFFER, "dates": ("Every date with its times", "Thursday 12 November 2026, 9:30am to 4pm")},
    keeps=("offer_link", "until"),
    when="When a place comes free and it is somebody's turn.",
)
OFFERED_NOT_BOOKED = Wording(
    "place-offered-not-booked",
    "A place is kept, and could not be booked at once",
    GROUP,
    "A place for you: {course}",
    """Dear {first_name},

A place has come free on {course} on {date}. You asked us to book it for you at once, but something is in the way:

{why}

We are keeping the place for you until {until}. If you can sort this out by then, take it here, or say no so that somebody else can have it:
{offer_link}

Rotherham Learning Academy
""",
    {
        **ABOUT_BOOKING,
        **OFFER,
        "why": ("What is in the way", "You are booked on another course at the same time."),
    },
    keeps=("offer_link", "until", "why"),
    when="When somebody asked to be booked at once and cannot be, as things are.",
)
TAKEN = Wording(
    "offer-taken",
    "Offer taken, waiting for the manager",
    GROUP,
    "Waiting for your manager: {course}",
    """Dear {first_name},

You have taken the place on {course} on {date}. We keep it for you while we wait for your manager's answer, and write as soon as we have it.

Your booking:
{booking_link}

Rotherham Learning Academy
""",
    ABOUT_BOOKING,
    keeps=("booking_link",),
    when="When somebody takes an offered place and their manager has not answered yet.",
)
DECLINED = Wording(
    "offer-declined",
    "Offer passed on",
    GROUP,
    "Place passed on: {course}",
    """Dear {first_name},

Thank you for telling us that you cannot take the place on {course} on {date}. It goes to the next person, and you are off the list.

Other dates of the course:
{course_link}

Rotherham Learning Academy
""",
    ABOUT_BOOKING,
    when="When somebody says no to an offered place.",
)
LAPSED = Wording(
    "offer-lapsed",
    "Offer ran out",
    GROUP,
    "Offer ended: {course}",
    """Dear {first_name},

We kept a place for you on {course} on {date} until {until} and did not hear from you, so it has gone to the next person. Nothing counts against you.

If you still want to come, you can go back on the waiting list, at its end, with one press:
{offer_link}

Other dates of the course:
{course_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **OFFER},
    keeps=("offer_link",),
    when="When nobody answered an offer in time.",
)
LEFT = Wording(
    "waiting-left",
    "Off the waiting list",
    GROUP,
    "Off the waiting list: {course}",
    """Dear {first_name},

You are off the waiting list for {course} on {date}.

Other dates of the course:
{course_link}

Rotherham Learning Academy
""",
    ABOUT_BOOKING,
    when="When somebody leaves a waiting list.",
)
CLOSED = Wording(
    "waiting-closed",
    "No place came free",
    GROUP,
    "No place came free: {course}",
    """Dear {first_name},

We are sorry: no place came free for you on {course} on {date}, and its waiting list has closed.

Should a place still come back before the day, it goes to whoever books it first, so it is worth a look. Other dates, if there are any, are there too:
{course_link}

Rotherham Learning Academy
""",
    ABOUT_BOOKING,
    keeps=("course_link",),
    when="When a waiting list closes, shortly before the session.",
)
SESSION_CHANGED = Wording(
    "hoped-session-changed",
    "The session asked or waited for has changed",
    GROUP,
    "Changed: {course}",
    """Dear {first_name},

Something has changed about {course}, for which you have asked or are waiting. {what}

This is how it stands now:

{when_and_where}

There is nothing you need to do if it still suits you. If it does not, you can take back what you asked for here:
{cancel_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, "what": ("What changed, in a sentence", "The date or time has changed.")},
    keeps=("cancel_link",),
    when="When a session changes, to people who asked for a place, wait for one or are offered one.",
)
SESSION_GONE = Wording(
    "waiting-session-cancelled",
    "The session waited for will not take place",
    GROUP,
    "Will not take place: {course}",
    """Dear {first_name},

We are sorry: {course} on {date}, for which you were on the waiting list, will not take place.

{reason}

Other dates, if there are any, are here:
{course_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, "reason": ("What the coordinator wrote", "The trainer is ill.")},
    when="When a session is cancelled, to people who waited for it.",
)
MOVED_FROM: Placeholders = {"old_date": ("The first day of the date given up", "Tuesday 3 November 2026")}
MOVED = Wording(
    "booking-moved",
    "Moved to another date",
    "Bookings",
    "Moved: {course}",
    """Dear {first_name},

You have moved from {old_date} to another date of {course}. Your old place has gone back, and your calendar will be brought up to date.

{when_and_where}

{joining_notes}

Your booking, and everything you need on the day:
{booking_link}

If you can no longer come, please tell us by {last_day}, so that somebody else can have the place:
{cancel_link}

{declining}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **DECLINING, **MOVED_FROM},
    keeps=("when_and_where", "booking_link", "cancel_link", "declining"),
    when="When somebody moves to another date of the course. It carries the new calendar invitation.",
)
REQUEST_MOVED = Wording(
    "request-moved",
    "Request moved to another date",
    "Bookings",
    "Moved: {course}",
    """Dear {first_name},

Your request for {course} has moved from {old_date} to {date}. We keep the place for you while we wait for your manager's answer, and write as soon as we have it.

Your booking:
{booking_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **MOVED_FROM},
    keeps=("booking_link",),
    when="When somebody moves to another date before their manager has answered.",
)
WORDINGS = (
    MOVED,
    REQUEST_MOVED,
    JOINED,
    OFFERED,
    OFFERED_NOT_BOOKED,
    TAKEN,
    DECLINED,
    LAPSED,
    LEFT,
    CLOSED,
    SESSION_CHANGED,
    SESSION_GONE,
)
