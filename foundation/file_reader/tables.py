"""The cells of a CSV or XLSX file as text, before anything is known of their columns."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from foundation.file_reader.problems import FileStopped

SUFFIXES = (".csv", ".xlsx")
LARGEST_UNPACKED = 400_000_000
"""Bytes an XLSX may unpack to: far above ten years of a council, far below what fills the memory."""


def read_cells(name: str, content: bytes) -> list[list[str]]:
    """Every record of the file as a list of texts, the headings first.

    Raises FileStopped when it is neither CSV nor XLSX, or cannot be read.
    """
    suffix = name[name.rfind(".") :].lower()
    if suffix == ".csv":
        return list(_csv_records(_decoded(content)))
    if suffix == ".xlsx":
        return _xlsx_records(content)
    raise FileStopped("Only CSV and XLSX files can be read: save it as one of these.")


def check_kind(name: str, content: bytes) -> None:
    """Whether the content is what the name's ending says. Raises FileStopped when it is not."""
    if name.lower().endswith(".xlsx"):
        if not zipfile.is_zipfile(io.BytesIO(content)):
            raise FileStopped("This is not a readable XLSX workbook: open it and save it again.")
    else:
        _decoded(content)


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, otherwise Windows-1252."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise FileStopped("The letters cannot be read: save the file as CSV UTF-8.") from None
    if "\x00" in text:
        raise FileStopped("This is not a text file: save it as CSV UTF-8 or XLSX.")
    return text


def _csv_records(text: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from reader
    except csv.Error:
        raise FileStopped(
            f"The quotation marks around line {reader.line_num} do not match: check that line.", line=reader.line_num
        ) from None


def _xlsx_records(content: bytes) -> list[list[str]]:
    import openpyxl  # and numpy with it: 20 MB that only a workbook needs
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise FileStopped("This workbook is too large: save the sheet as CSV.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as fault:
        if isinstance(fault, FileStopped):
            raise
        raise FileStopped("This is not a readable XLSX workbook: open it and save it again.") from None
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        return _squared(sheet.iter_rows(values_only=True))
    finally:
        book.close()


def _squared(rows: Iterable[tuple[Any, ...]]) -> list[list[str]]:
    """Rows as texts, each as wide as the headings or wider where it says more."""
    records = [[_as_text(cell) for cell in row] for row in rows]
    width = max((index + 1 for index, cell in enumerate(records[0]) if cell), default=0) if records else 0
    for record in records:
        record.extend([""] * (width - len(record)))
        while len(record) > width and not record[-1].strip():
            record.pop()
    return records


def _as_text(cell: Any) -> str:
    """A spreadsheet's value as it would stand in the CSV."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).replace("\x00", "")
