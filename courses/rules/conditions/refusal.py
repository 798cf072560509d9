"""What a condition says when it does not hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """Where the remedy is: an address of the site and the words on the link."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why this booking cannot be made (`sentence`), and what to do about it (`remedy`).

    `key` names the condition, for the API and for tests.
    """

    key: str
    sentence: str
    remedy: str
    button: Button | None = None
