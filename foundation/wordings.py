"""The texts of letters: written in code by the room that sends them, rewritten by coordinators.

A room lists its letters as `Wording`s in the slot "wordings"; the sender fills one in:

    subject, body = wordings.book().compose("booking-cancelled", {"first_name": "Priya", …})

A text may hold `{name}` for each placeholder that its letter defines and nothing else in braces:
no code, no attribute, no format. A paragraph whose placeholders are all empty is left out, so a
letter about a session without joining notes has no gap.
"""

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foundation import slots
from foundation.asked_often import AskedOften
from foundation.models import MessageWording

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
LONGEST_SUBJECT = 255
logger = logging.getLogger(__name__)
Placeholders = Mapping[str, tuple[str, str]]


class BadWording(ValueError):
    """A text that would not make a letter; `field` is "subject" or "body", the message says what to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class UnknownWording(LookupError):
    """No room has a letter of this kind; the message names it."""


class MissingValue(LookupError):
    """The sender left a placeholder of the letter without a value (an empty one is a value)."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One kind of letter as it comes with the product.

    `kind` is its key; `name` what editors call it, under the heading `group`. `placeholders` says of
    each name what it means and gives an example, which the preview shows; an example may be empty.
    `keeps` are placeholders that no rewording may drop: without them the letter fails its reader.
    `when` says in a sentence when it is sent. Raises BadWording for a text of its own that will not do.
    """

    kind: str
    name: str
    group: str
    subject: str
    body: str
    placeholders: Placeholders
    keeps: tuple[str, ...] = ()
    when: str = ""

    def __post_init__(self) -> None:
        check(self, self.subject, self.body)

    def fill(self, subject: str, body: str, values: Mapping[str, str]) -> tuple[str, str]:
        """The letter with its values. Raises MissingValue."""
        missing = [name for name in self.placeholders if name not in values]
        if missing:
            raise MissingValue(f"{self.kind} needs {', '.join(missing)}.")
        one_line = " ".join(_put_in(subject, values).split())
        return one_line[:LONGEST_SUBJECT], _paragraphs(body, values)

    def example(self, subject: str, body: str) -> tuple[str, str]:
        """What the letter looks like, with the examples of its placeholders."""
        return self.fill(subject, body, {name: example for name, (_, example) in self.placeholders.items()})


class WordingBook:
    """Every letter with what coordinators made of it, read in one query; ask it as often as needed."""

    def __init__(self, shipped: Mapping[str, Wording], rewritten: Mapping[str, tuple[str, str]]) -> None:
        self._shipped, self._rewritten = shipped, rewritten
        self._used = {kind: text for kind, text in rewritten.items() if _fits(shipped.get(kind), text)}

    def compose(self, kind: str, values: Mapping[str, str]) -> tuple[str, str]:
        """Subject and body of a letter of this kind. Raises UnknownWording and MissingValue."""
        return self._wording(kind).fill(*self.text(kind), values)

    def text(self, kind: str) -> tuple[str, str]:
        """Subject and body as they stand today, placeholders and all.

        Where a release took away a placeholder that a coordinator's text still uses, the text that
        comes with the product is used: a letter with a hole in it is worse than the former words.
        """
        wording = self._wording(kind)
        return self._used.get(kind, (wording.subject, wording.body))

    def is_rewritten(self, kind: str) -> bool:
        """Whether a coordinator's text stands in for the one that comes with the product."""
        return kind in self._used

    def is_out_of_date(self, kind: str) -> bool:
        """Whether a coordinator's text is there and no longer fits its letter."""
        return kind in self._rewritten and kind not in self._used

    def _wording(self, kind: str) -> Wording:
        if kind not in self._shipped:
            raise UnknownWording(f"No letter is called {kind}.")
        return self._shipped[kind]


NEWEST = AskedOften(
    lambda: MessageWording.objects.order_by("kind", "-pk").distinct("kind").values("kind", "subject", "body", "shipped")
)


def definitions() -> dict[str, Wording]:
    """Every letter by kind, from the rooms' lists in the slot "wordings"."""
    return {item.kind: item for group in slots.entries("wordings") for item in group}


def book() -> WordingBook:
    """The letters as they stand now: one query."""
    found = {kind: (subject, body) for kind, subject, body, shipped in NEWEST.tuples() if not shipped}
    return WordingBook(definitions(), found)


def compose(kind: str, values: Mapping[str, str]) -> tuple[str, str]:
    """One letter on its own; who writes many reads the book once."""
    return book().compose(kind, values)


def check(wording: Wording, subject: str, body: str) -> None:
    """Raises BadWording where a text does not fit its letter."""
    for field, text in (("subject", subject), ("body", body)):
        if not text.strip():
            raise BadWording(field, f"Write the {'subject' if field == 'subject' else 'text of the letter'}.")
        _check_braces(wording, field, text)
    if "\n" in subject.strip() or len(subject) > LONGEST_SUBJECT:
        raise BadWording("subject", f"The subject is one line of up to {LONGEST_SUBJECT} characters.")
    lost = [name for name in wording.keeps if f"{{{name}}}" not in body]
    if lost:
        needed = " and ".join(f"{{{name}}}" for name in lost)
        raise BadWording("body", f"Keep {needed} in the text: people cannot do without it.")


def _fits(wording: Wording | None, text: tuple[str, str]) -> bool:
    if wording is None:
        return False
    try:
        check(wording, *text)
    except BadWording as refusal:
        logger.warning("The text saved for %s is not used: %s", wording.kind, refusal)
        return False
    return True


def _check_braces(wording: Wording, field: str, text: str) -> None:
    unknown = [name for name in PLACEHOLDER.findall(text) if name not in wording.placeholders]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in wording.placeholders)
        raise BadWording(field, f"{{{unknown[0]}}} is not known here. You can use {known}.")
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        raise BadWording(
            field, "Curly brackets mark a placeholder, such as {first_name}. Write other brackets as ( and )."
        )


def _paragraphs(body: str, values: Mapping[str, str]) -> str:
    shown = [
        _put_in(text, values).strip() for text in re.split(r"\n\s*\n", _lines(body)) if _says_something(text, values)
    ]
    return "\n\n".join(text for text in shown if text) + "\n"


def _says_something(paragraph: str, values: Mapping[str, str]) -> bool:
    names = PLACEHOLDER.findall(paragraph)
    return not names or any(values[name].strip() for name in names)


def _put_in(text: str, values: Mapping[str, str]) -> str:
    """One pass: braces inside a value stay as they are."""
    return PLACEHOLDER.sub(lambda found: values[found.group(1)], text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


WordingSource = Iterable[Wording]
"""What stands in the slot "wordings": a room's letters."""
