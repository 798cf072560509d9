"""Reading a pasted list of people: "Name, e-mail", a line each. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST_NAME = 160
MOST_LINES = 200
SPACES = re.compile(r"[^\S\t]+")
PARTED = re.compile(r"\s*[,;\t]\s*")


@dataclass(frozen=True, slots=True)
class PastedName:
    """One line: its number, the person, and what is wrong with it (empty when nothing is)."""

    line: int
    text: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    problem: str = ""

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


def read_names(text: str) -> list[PastedName]:
    """Every line that holds something, in order. Lines copied from a spreadsheet or a mail will do too.

    An address that stands twice is a problem of its second line.
    """
    return list(_lines(text))


def _lines(text: str) -> Iterator[PastedName]:
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        read = _read(number, line.strip())
        if read.email and read.email in seen:
            read = PastedName(number, read.text, problem=f"The same e-mail address as line {seen[read.email]}.")
        elif read.email:
            seen[read.email] = number
        if len(seen) > MOST_LINES:
            yield PastedName(number, read.text, problem=f"Paste at most {MOST_LINES} lines at a time.")
            return
        yield read


def _read(number: int, line: str) -> PastedName:
    parts = PARTED.split(SPACES.sub(" ", line))  # long runs of blanks would take the pattern ages
    if len(parts) != 2:
        return PastedName(number, line, problem="Write one name, a comma, and one e-mail address.")
    name, email = " ".join(parts[0].split()), parts[1].strip().strip("<>").lower()
    first_name, _, last_name = name.partition(" ")
    problem = _problem(name, last_name, email)
    if problem:
        return PastedName(number, line, problem=problem)
    return PastedName(number, line, first_name, last_name, email)


def _problem(name: str, last_name: str, email: str) -> str:
    if not last_name:
        return "Write a first and a last name before the comma."
    if len(name) > LONGEST_NAME:
        return f"The name is longer than {LONGEST_NAME} characters."
    try:
        validate_email(email)
    except ValidationError:
        return "Write the e-mail address in the right form, like name@example.org."
    return ""
