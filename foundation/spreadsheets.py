"""CSV and XLSX out, a row at a time, with nothing in them that a spreadsheet would run (DESIGN 4 "Files")."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
FIRST_RISKY = "=+-@"
"""Of `RISKY`, those that are printable."""
PLAIN_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
CHUNK = 64 * 1024


def safe(value: Any) -> Any:
    """The value as it may stand in a cell.

    Text that a spreadsheet would take for a formula gets an apostrophe before it. Numbers, and text
    that is nothing but a negative number, stay as they are.
    """
    if not isinstance(value, str):
        return value
    text = CONTROL.sub("", value)
    if text.startswith(RISKY) and not PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]], *, mark: bool = True) -> Iterator[bytes]:
    """The file in chunks, UTF-8. Dates are written as 2026-11-30, yes as Y.

    `mark` puts the mark in front that Excel looks for; a program that reads the file needs none.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    if mark:
        buffer.write("\ufeff")
    writer.writerow([safe(heading) for heading in headings])
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
        if buffer.tell() > CHUNK:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> bytes:
    chunk = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return chunk


def _csv_cell(value: Any) -> Any:
    """Most cells are plain words and numbers, and there may be millions: those pass with a glance."""
    kind = type(value)
    if kind is int or (kind is str and value.isprintable() and value[:1] not in FIRST_RISKY):
        return value
    return safe(_as_csv(value))


def _as_csv(value: Any) -> Any:
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(sep=" ", timespec="minutes") if value.tzinfo else value
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str) -> Iterator[bytes]:
    """The workbook in chunks, one sheet with bold, frozen headings.

    Rows go straight to a temporary file, so a long report does not fill the memory. Every text cell
    is marked as text, so that none can become a formula.
    """
    from openpyxl import Workbook  # and numpy with it: 20 MB that only a workbook needs

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if isinstance(value, datetime) and value.tzinfo:
        value = timezone.localtime(value).replace(tzinfo=None)
    elif not isinstance(value, (str, int, float, Decimal, date, type(None))):
        value = str(value)
    cell = WriteOnlyCell(sheet, value=safe(value))
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
