"""Messages of this room: data in, subject and body out."""

from datetime import date

from foundation import wordings
from foundation.british_dates import long_date
from foundation.wordings import Placeholders, Wording

GROUP = "People"
ANSWERED: Placeholders = {
    "fact": ("What the person said was wrong", "Working hours"),
    "answer": ("The answer as it was written", "Human resources have corrected the file."),
}
MENDED = Wording(
    "dispute-answered-mended",
    "A fact was mended",
    GROUP,
    "Your record was mended",
    """Hello

You told us that something in your record was wrong. It has been mended.

About: {fact}

{answer}

You can see what is held about you under “My data”.
""",
    ANSWERED,
    keeps=("fact", "answer"),
    when="When somebody said that a fact about them is wrong, and it was.",
)
LEFT = Wording(
    "dispute-answered-left",
    "A fact was checked and left",
    GROUP,
    "Your record was checked",
    """Hello

You told us that something in your record was wrong. It was checked and left as it is.

About: {fact}

{answer}

You can see what is held about you under “My data”.
""",
    ANSWERED,
    keeps=("fact", "answer"),
    when="When somebody said that a fact about them is wrong, and it was right.",
)
INVITATION = Wording(
    "invitation",
    "An invitation to a partner",
    GROUP,
    "You are invited to the Rotherham Learning Academy",
    """Hello {first_name}

{inviter} invites you, from {organisation}, to learn with the Rotherham Learning Academy: courses on how we work with children and families in Rotherham.

To join, open this page and press the button on it:

{link}

The invitation is for you alone and works until {until}. You need no password: we send a code to this address when you sign in.

If you did not expect this, you can ignore it.
""",
    {
        "first_name": ("The first name of whoever is invited", "Priya"),
        "inviter": ("Who invites", "Tom Ellis"),
        "organisation": ("The organisation they are invited for", "Example Primary School"),
        "link": ("The address of the page that opens the account", "https://academy.example/accounts/invitation/1/"),
        "until": ("The last day on which it works", "26 November 2026"),
    },
    keeps=("link", "until"),
    when="When somebody of a partner organisation is invited.",
)
WORDINGS = (MENDED, LEFT, INVITATION)


def dispute_answered(*, fact: str, mended: bool, answer: str) -> tuple[str, str]:
    """To somebody who said that a fact about them is wrong."""
    return wordings.compose(MENDED.kind if mended else LEFT.kind, {"fact": fact, "answer": answer})


def invitation(*, name: str, organisation: str, inviter: str, link: str, until: date) -> tuple[str, str]:
    """To somebody of another organisation who may join."""
    values = {"first_name": name, "organisation": organisation, "inviter": inviter, "link": link}
    return wordings.compose(INVITATION.kind, {**values, "until": long_date(until)})
