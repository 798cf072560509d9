"""What a condition says when it does not hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """Where the remedy is: an address of the site and the words on the link.

    A `press` is no link: it asks for the same booking once more, with the wish that the refusal names.
    """

    url: str
    label: str
    press: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why this booking cannot be made (`sentence`), and what to do about it (`remedy`).

    `key` names the condition, for the API and for tests. `asks` names the wish (`rules.wishes`)
    under which it is no obstacle; empty for a wall.
    """

    key: str
    sentence: str
    remedy: str
    button: Button | None = None
    asks: str = ""
