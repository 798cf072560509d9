"""What a column of an import file holds, and how its text becomes a value (FORMATS, general rules)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from foundation.file_reader.problems import BadCell

Kind = Literal["text", "code", "choice", "list", "date", "decimal", "whole", "yes_no", "email", "month", "time"]

ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
BRITISH_DATE = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
NUMBER = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
WHOLE = re.compile(r"-?[0-9]+(\.0+)?")
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(:00)?")
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
LARGEST = Decimal(2_000_000_000)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file.

    A `key` or `required` column must have a heading and a value in every row; any other may be
    absent or empty. An empty cell becomes "" for text, code, choice, e-mail and month, an empty
    tuple for a list, None for the rest. Codes come out in capitals and choices as spelt here, so
    that case never matters. `above` is an exclusive lower bound; `minimum` and `maximum` are inclusive.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    key: bool = False
    choices: tuple[str, ...] = ()
    max_length: int = 255
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    above: Decimal | int | None = None

    @property
    def needed(self) -> bool:
        """Whether every row must give it."""
        return self.key or self.required

    @property
    def empty(self) -> Any:
        """What an empty cell becomes."""
        if self.kind == "list":
            return ()
        return "" if self.kind in ("text", "code", "choice", "email", "month") else None

    def parse(self, text: str) -> Any:
        """The value of a cell. Raises BadCell with the reason in plain words."""
        text = text.strip()
        if not text:
            if self.needed:
                raise BadCell(f"Fill in {self.name}.")
            return self.empty
        if len(text) > self.max_length:
            raise BadCell(f"Longer than {self.max_length} characters: shorten it.")
        return PARSERS[self.kind](text, self)


def _text(text: str, column: Column) -> str:
    return text


def _code(text: str, column: Column) -> str:
    return text.upper()


def _choice(text: str, column: Column) -> str:
    for choice in column.choices:
        if choice.casefold() == text.casefold():
            return choice
    raise BadCell(f"Write one of: {', '.join(column.choices)}.")


def _list(text: str, column: Column) -> tuple[str, ...]:
    parts = [part.strip() for part in text.split(";")]
    parser = _choice if column.choices else _code
    return tuple(dict.fromkeys(parser(part, column) for part in parts if part))


def _date(text: str, column: Column) -> date:
    if found := ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := BRITISH_DATE.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    else:
        raise BadCell("Write the date as 2026-11-30 or 30/11/2026.")
    try:
        value = date(year, month, day)
    except ValueError:
        raise BadCell("There is no such day: check the day and the month.") from None
    if not EARLIEST <= value <= LATEST:
        raise BadCell("The year must be from 1900 to 2100.")
    return value


def _decimal(text: str, column: Column) -> Decimal:
    if not NUMBER.fullmatch(text):
        raise BadCell("Write a number, with a point for decimals: 3.7.")
    return _within(Decimal(text), column)


def _whole(text: str, column: Column) -> int:
    if not WHOLE.fullmatch(text):
        raise BadCell("Write a whole number.")
    return int(_within(Decimal(text), column))


def _within(value: Decimal, column: Column) -> Decimal:
    if column.above is not None and value <= column.above:
        raise BadCell(f"Must be more than {column.above}.")
    if column.minimum is not None and value < column.minimum:
        raise BadCell(f"Must be {column.minimum} or more.")
    if column.maximum is not None and value > column.maximum:
        raise BadCell(f"Must be {column.maximum} or less.")
    if abs(value) > LARGEST:
        raise BadCell("Too large a number: check it.")
    return value


def _yes_no(text: str, column: Column) -> bool:
    if text.upper() not in ("Y", "N"):
        raise BadCell("Write Y or N.")
    return text.upper() == "Y"


def _email(text: str, column: Column) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise BadCell("Not an e-mail address: it needs a name, an @ and a domain.") from None
    return text.lower()


def _month(text: str, column: Column) -> str:
    if not MONTH.fullmatch(text):
        raise BadCell("Write the month as 2026-11.")
    return text


def _time(text: str, column: Column) -> time:
    found = CLOCK.fullmatch(text)
    if not found:
        raise BadCell("Write the time as 09:30.")
    return time(int(found[1]), int(found[2]))


PARSERS: dict[Kind, Callable[[str, Column], Any]] = {
    "text": _text,
    "code": _code,
    "choice": _choice,
    "list": _list,
    "date": _date,
    "decimal": _decimal,
    "whole": _whole,
    "yes_no": _yes_no,
    "email": _email,
    "month": _month,
    "time": _time,
}
