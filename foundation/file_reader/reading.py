"""From a file's cells to checked rows and problems."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from foundation.file_reader.columns import Column
from foundation.file_reader.problems import BadCell, FileStopped, RowProblem
from foundation.file_reader.tables import read_cells


@dataclass(frozen=True, slots=True)
class Row:
    """One good row: its record number (the headings are 1) and a value for every column."""

    line: int
    values: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(slots=True)
class ParsedFile:
    """A file read and checked. `cells` keeps every record as it came, headings first."""

    name: str
    sha256: str
    headings: list[str]
    rows: list[Row] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list, repr=False)

    def original(self, line: int, column: str) -> str:
        """The text of a cell as it stands in the file; empty where there is none."""
        if column not in self.headings:
            return ""
        record, index = self.cells[line - 1], self.headings.index(column)
        return record[index] if index < len(record) else ""


def read_file(name: str, content: bytes, columns: Sequence[Column]) -> ParsedFile:
    """Read and check a whole file.

    Every value is checked by its column, and no two rows may share the key columns. Raises
    FileStopped when a needed heading is missing or the file cannot be read at all.
    """
    cells = read_cells(name, content)
    if not cells:
        raise FileStopped("The file is empty: the first line must name the columns.")
    headings = _headings(cells[0], columns)
    parsed = ParsedFile(name, hashlib.sha256(content).hexdigest(), headings, cells=cells)
    parsed.problems.extend(_unknown(cells[0], columns))
    lines = _whole_lines(parsed)
    values = {column.name: _parse_column(parsed, lines, column) for column in columns}
    _collect(parsed, lines, values, columns)
    parsed.problems.sort(key=lambda problem: problem.line)
    return parsed


def _headings(record: list[str], columns: Sequence[Column]) -> list[str]:
    """Headings as the columns spell them; unknown ones stay as they are."""
    known = {column.name.casefold(): column.name for column in columns}
    headings = [known.get(cell.strip().casefold(), cell.strip()) for cell in record]
    for column in columns:
        if column.needed and column.name not in headings:
            raise FileStopped(f"The heading {column.name} is missing: add the column.", column.name)
        if headings.count(column.name) > 1:
            raise FileStopped(f"The heading {column.name} stands twice: keep one of them.", column.name)
    return headings


def _unknown(record: list[str], columns: Sequence[Column]) -> list[RowProblem]:
    known = {column.name.casefold() for column in columns}
    names = [cell.strip() for cell in record if cell.strip() and cell.strip().casefold() not in known]
    return [RowProblem(1, name, name, "This heading is not known and was ignored.", "warning") for name in names]


def _whole_lines(parsed: ParsedFile) -> list[int]:
    """Lines that hold something and have as many cells as there are headings; others are reported."""
    width, lines = len(parsed.headings), []
    for line, record in enumerate(parsed.cells[1:], 2):
        if len(record) == width:
            if any(cell.strip() for cell in record):
                lines.append(line)
        elif any(cell.strip() for cell in record):
            reason = f"This row has {len(record)} cells but there are {width} headings."
            if len(record) > width:
                reason += " Put quotation marks around text that holds a comma."
            parsed.problems.append(RowProblem(line, "", ",".join(record), reason))
    return lines


def _parse_column(parsed: ParsedFile, lines: list[int], column: Column) -> list[Any]:
    """The column's values in the order of `lines`; a bad cell stands there as its BadCell."""
    if column.name not in parsed.headings:
        return [column.empty] * len(lines)
    index = parsed.headings.index(column.name)
    texts = [parsed.cells[line - 1][index] for line in lines]
    meaning = {text: _parsed(column, text) for text in set(texts)}
    return [meaning[text] for text in texts]


def _parsed(column: Column, text: str) -> Any:
    try:
        return column.parse(text)
    except BadCell as bad:
        return bad


def _collect(parsed: ParsedFile, lines: list[int], values: dict[str, list[Any]], columns: Sequence[Column]) -> None:
    """Turn columns into rows, leaving out and reporting those with a bad cell or a repeated key."""
    names = list(values)
    keys = [index for index, column in enumerate(columns) if column.key]
    bad = _report_bad_cells(parsed, lines, values)
    seen: dict[tuple[Any, ...], int] = {}
    for line, record in zip(lines, zip(*values.values(), strict=True), strict=True):
        if line in bad:
            continue
        key = tuple(record[index] for index in keys)
        first = seen.setdefault(key, line) if keys else line
        if first != line:
            parsed.problems.append(_repeated(parsed, line, first, columns[keys[0]].name))
            continue
        parsed.rows.append(Row(line, dict(zip(names, record, strict=True))))


def _report_bad_cells(parsed: ParsedFile, lines: list[int], values: dict[str, list[Any]]) -> set[int]:
    bad: set[int] = set()
    for name, column_values in values.items():
        for line, value in zip(lines, column_values, strict=True):
            if isinstance(value, BadCell):
                bad.add(line)
                parsed.problems.append(RowProblem(line, name, parsed.original(line, name), str(value)))
    return bad


def _repeated(parsed: ParsedFile, line: int, first: int, column: str) -> RowProblem:
    reason = f"This repeats line {first}: the file may name each key once. Remove one of the two."
    return RowProblem(line, column, parsed.original(line, column), reason)
