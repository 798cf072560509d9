"""Letters to the person: booked, changed, cancelled."""

from courses.emails.wordings.placeholders import ABOUT_BOOKING, READING
from foundation.wordings import Placeholders, Wording

GROUP = "Bookings"
DECLINING: Placeholders = {
    "declining": (
        "The line saying that declining in a calendar gives up nothing",
        "Declining the invitation in your calendar does not give up your place: please use the link above.",
    )
}
GIVEN_BACK: Placeholders = {
    "given_back": (
        "What goes back into the allowance; empty where nothing was set aside",
        "The time it had set aside is back in your learning allowance.",
    )
}
CONFIRMED = Wording(
    "booking-confirmed",
    "You are booked",
    GROUP,
    "You are booked: {course}",
    """Dear {first_name},

You have a place on {course}.

{when_and_where}

{joining_notes}

{allowance}

Your booking, and everything you need on the day:
{booking_link}

If you can no longer come, please tell us by {last_day}, so that somebody else can have the place:
{cancel_link}

{declining}

We look forward to seeing you.

Rotherham Learning Academy
""",
    {
        **ABOUT_BOOKING,
        **DECLINING,
        "allowance": (
            "What the booking does to the allowance",
            "This sets aside 1 day of your learning allowance.",
        ),
    },
    keeps=("when_and_where", "booking_link", "cancel_link", "declining"),
    when="As soon as somebody has a place. It carries the calendar invitation.",
)
CHANGED = Wording(
    "booking-changed",
    "The session has changed",
    GROUP,
    "Changed: {course}",
    """Dear {first_name},

Something has changed about {course}, on which you have a place. {what}

This is how it stands now:

{when_and_where}

{joining_notes}

Your place is safe and your calendar will be brought up to date by this message.

{asked}

Please let us know that you have read this:
{read_link}

If you can no longer come, you can give up your place here:
{cancel_link}

{declining}

Rotherham Learning Academy
""",
    {
        **ABOUT_BOOKING,
        **DECLINING,
        **READING,
        "what": ("What has changed, in a sentence", "It is in another room."),
        "asked": (
            "The question whether it still suits, with its link; empty where only the time moved a little",
            "Can you still come? Please tell us by 9 November 2026 at 5pm: https://academy.example/my/bookings/1/",
        ),
    },
    keeps=("what", "when_and_where", "asked", "cancel_link", "declining", "read_link"),
    when="When a date, a time or the place of a session changes. It carries the new calendar invitation.",
)
CANCELLED = Wording(
    "booking-cancelled",
    "A place given up in time",
    GROUP,
    "Cancelled: {course}",
    """Dear {first_name},

Your place on {course} on {date} has been cancelled, and your calendar will be brought up to date by this message.

{given_back}

Thank you for letting us know in time: somebody else can have the place.

If you would like another date:
{course_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **GIVEN_BACK},
    when="When somebody gives up a place in good time. It takes the session out of the calendar.",
)
CANCELLED_LATE = Wording(
    "booking-cancelled-late",
    "A place given up late",
    GROUP,
    "Cancelled: {course}",
    """Dear {first_name},

Your place on {course} on {date} has been cancelled, and your calendar will be brought up to date by this message.

{given_back}

As it was close to the day, we have let your manager know. Nothing counts against your allowance.

If you would like another date:
{course_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **GIVEN_BACK},
    when="When somebody gives up a place close to the day. It takes the session out of the calendar.",
)
RELEASED = Wording(
    "booking-released",
    "A place of somebody who has left",
    GROUP,
    "Cancelled: {course}",
    """Dear {first_name},

As you have left the council, your place on {course} on {date} has been cancelled.

Your learning record and certificates stay yours.

Rotherham Learning Academy
""",
    ABOUT_BOOKING,
    when="When somebody has left. It takes the session out of the calendar.",
)
SESSION_CANCELLED = Wording(
    "session-cancelled",
    "The session will not take place",
    GROUP,
    "Will not take place: {course}",
    """Dear {first_name},

We are sorry: {course} on {date} will not take place.

{reason}

{given_back}

Your calendar will be brought up to date by this message.

Please let us know that you have read this:
{read_link}

You can book another date with one press. Where one is full, you come first on its waiting list:
{rebook_link}

Rotherham Learning Academy
""",
    {
        **ABOUT_BOOKING,
        **GIVEN_BACK,
        **READING,
        "rebook_link": (
            "The address of the page with a button for each other date",
            "https://academy.example/my/bookings/1/another-date/",
        ),
        "reason": ("Why, as the coordinator wrote it", "Our trainer is unwell."),
    },
    keeps=("date", "reason", "read_link"),
    when="When the Academy cancels a session. It takes the session out of the calendar.",
)
CHANGED_TEXT = Wording(
    "booking-changed-text",
    "Text message: the session has changed",
    GROUP,
    "Text: changed, {course}",
    """Rotherham Learning Academy: {course} on {date} has changed. {what}

Tell us you have read this: {read_link}
""",
    {**ABOUT_BOOKING, **READING, "what": ("What has changed, in a sentence", "It is in another room.")},
    keeps=("what", "read_link"),
    when="With the letter, when the session is within two working days and the person takes texts. Keep it short.",
)
SESSION_CANCELLED_TEXT = Wording(
    "session-cancelled-text",
    "Text message: the session will not take place",
    GROUP,
    "Text: will not take place, {course}",
    """Rotherham Learning Academy: {course} on {date} will not take place. {reason}

Tell us you have read this: {read_link}
""",
    {**ABOUT_BOOKING, **READING, "reason": ("Why, as the coordinator wrote it", "Our trainer is unwell.")},
    keeps=("date", "read_link"),
    when="With the letter, when the session is within two working days and the person takes texts. Keep it short.",
)
DECLINED = Wording(
    "invitation-declined",
    "An invitation declined in a calendar",
    GROUP,
    "Do you want to give up your place? {course}",
    """Dear {first_name},

Your calendar told us that you declined the invitation to {course} on {date}. Your place is still yours: a calendar cannot give it up.

Do you want to give up your place, so that somebody else can have it? Open this page and press the button:
{cancel_link}

If you are coming, there is nothing to do. Accept the invitation again, and your calendar shows it:
{booking_link}

Rotherham Learning Academy
""",
    ABOUT_BOOKING,
    keeps=("cancel_link",),
    when="When somebody declines an invitation in their calendar, where the mailbox for answers is set up.",
)
DATE_ADDED = Wording(
    "booking-date-added",
    "A further date",
    GROUP,
    "{course}: {date}",
    """Dear {first_name},

This message puts a further date of {course} in your calendar: {day}.

Your booking:
{booking_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, "day": ("The date with its times", "Thursday 19 November 2026, 9:30am to 4pm")},
    keeps=("day",),
    when="For each further date of a session of several, because a calendar takes one date from one message.",
)
DATE_REMOVED = Wording(
    "booking-date-removed",
    "A date taken away",
    GROUP,
    "{course}: {date}",
    """Dear {first_name},

This message takes a date of {course} out of your calendar: {day}.

Your booking:
{booking_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, "day": ("The date with its times", "Thursday 19 November 2026, 9:30am to 4pm")},
    keeps=("day",),
    when="For each date that is cancelled or taken away.",
)
WORDINGS = (
    CONFIRMED,
    CHANGED,
    CANCELLED,
    CANCELLED_LATE,
    RELEASED,
    SESSION_CANCELLED,
    CHANGED_TEXT,
    SESSION_CANCELLED_TEXT,
    DECLINED,
    DATE_ADDED,
    DATE_REMOVED,
)
