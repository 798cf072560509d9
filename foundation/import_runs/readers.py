"""What a room writes to have its file read: a Reader, named in the slot "import_readers"."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from foundation import slots
from foundation.file_reader import Column, Row, RowProblem
from foundation.models import ImportRun


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows that added something, changed something, and changed nothing."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class FileContext:
    """What a reader is given beside its rows: who, when, which run, and where to report.

    `run` is saved, so that facts may point to it. `progress` takes a short line for people who wait.
    `records` counts every line, the headings and bad rows too, so that `original` may be asked of each.
    """

    run: ImportRun
    by: Any
    at: datetime
    original: Callable[[int, str], str]
    progress: Callable[[str], None]
    records: int = 0
    problems: list[RowProblem] = field(default_factory=list)

    def reject(self, row: Row, column: str, reason: str) -> None:
        """Report a row that the reader does not write. The reason says what to do, in plain words."""
        self.problems.append(RowProblem(row.line, column, self.original(row.line, column), reason))

    def warn(self, row: Row, column: str, reason: str) -> None:
        """List a row that is written all the same."""
        self.problems.append(RowProblem(row.line, column, self.original(row.line, column), reason, "warning"))


class Reader(ABC):
    """Reads one kind of file. A subclass is named by its dotted path in the slot "import_readers".

    `name` is the file's name without its ending ("people"); `depends_on` names the files that must
    be read before it when they are in the same folder. `apply` runs inside the run's transaction: it
    writes the rows it can, rejects the others through the context, never deletes, and changes nothing
    when the same rows come again.
    """

    name: ClassVar[str]
    depends_on: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[Column, ...]]

    @abstractmethod
    def apply(self, rows: Sequence[Row], context: FileContext) -> Counts:
        """Write good rows. `Counts` covers only what was not rejected."""


def readers() -> dict[str, Reader]:
    """One reader for each file the rooms can read, by name."""
    return {reader.name: reader for reader in (kind() for kind in slots.entries("import_readers"))}
