"""What can be wrong with a file, and with one row of it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
LONGEST = 255


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One rejected row ("error") or one that is imported and listed ("warning").

    `line` counts records, 1 being the headings: the row number a spreadsheet shows.
    """

    line: int
    column: str
    value: str
    reason: str
    severity: Severity = "error"

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", self.value[:LONGEST])
        object.__setattr__(self, "reason", self.reason[:LONGEST])


class FileStopped(ValueError):
    """The file as a whole cannot be read; the message says what to do about it.

    `column` names the heading it is about, where it is about one.
    """

    def __init__(self, message: str, column: str = "", line: int = 1) -> None:
        super().__init__(message)
        self.column = column
        self.line = line


class BadCell(ValueError):
    """A cell does not hold what its column asks for; the message is the reason shown to people."""
