"""Letters about required learning, the allowance and programmes: data in, subject and body out."""

from collections.abc import Sequence
from datetime import date

from foundation.british_dates import long_date
from foundation.wordings import Wording, WordingBook

REQUIREMENTS_DUE = Wording(
    "requirements-due",
    "Required learning is due",
    "Required learning",
    "Required learning: {first_one}",
    """Hello {first_name}

This learning is required for your role:

{list}

You can see what counts for each, and find a date, here:

{link}

If you have done it already, or it should not be asked of you, tell your manager or the Academy.
""",
    {
        "first_name": ("The first name of whoever it is for", "Priya"),
        "first_one": ("What is most urgent, and when", "Safeguarding core, due by 26 November 2026"),
        "list": ("Everything this letter reminds of, a line each", "Safeguarding core, due by 26 November 2026"),
        "link": ("The address of their own list", "https://academy.example/my/requirements/"),
    },
    keeps=("list", "link"),
    when="So many days before required learning is due, and once when it is late; never while somebody is away.",
)
ASYE_CONCERN = Wording(
    "asye-concern",
    "A review of a newly qualified worker raised a concern",
    "Newly qualified social workers",
    "A concern was recorded at a review in your cohort",
    """Hello {first_name}

At the {review} of {name} the assessor recorded a concern. Please speak with the assessor about what would help.

{link}
""",
    {
        "first_name": ("The first name of the coordinator", "Priya"),
        "name": ("Whose review it was", "Liam Spurr"),
        "review": ("Which review", "3-month review"),
        "link": ("The address of the programme", "https://academy.example/asye/6f…/"),
    },
    keeps=("link",),
    when="When an assessor records a concern at a review; it holds nothing of what was written.",
)
ALLOWANCE_NUDGE = Wording(
    "allowance-nudge",
    "A kind word about the learning days at mid-year",
    "Learning allowance",
    "Your learning days this year: {left} left",
    """Hello {first_name}

Half of the learning year has passed, and you have {left} of up to {granted} left. {manager} asked us to let you know, so that the days do not run out before you have had the good of them.

There may be very good reasons, and nothing is expected of you at once. If something stands in the way (cover, the right course, the time of day), tell {manager}: it is for us to make room.

What is on between now and 31 March:

{courses_link}

Your own days, with every movement:

{link}
""",
    {
        "first_name": ("The first name of whoever it is for", "Priya"),
        "left": ("The days that are left", "13.5 days"),
        "granted": ("The whole allowance", "15 days"),
        "manager": ("Who pressed the button", "Joseph Skelton"),
        "courses_link": ("The address of the catalogue", "https://academy.example/courses/"),
        "link": ("The address of their own statement", "https://academy.example/my/allowance/"),
    },
    keeps=("link",),
    when="When a manager presses “Send a kind word” from 1 October on: once to each person in a year, never while away.",
)
LETTERS = (REQUIREMENTS_DUE, ASYE_CONCERN, ALLOWANCE_NUDGE)


def requirements_due(
    *, words: WordingBook, first_name: str, due: Sequence[tuple[str, date]], today: date, site: str
) -> tuple[str, str]:
    """`due` are (title, last good day), the most urgent first."""
    lines = [f"{title}, {'due by' if day >= today else 'was due by'} {long_date(day)}" for title, day in due]
    values = {"first_name": first_name, "first_one": lines[0], "list": "\n".join(f"- {line}" for line in lines)}
    return words.compose(REQUIREMENTS_DUE.kind, {**values, "link": f"{site}/my/requirements/"})
