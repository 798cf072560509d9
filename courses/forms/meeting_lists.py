"""A meeting tool's attendance list, as Teams and Zoom write it.

Teams: UTF-16 with tabs (UTF-8 from newer ones), numbered parts; "3. In-Meeting Activities" has a line
for each time somebody joined (Name, Join Time, Leave Time, Duration, Email, Role), "2. Participants"
one line a person (First Join, Last Leave). Older Teams lists are one table (Full Name, Join Time, …).
Zoom: UTF-8 with commas; "Name (Original Name), User Email, Join Time, Leave Time, Duration (Minutes)",
sometimes below a part about the meeting.
Both write dates as the computer of whoever took them writes dates, so each is tried day first and
month first; the day of the session decides.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from io import StringIO

from django.utils import timezone

from courses.rules.meeting_lists import Joined

LARGEST = 2 * 1024 * 1024
"""Bytes: a list of a thousand people is a twentieth of it."""
MOST_ROWS = 5000
NAMES = ("name", "full name", "name (original name)", "display name")
EMAILS = ("email", "user email", "participant id (upn)", "e-mail")
CAME = ("join time", "first join", "first join time")
LEFT = ("leave time", "last leave", "last leave time")
DATES = ("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%Y-%m-%d", "%d.%m.%Y")
CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
SLACK = timedelta(days=1)


class ListUnreadable(ValueError):
    """The file is not a list we know; the message says what to do."""


def read_list(name: str, content: bytes, on: date) -> list[Joined]:
    """Every time somebody joined on a day or into the next. Raises ListUnreadable."""
    if not name.lower().endswith((".csv", ".tsv", ".txt")):
        raise ListUnreadable(f"{name} is not a CSV file. Choose the list as Teams or Zoom saved it.")
    if len(content) > LARGEST:
        raise ListUnreadable(f"{name} is larger than 2 MB. Is it the right file?")
    found = _best_table(_lines(_decoded(content)))
    if found is None:
        raise ListUnreadable(
            "This does not look like an attendance list of Teams or Zoom: it has no column for names with join and "
            "leave times. In Teams, open the meeting's Attendance tab and choose Download."
        )
    rows = [row for row in (_joined(line, on) for line in found) if row is not None]
    if not rows:
        raise ListUnreadable(
            f"Nobody on this list was there on {on.day}/{on.month}/{on.year}. Is it the list of another day?"
        )
    return rows


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\x00" in content[:200]:
        encoding = "utf-16-le"
    else:
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise ListUnreadable("This file is not text. Choose the list as Teams or Zoom saved it.") from fault
    if "\x00" in text:
        raise ListUnreadable("This file is not text. Choose the list as Teams or Zoom saved it.")
    return text


def _lines(text: str) -> list[list[str]]:
    """Cells of every line, by tabs where there are any."""
    delimiter = "\t" if "\t" in text else ","
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    try:
        rows = [[cell.strip() for cell in row] for row, _ in zip(reader, range(MOST_ROWS), strict=False)]
    except csv.Error as fault:
        raise ListUnreadable("This file is broken. Take the list from the meeting again.") from fault
    return rows


def _best_table(rows: list[list[str]]) -> list[dict[str, str]] | None:
    """The lines of the table with the most of them: the one that lists every joining."""
    tables = [list(_table(rows, start)) for start, row in enumerate(rows) if _is_heading(row)]
    return max(tables, key=len, default=None)


def _is_heading(row: list[str]) -> bool:
    known = {cell.casefold() for cell in row}
    return bool(known & set(NAMES)) and bool(known & set(CAME)) and bool(known & set(LEFT))


def _table(rows: list[list[str]], start: int) -> Iterator[dict[str, str]]:
    """The lines under a heading, to the next empty line or part."""
    heading = [cell.casefold() for cell in rows[start]]
    for row in rows[start + 1 :]:
        if len(row) < 2 or not any(row) or _is_heading(row):
            return
        yield dict(zip(heading, row, strict=False))


def _joined(line: dict[str, str], on: date) -> Joined | None:
    """One joining, if it was on the day; somebody still there as the list was taken has no time of leaving."""
    name, email = _first(line, NAMES), _first(line, EMAILS)
    came, left = _moment(_first(line, CAME), on), _moment(_first(line, LEFT), on)
    if not name or came is None or left is None or left < came:
        return None
    return Joined(name[:160], email.lower() if "@" in email else "", came, left)


def _first(line: dict[str, str], columns: Iterable[str]) -> str:
    return next((line[column] for column in columns if line.get(column)), "")


def _moment(text: str, on: date) -> datetime | None:
    """A local moment on the day or in the night after it; None for any other."""
    plain = " ".join(text.replace(",", " ").replace("\u202f", " ").split()).upper()
    for day in DATES:
        for clock in CLOCKS:
            try:
                found = datetime.strptime(plain, f"{day} {clock}")  # noqa: DTZ007  # the list has no zone
            except ValueError:
                continue
            if found.date() in (on, on + SLACK):
                return timezone.make_aware(found)
    return None
