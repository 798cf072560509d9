"""The letter to those who asked for a course, when it has a date."""

from foundation.wordings import Wording

PLANNED = Wording(
    "date-planned",
    "A date for a course somebody asked for",
    "Demand",
    "A date for {course}",
    """Dear {first_name},

You asked for {course}. There is a date now: {date}.

See the dates, and book your place:
{course_link}

Places go to whoever books first. If you no longer need it, you can take back what you asked for on the same page.

Rotherham Learning Academy
""",
    {
        "first_name": ("The first name of whoever the letter is to", "Priya"),
        "course": ("The title of the course", "Circles and fair process"),
        "date": ("The first day of the soonest session with places", "Thursday 12 November 2026"),
        "course_link": ("The address of the course's page", "https://academy.example/courses/circles/"),
    },
    keeps=("course_link",),
    when="Each morning, for sessions that have opened since somebody asked.",
)
WORDINGS = (PLANNED,)
