"""Letters about forms people are asked to fill in."""

from foundation.wordings import Placeholders, Wording

GROUP = "After the learning"
ABOUT_FORM: Placeholders = {
    "first_name": ("The first name of whoever the letter is to", "Priya"),
    "form": ("The title of the form", "What difference has it made?"),
    "course": ("The title of the course, where the form is about one", "Signs of Safety: two-day foundation"),
    "learner": ("Whom the form is about, where that is somebody else", "Sam Ward"),
    "colleague": ("Whoever is asked to fill it in", "Priya Shah"),
    "note": ("What whoever asked has written besides", "Could you come to my visit on Tuesday?"),
    "last_day": ("The last day on which it is asked for", "12 November 2026"),
    "form_link": ("The address of the form", "https://academy.example/my/forms/1/"),
    "contact_link": ("The address of the Academy's contact page", "https://academy.example/contact/"),
}


def _asking(kind: str, name: str, subject: str, paragraphs: str, when: str) -> Wording:
    body = f"Dear {{first_name}},\n\n{paragraphs}\n\nRotherham Learning Academy\n"
    return Wording(kind, name, GROUP, subject, body, ABOUT_FORM, keeps=("form_link",), when=when)


IMPACT = _asking(
    "impact-learner-asked",
    "What has changed: to the learner",
    "What difference has it made? {course}",
    """Some months ago you came to {course}. What has it changed for you, and for the children and families you work with?

Two minutes are enough:
{form_link}

Please answer by {last_day}. What you tell us shows which learning lasts.""",
    "Some months after a course, to everybody who was there.",
)
IMPACT_MANAGER = _asking(
    "impact-manager-asked",
    "What has changed: to the manager",
    "What have you seen change? {course}",
    """{learner} came to {course} some months ago. What have you seen in their practice since?

Two minutes are enough, and they can read what you write:
{form_link}

Please answer by {last_day}.""",
    "Some months after a course, to the line manager of everybody who was there.",
)
OBSERVATION = _asking(
    "observation-asked",
    "Asked to observe practice",
    "Would you watch {learner} at work?",
    """You have been asked to watch {learner} at work, and to tell them what you saw.

{note}

What to look for, and where to write it:
{form_link}

Please do it by {last_day}. Both of you can read it afterwards.""",
    "When somebody is named as the observer of a colleague's practice.",
)
OBSERVED = _asking(
    "observation-done",
    "An observation is there to read",
    "{colleague} has written what they saw",
    """{colleague} has written down what they saw when they watched you at work. You can read it here:
{form_link}

Talking about it soon helps most.""",
    "When an observer has handed in the form, to whoever was observed.",
)
PULSE = _asking(
    "pulse-asked",
    "Pulse survey",
    "How are things going?",
    """Five short questions about work and learning: how are things going?

{form_link}

Please answer by {last_day}. Your answers carry no name, no team and no date.""",
    "When a round of the survey opens, to everybody who is asked.",
)
REMINDER = _asking(
    "form-reminder",
    "Reminder of a form",
    "Still open: {form}",
    """There is a form we would still like you to fill in: {form}

{course}

It takes a few minutes, and closes on {last_day}:
{form_link}

This is the only reminder. If it is not for you, tell us:
{contact_link}""",
    "Once, some days before a form closes, to whoever has not filled it in.",
)
WORDINGS = (IMPACT, IMPACT_MANAGER, OBSERVATION, OBSERVED, PULSE, REMINDER)
