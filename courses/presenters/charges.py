"""Charges on a page and in the file for finance."""

from collections.abc import Iterable, Iterator
from typing import Any

from courses.models import Charge
from courses.rules.conditions.loading import local_day
from foundation.british_dates import long_date
from workforce.presenters.words import cells, head, link

HEAD = head("Day", "Organisation", "For", "Amount", "State")
FILE_HEADINGS = (
    "Charge",
    "Written on",
    "Organisation",
    "Course",
    "Session",
    "Session day",
    "Person",
    "Amount in pounds",
    "What",
    "Reason",
    "Reverses",
    "Purchase order",
)


def pounds(pence: int) -> str:
    """ "£75", "£37.50", "−£75"."""
    whole, rest = divmod(abs(pence), 100)
    sign = "−" if pence < 0 else ""
    return f"{sign}£{whole:,}.{rest:02d}" if rest else f"{sign}£{whole:,}"


def rows(charges: Iterable[Any]) -> list[list[dict[str, str]]]:
    """The newest charges, with the way to waive those that stand."""
    return [
        cells(
            long_date(local_day(row.at)),
            row.organisation.name,
            f"{row.booking.person.full_name}: {row.booking.session.course.title}",
            pounds(row.pence),
            _state(row),
        )
        for row in charges
    ]


def _state(row: Any) -> str:
    if row.reverses_id is not None:
        return f"{row.get_why_display()}: {row.reason}"
    if hasattr(row, "reversed_by"):
        return "Reversed"
    return link(f"/coordinate/charges/{row.public_id}/waive/", "Waive")


def file_rows(charges: Any) -> Iterator[tuple[Any, ...]]:
    """One line a charge or reversal, in the order they were written; read in portions."""
    for row in charges.iterator(chunk_size=500):
        session, hold = row.booking.session, row.booking.hold
        yield (
            str(row.public_id),
            local_day(row.at),
            row.organisation.name,
            session.course.title,
            session.ref,
            local_day(session.starts_at),
            row.booking.person.full_name,
            _amount(row),
            str(row.get_why_display()),
            row.reason,
            str(row.reverses_id or ""),
            row.purchase_order or (hold.purchase_order if hold else ""),
        )


def _amount(row: Charge) -> str:
    whole, rest = divmod(abs(row.pence), 100)
    return f"{'-' if row.pence < 0 else ''}{whole}.{rest:02d}"
