"""Letters after the session, and letters to line managers."""

from courses.emails.wordings.placeholders import ABOUT_BOOKING
from foundation.wordings import Placeholders, Wording

GROUP = "Attendance"
LEARNED: Placeholders = {"learned": ("How long they were there", "7 hours 24 minutes")}
FORM: Placeholders = {
    "form_link": (
        "The address of the form that asks how it was; empty when nobody is asked",
        "https://academy.example/my/forms/1/",
    )
}
LEARNER: Placeholders = {"learner": ("The name of whoever is booked", "Priya Shah")}
WHY: Placeholders = {
    "why_link": ("The address of the page with the list of reasons", "https://academy.example/my/bookings/1/why/")
}
ACCEPT: Placeholders = {
    "accept_link": (
        "The address of the page on which a manager accepts a reason",
        "https://academy.example/team/bookings/1/why/",
    )
}
RECORDED = Wording(
    "attendance-recorded",
    "Attended",
    GROUP,
    "Recorded: {course}",
    """Dear {first_name},

Thank you for coming to {course}. We have recorded {learned} of learning for you.

It is in your CPD record, with your certificate:
{record_link}

Tell us how it was. Three minutes are enough, and they decide what we offer next:
{form_link}

If the register has this wrong, tell the Academy and we will put it right:
{contact_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **LEARNED, **FORM},
    keeps=("record_link",),
    when="When the register is closed, to everybody who was there.",
)
RECORDED_WAITS = Wording(
    "attendance-recorded-waits",
    "Attended, the certificate waits",
    GROUP,
    "How was it? {course}",
    """Dear {first_name},

Thank you for coming to {course}. We have recorded {learned} of learning for you in your CPD record:
{record_link}

Your certificate is ready as soon as you have told us how it was. Three minutes are enough:
{form_link}

If the register has this wrong, tell the Academy and we will put it right:
{contact_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **LEARNED, **FORM},
    keeps=("record_link", "form_link"),
    when="When the register is closed, to everybody who was there, where certificates wait for the evaluation.",
)
RECORDED_IN_PART = Wording(
    "attendance-recorded-part",
    "Attended in part",
    GROUP,
    "Recorded: {course}",
    """Dear {first_name},

Thank you for coming to {course}. We have recorded {learned} of learning for you.

As you were there for part of it, there is no certificate, but it is in your CPD record:
{record_link}

Tell us how it was. Three minutes are enough, and they decide what we offer next:
{form_link}

If the register has this wrong, tell the Academy and we will put it right:
{contact_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **LEARNED, **FORM},
    keeps=("record_link",),
    when="When the register is closed, to everybody who was there for part of the time.",
)
MISSED = Wording(
    "attendance-missed",
    "We missed you",
    GROUP,
    "We missed you: {course}",
    """Dear {first_name},

We missed you at {course} on {date}.

Nothing has been taken off your learning allowance: the time is yours to use again. Your manager has been told that you were not there.

What got in the way? What lies outside your control never counts against you:
{why_link}

If you were there, tell the Academy and we will put it right:
{contact_link}

Other dates:
{course_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **WHY},
    keeps=("why_link", "contact_link"),
    when="When the register is closed, to everybody who was not there.",
)
LATE_CANCELLATION = Wording(
    "manager-late-cancellation",
    "To the manager: a place given up late",
    GROUP,
    "Place given up: {course}",
    """Dear {first_name},

{learner} has given up a place on {course} on {date}, later than we ask.

{reason}

Nothing has been taken off their learning allowance. What lies outside their control never counts against them, and you can say so for them here:
{accept_link}

Please let the Academy know if something makes it hard for your team to get to learning:
{contact_link}

Rotherham Learning Academy
""",
    {
        **ABOUT_BOOKING,
        **LEARNER,
        **ACCEPT,
        "reason": ("The reason as a manager may read it", "Reason: in court."),
    },
    keeps=("learner", "accept_link"),
    when="When somebody gives up a place close to the day, to the line manager.",
)
NOT_THERE = Wording(
    "manager-not-there",
    "To the manager: somebody did not come",
    GROUP,
    "Not there: {course}",
    """Dear {first_name},

{learner} was booked on {course} on {date} and the register says they were not there.

Nothing has been taken off their learning allowance. It may be worth asking what got in the way: what lies outside their control never counts against them, and you can say so for them here:
{accept_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **LEARNER, **ACCEPT},
    keeps=("learner", "accept_link"),
    when="When the register is closed, to the line manager of somebody who was not there.",
)
WORDINGS = (RECORDED, RECORDED_WAITS, RECORDED_IN_PART, MISSED, LATE_CANCELLATION, NOT_THERE)
