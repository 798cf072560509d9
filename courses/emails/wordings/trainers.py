"""Letters to trainers, and to whoever decides when one of them cannot come."""

from foundation.wordings import Placeholders, Wording

GROUP = "Trainers"
SESSION: Placeholders = {
    "course": ("The title of the course", "Signs of Safety: two-day foundation"),
    "date": ("The first day with its times", "Thursday 12 November 2026, 9:30am to 4pm"),
    "taken": ("How many people have a place", "5"),
    "minimum": ("How many it was planned to need", "8"),
}
DECIDING: Placeholders = {
    **SESSION,
    "first_name": ("The first name of whoever the letter is to", "Priya"),
    "trainer": ("The trainer who cannot come", "Tom Ellis"),
    "decision_link": ("The address of the page with the choices", "https://academy.example/sessions/1/need/"),
}
TRAINER_ILL = Wording(
    "session-needs-decision-trainer",
    "To coordinators: a trainer cannot come",
    GROUP,
    "Decide now: {trainer} cannot come to {course}",
    """Dear {first_name},

{trainer} is ill and cannot lead {course} on {date}. {taken} people have a place.

Please decide on your phone: somebody else leads it, it is held online, it moves to another date, or it is cancelled. Everyone booked is told as soon as you have chosen:
{decision_link}

Rotherham Learning Academy
""",
    DECIDING,
    keeps=("trainer", "decision_link"),
    when="As soon as a trainer presses “I am ill”, to each coordinator of the session and their deputies.",
)
FEW_BOOKED = Wording(
    "session-needs-decision-numbers",
    "To coordinators: too few people are booked",
    GROUP,
    "Decide: {taken} people are booked on {course}",
    """Dear {first_name},

{course} on {date} needs {minimum} people and {taken} have a place.

Please decide whether it goes ahead, moves to another date or is cancelled:
{decision_link}

Rotherham Learning Academy
""",
    DECIDING,
    keeps=("decision_link",),
    when="Some working days before a session with fewer people than it needs, to its coordinators and their deputies.",
)
PAGE = Wording(
    "trainer-page",
    "An outside trainer's own page",
    GROUP,
    "Your page for {course}",
    """Dear {name},

Thank you for leading {course} on {date}.

Your page has the list of who comes, what to arrange for them, and the register. It is also where you tell us if you are ill. The link opens a page that sends a code to this address:
{page_link}

Please keep the link to yourself.

Rotherham Learning Academy
""",
    {
        **SESSION,
        "name": ("The trainer's name", "Tom Ellis"),
        "page_link": ("The address of their page", "https://academy.example/trainer/1/"),
    },
    keeps=("page_link",),
    when="When a coordinator sends it, and by itself two weeks before a session.",
)
CODE = Wording(
    "trainer-code",
    "The code for an outside trainer's page",
    GROUP,
    "Your code: {code}",
    """Dear {name},

Your code for {course} is {code}

It works for {minutes} minutes. If you did not ask for it, you need do nothing.

Rotherham Learning Academy
""",
    {
        **SESSION,
        "name": ("The trainer's name", "Tom Ellis"),
        "code": ("The code", "482913"),
        "minutes": ("How long it works, in minutes", "15"),
    },
    keeps=("code",),
    when="When the trainer asks for it on the page that their link opens.",
)
WORDINGS = (TRAINER_ILL, FEW_BOOKED, PAGE, CODE)
