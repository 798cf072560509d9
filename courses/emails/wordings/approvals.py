"""Letters about approval: to the person who asked, and to whoever may answer."""

from courses.emails.wordings.attendance import WHY as WHY_LINK
from courses.emails.wordings.placeholders import ABOUT_BOOKING
from foundation.wordings import Placeholders, Wording

GROUP = "Approval"
END = "\n\nRotherham Learning Academy\n"
WHY: Placeholders = {"why": ("Why somebody has to be asked", "Learning of this length needs a manager's approval.")}
UNTIL: Placeholders = {"until": ("When the request lapses", "10 November 2026 at 9am")}
ABOUT_QUESTION: Placeholders = {
    **WHY,
    **UNTIL,
    "first_name": ("The first name of whoever is asked", "Joseph"),
    "learner": ("Who would like to learn", "Alice Gibbons"),
    "course": ("The course", "Danger statements and goals clinic"),
    "dates": ("The dates, one a line", "Thursday 12 November 2026, 9:30am to 4pm"),
    "length": ("How much learning it is", "1 day (7 hours 24 minutes)"),
    "beyond": ("How far beyond the allowance; empty where it is inside", ""),
    "answer_link": ("The page with the two buttons", "https://academy.example.org/team/approvals/…/"),
}
QUESTION = (
    """The dates are:
{dates}

You are asked because of this rule: {why}

{beyond}

Look, and say yes or no, here:
{answer_link}

Without an answer by {until} the request lapses, and the place goes to somebody else."""
    + END
)

REQUESTED = Wording(
    "booking-requested",
    "A place is kept while a manager is asked",
    GROUP,
    "Waiting for approval: {course}",
    """Dear {first_name},

You have asked for a place on {course} on {date}.

{why} We have asked {asked}, and keep a place for you until {until}.

You can follow your request, or withdraw it, here:
{booking_link}"""
    + END,
    {**ABOUT_BOOKING, **WHY, **UNTIL, "asked": ("Who has been asked", "Joseph Skelton")},
    keeps=("until", "booking_link"),
    when="As soon as somebody asks for a place that has to be approved.",
)
ASKED = Wording(
    "approval-asked",
    "A manager is asked",
    GROUP,
    "{learner} asks to learn: {course}",
    "Dear {first_name},\n\n{learner} would like to come to {course}, {length} of learning.\n\n" + QUESTION,
    ABOUT_QUESTION,
    keeps=("learner", "answer_link", "until"),
    when="To the line manager and whoever stands in for them, when a place is asked for.",
)
REMINDER = Wording(
    "approval-reminder",
    "A manager is reminded",
    GROUP,
    "Still waiting for you: {learner}, {course}",
    "Dear {first_name},\n\n{learner} is still waiting to hear whether they may come to {course}.\n\n" + QUESTION,
    ABOUT_QUESTION,
    keeps=("learner", "answer_link", "until"),
    when="When a manager has not answered for some days (a policy figure).",
)
ESCALATED = Wording(
    "approval-escalated",
    "The manager's manager is asked",
    GROUP,
    "No answer yet: {learner}, {course}",
    "Dear {first_name},\n\n{learner} has asked to come to {course}, and their manager has not answered, so we ask "
    "you.\n\n" + QUESTION,
    ABOUT_QUESTION,
    keeps=("learner", "answer_link", "until"),
    when="When nobody has answered for longer (a policy figure).",
)
DECLINED = Wording(
    "approval-declined",
    "Not approved",
    GROUP,
    "Not approved: {course}",
    """Dear {first_name},

Your place on {course} on {date} was not approved.

{answer}

Nothing has been taken off your learning allowance, and this never counts against you.

Tell us what stood in the way, if you like: it helps to make room for learning.
{why_link}

Talk to your manager about what would suit better, or bring it to your next supervision. Other dates are here:
{course_link}"""
    + END,
    {
        **ABOUT_BOOKING,
        **WHY_LINK,
        "answer": ("What the manager wrote", "What your manager wrote: We are three short that week."),
    },
    keeps=("answer", "course_link"),
    when="When a manager says no.",
)
LAPSED = Wording(
    "approval-lapsed",
    "Nobody answered in time",
    GROUP,
    "No answer in time: {course}",
    """Dear {first_name},

We are sorry: nobody answered your request for {course} on {date} in time, so the place has gone to somebody else.

This was not your doing and never counts against you. Nothing has been taken off your learning allowance.

Tell us what stood in the way, if you like: it helps to make room for learning.
{why_link}

You can ask for another date here, and it may help to tell your manager beforehand:
{course_link}"""
    + END,
    {**ABOUT_BOOKING, **WHY_LINK},
    keeps=("course_link",),
    when="When a request lapses (a policy figure says how long before the session).",
)
WITHDRAWN = Wording(
    "request-withdrawn",
    "A request was withdrawn",
    GROUP,
    "Withdrawn: {course}",
    """Dear {first_name},

Your request for {course} on {date} has been withdrawn. Nothing counts against you, and nothing was taken off your \
learning allowance.

Other dates:
{course_link}"""
    + END,
    ABOUT_BOOKING,
    when="When somebody takes a request back that nobody had answered yet.",
)
CHANGED = Wording(
    "approval-session-changed",
    "A manager is told that the session asked for has changed",
    GROUP,
    "Changed: {course}, which {learner} asked for",
    "Dear {first_name},\n\nSomething has changed about {course}, for which {learner} is waiting to hear from you. "
    "{what}\n\n" + QUESTION,
    {**ABOUT_QUESTION, "what": ("What has changed, in a sentence", "The date or time has changed.")},
    keeps=("learner", "what", "answer_link", "until"),
    when="When the date, the time or the place changes before the manager has answered.",
)
WORDINGS = (REQUESTED, ASKED, REMINDER, ESCALATED, DECLINED, LAPSED, WITHDRAWN, CHANGED)
