"""Letters of this room: data in, subject and body out."""

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
WORDINGS = (REQUIREMENTS_DUE,)


def requirements_due(
    *, words: WordingBook, first_name: str, due: Sequence[tuple[str, date]], today: date, site: str
) -> tuple[str, str]:
    """`due` are (title, last good day), the most urgent first."""
    lines = [f"{title}, {'due by' if day >= today else 'was due by'} {long_date(day)}" for title, day in due]
    values = {"first_name": first_name, "first_one": lines[0], "list": "\n".join(f"- {line}" for line in lines)}
    return words.compose(REQUIREMENTS_DUE.kind, {**values, "link": f"{site}/my/requirements/"})
