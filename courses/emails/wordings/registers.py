"""Letters about registers: put right after closing, not closed yet, and people who walked in."""

from courses.emails.wordings.attendance import GROUP, LEARNED, LEARNER, WHY
from courses.emails.wordings.placeholders import ABOUT_BOOKING
from foundation.wordings import Placeholders, Wording

REGISTER: Placeholders = {
    "first_name": ("The first name of whoever the letter is to", "Priya"),
    "course": ("The title of the course", "Signs of Safety: two-day foundation"),
    "date": ("The first day", "Thursday 12 November 2026"),
    "register_link": ("The address of the register", "https://academy.example/sessions/1/register/"),
}
CORRECTED = Wording(
    "attendance-corrected",
    "Register corrected: was there",
    GROUP,
    "Corrected: {course}",
    """Dear {first_name},

The register of {course} on {date} has been corrected. It now says that you were there for {learned} of learning.

{paper}
{record_link}

If this is not right, please tell the Academy:
{contact_link}

Rotherham Learning Academy
""",
    {
        **ABOUT_BOOKING,
        **LEARNED,
        "paper": ("What is in the record", "It is in your CPD record, with your certificate:"),
    },
    keeps=("record_link", "contact_link"),
    when="When a coordinator corrects a closed register, to whoever it now says was there.",
)
CORRECTED_ABSENT = Wording(
    "attendance-corrected-absent",
    "Register corrected: was not there",
    GROUP,
    "Corrected: {course}",
    """Dear {first_name},

The register of {course} on {date} has been corrected. It now says that you were not there.

The learning has been taken out of your CPD record, with any certificate for it, and its time has gone back to your allowance.

What got in the way? What lies outside your control never counts against you:
{why_link}

If this is not right, please tell the Academy:
{contact_link}

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **WHY},
    keeps=("why_link", "contact_link"),
    when="When a coordinator corrects a closed register, to whoever it now says was not there.",
)
REMOVED = Wording(
    "attendance-removed",
    "Taken off a register",
    GROUP,
    "Taken off the register: {course}",
    """Dear {first_name},

You were put on the register of {course} on {date} by mistake. We have taken you off again: nothing of it is in your CPD record, and your allowance is as it was.

If you were there after all, please tell the Academy:
{contact_link}

Rotherham Learning Academy
""",
    ABOUT_BOOKING,
    keeps=("contact_link",),
    when="When a coordinator takes the wrong person off a closed register.",
)
MANAGER_CORRECTED = Wording(
    "manager-attendance-corrected",
    "To the manager: a register was corrected",
    GROUP,
    "Corrected: {course}",
    """Dear {first_name},

The register of {course} on {date} has been corrected: {learner} {said}.

Their record and their learning allowance have been put right. There is nothing you need to do.

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **LEARNER, "said": ("What it says now", "was there after all")},
    keeps=("learner", "said"),
    when="When a correction says that somebody was there after all, or was not, to the line manager.",
)
BEYOND_ALLOWANCE = Wording(
    "manager-beyond-allowance",
    "To the manager: walked in beyond the allowance",
    GROUP,
    "Beyond the allowance: {course}",
    """Dear {first_name},

{learner} came to {course} on {date} without a booking. We have recorded {learned} of learning for them.

There was not enough of their learning allowance left, so nothing has been taken off it. You may want to talk with them about the rest of the year.

Rotherham Learning Academy
""",
    {**ABOUT_BOOKING, **LEARNER, **LEARNED},
    keeps=("learner",),
    when="When the register is closed, to the line manager of somebody who walked in with too little allowance left.",
)
UNMARKED = Wording(
    "register-unmarked",
    "To the trainer: please close the register",
    GROUP,
    "Please close the register: {course}",
    """Dear {first_name},

The register of {course} on {date} is not closed yet. Until it is, nobody's learning is recorded and nobody has a certificate.

It takes a minute or two on a phone:
{register_link}

Rotherham Learning Academy
""",
    REGISTER,
    keeps=("register_link",),
    when="Some working days after the last date, to each trainer, while the register is open.",
)
STILL_OPEN = Wording(
    "register-still-open",
    "To coordinators: a register is still open",
    GROUP,
    "Register still open: {course}",
    """Dear {first_name},

The register of {course} on {date} is still open. The trainers have been reminded. You can close it, or ask them:
{register_link}

Rotherham Learning Academy
""",
    REGISTER,
    keeps=("register_link",),
    when="Some days after the trainers were reminded, to each coordinator, while the register is open.",
)
WORDINGS = (CORRECTED, CORRECTED_ABSENT, REMOVED, MANAGER_CORRECTED, BEYOND_ALLOWANCE, UNMARKED, STILL_OPEN)
