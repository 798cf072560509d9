"""The letter when a self-paced course is completed."""

from foundation.wordings import Placeholders, Wording

ABOUT_RUN: Placeholders = {
    "first_name": ("The first name of whoever the letter is to", "Priya"),
    "course": ("The title of the course", "Language that Cares"),
    "learned": ("How much learning was recorded", "1 hour 51 minutes"),
    "record_link": ("The address of the CPD record", "https://academy.example/my/cpd/"),
}
COMPLETED = Wording(
    "self-paced-completed",
    "Completed in one's own time",
    "Self-paced courses",
    "Completed: {course}",
    """Dear {first_name},

You have completed {course}. Well done.

We have recorded {learned} of learning for you. It is in your CPD record, with your certificate:
{record_link}

Talk it through with your supervisor soon: what will you do differently, and how would a child notice?

Rotherham Learning Academy
""",
    ABOUT_RUN,
    keeps=("record_link",),
    when="When somebody finishes the last lesson.",
)
WORDINGS = (COMPLETED,)
