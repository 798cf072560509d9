"""Messages of this room: data in, subject and body out."""


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
