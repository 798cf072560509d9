"""Messages of this room: data in, subject and body out."""

from datetime import date

from foundation.british_dates import long_date


def dispute_answered(*, fact: str, mended: bool, answer: str) -> tuple[str, str]:
    """To somebody who said that a fact about them is wrong."""
    subject = "Your record was mended" if mended else "Your record was checked"
    opening = (
        "You told us that something in your record was wrong. It has been mended."
        if mended
        else "You told us that something in your record was wrong. It was checked and left as it is."
    )
    body = f"Hello\n\n{opening}\n\nAbout: {fact}\n\n{answer}\n\nYou can see what is held about you under “My data”.\n"
    return subject, body


def invitation(*, name: str, organisation: str, inviter: str, link: str, until: date) -> tuple[str, str]:
    """To somebody of another organisation who may join."""
    subject = "You are invited to the Rotherham Learning Academy"
    body = (
        f"Hello {name}\n\n{inviter} invites you, from {organisation}, to learn with the Rotherham Learning Academy: "
        "courses on how we work with children and families in Rotherham.\n\n"
        f"To join, open this page and press the button on it:\n\n{link}\n\n"
        f"The invitation is for you alone and works until {long_date(until)}. You need no password: we send a code "
        "to this address when you sign in.\n\nIf you did not expect this, you can ignore it.\n"
    )
    return subject, body
