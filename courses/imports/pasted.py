"""Rows copied out of a spreadsheet, read by the same readers as the files (FORMATS: "pasted a term at a time")."""

import csv
import io
from datetime import datetime
from typing import Any

from foundation.import_runs import FileResult, Incoming, run_folder

LARGEST = 500_000
KINDS = ("courses", "sessions", "bookings")
HEADINGS = {
    "bookings": {"session_ref", "employee_number", "state"},
    "sessions": {"session_ref", "course_code", "date"},
    "courses": {"course_code", "course_title"},
}
"""Headings that tell the three apart."""


class BadPaste(ValueError):
    """What was pasted is none of the three; the message says what to paste."""


def read_pasted(text: str) -> Incoming:
    """The pasted rows as the file they are, tabs or commas between the cells. Raises BadPaste."""
    if len(text) > LARGEST:
        raise BadPaste("This is more than can be pasted at once: import it as a file, or paste it in parts.")
    first = text.strip().partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text.strip(), newline=""), delimiter="\t" if "\t" in first else ","))
    headings = {cell.strip().casefold() for cell in rows[0]} if rows else set()
    kind = next((kind for kind, wanted in HEADINGS.items() if wanted <= headings), None)
    if kind is None:
        known = "; ".join(", ".join(sorted(wanted)) for wanted in HEADINGS.values())
        raise BadPaste(f"The first line must hold the headings. We look for one of these sets: {known}.")
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return Incoming(f"{kind}.csv", out.getvalue().encode())


def run_pasted(file: Incoming, *, by: Any, at: datetime, preview: bool) -> list[FileResult]:
    """What the rows do, or would do. Raises ImportBusy or NothingToImport."""
    return list(run_folder([file], by=by, at=at, preview=preview).files)
