"""What came of a run."""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from foundation.file_reader import ParsedFile, RowProblem
from foundation.import_runs.readers import Counts
from foundation.models import ImportRun

CLEAN, NOTHING_WRITTEN, ROWS_REJECTED = 0, 2, 3


@dataclass(slots=True)
class FileResult:
    """One file: its counts, its problems, and the file as read (None when it could not be)."""

    name: str
    sha256: str = ""
    counts: Counts = field(default_factory=Counts)
    problems: list[RowProblem] = field(default_factory=list)
    parsed: ParsedFile | None = field(default=None, repr=False)
    stopped: bool = False

    @property
    def rejected(self) -> int:
        """Rows, not reasons: a row with two bad cells counts once."""
        return len({problem.line for problem in self.problems if problem.severity == "error"} - {1})

    def as_dict(self) -> dict[str, int]:
        """The counts as `--json` prints them (DESIGN 5)."""
        counts = self.counts
        return {
            "added": counts.added,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
            "rejected": self.rejected,
        }


@dataclass(slots=True)
class RunResult:
    """The whole run. `ignored` names files nobody can read; `steps` is what was done afterwards."""

    run: ImportRun
    files: list[FileResult] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    @property
    def has_rejected(self) -> bool:
        """Whether any row of any file was rejected."""
        return any(file.rejected for file in self.files)

    @property
    def stopped(self) -> bool:
        """Whether a file could not be read as a whole."""
        return any(file.stopped for file in self.files)

    @property
    def exit_code(self) -> int:
        """0 clean, 3 rows rejected, 2 nothing written (DESIGN 5)."""
        if self.run.state == ImportRun.State.REJECTED:
            return NOTHING_WRITTEN
        return ROWS_REJECTED if self.has_rejected else CLEAN

    def as_dict(self) -> dict[str, Any]:
        """The shape `manage.py import_files --json` prints (DESIGN 5)."""
        return {
            "files": {file.name: file.as_dict() for file in self.files},
            "errors": self._problems("error"),
            "warnings": self._problems("warning"),
        }

    def _problems(self, severity: str) -> list[dict[str, Any]]:
        return [
            {
                "file": file.name,
                "line": problem.line,
                "column": problem.column,
                "value": problem.value,
                "reason": problem.reason,
            }
            for file in self.files
            for problem in sorted(file.problems, key=attrgetter("line"))
            if problem.severity == severity
        ]
