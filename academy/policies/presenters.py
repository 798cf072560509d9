"""Policies as pages show them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from foundation import durations
from foundation.british_dates import long_date
from foundation.models import PolicyValue
from foundation.policies import PolicyBook, PolicyDefinition

UNITS = {"working_days": "working days", "count": "", "percent": "%"}


def in_words(value: Decimal, unit: str) -> str:
    """ "80%", "Yes", "6,660 minutes (111 hours)"."""
    if unit == "yes_no":
        return "Yes" if value else "No"
    number = f"{value:,.4f}".rstrip("0").rstrip(".")
    if unit == "percent":
        return f"{number}%"
    if unit == "minutes":
        return f"{number} minutes ({durations.minutes_as_hours(int(value))})"
    return f"{number} {UNITS.get(unit, unit)}".strip()


def lines(
    definitions: list[PolicyDefinition], book: PolicyBook, rows: list[PolicyValue], on: date
) -> list[dict[str, Any]]:
    """One line for each policy: today's figure, and the next change if one is set."""
    coming = {row.key: row for row in sorted(rows, key=lambda row: row.starts_on, reverse=True) if row.starts_on > on}
    return [
        {
            "url": reverse("policies:policy", args=[item.key]),
            "name": item.name,
            "value": in_words(book.value(item.key, on), item.unit),
            "next": _next(coming.get(item.key), item.unit),
        }
        for item in definitions
    ]


def _next(row: PolicyValue | None, unit: str) -> str:
    return f"{in_words(row.value, unit)} from {long_date(row.starts_on)}" if row else ""


def history_head() -> list[dict[str, str]]:
    """Headings of a policy's history."""
    return [{"text": text} for text in ("From", "Figure", "Why", "Set by")]


def history_rows(definition: PolicyDefinition, rows: list[PolicyValue]) -> list[list[dict[str, str]]]:
    """Every figure a policy has had, latest first, down to the one it began with."""
    made = [
        [
            {"text": long_date(row.starts_on)},
            {"text": in_words(row.value, definition.unit)},
            {"text": row.reason},
            {"text": row.created_by.get_full_name() if row.created_by else "The Academy"},
        ]
        for row in sorted(rows, key=lambda row: row.starts_on, reverse=True)
    ]
    first = [{"text": "The beginning"}, {"text": in_words(definition.default, definition.unit)}]
    return [*made, [*first, {"text": "The figure the Academy began with"}, {"text": "The Academy"}]]
