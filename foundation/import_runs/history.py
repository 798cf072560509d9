"""Writing down what a run did: its files, counts, problems and rejected rows."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile

from foundation.file_reader import ParsedFile
from foundation.import_runs.results import FileResult
from foundation.models import ImportedFile, ImportIssue, ImportRun
from foundation.spreadsheets import write_csv


def begin(run: ImportRun | None, *, by: Any, at: datetime, strict: bool, preview: bool) -> ImportRun:
    """The run's row, saved and running; a run queued by the browser is taken as it is.

    Runs that a crash left "running" are closed here: whoever calls holds the lock, so they are dead.
    """
    ImportRun.objects.filter(state=ImportRun.State.RUNNING).update(
        state=ImportRun.State.REJECTED, finished_at=at, message="It was interrupted. Nothing was written."
    )
    run = run or ImportRun(by=by, strict=strict, preview=preview)
    run.state, run.started_at = ImportRun.State.RUNNING, at
    run.save()
    return run


def write(run: ImportRun, files: Iterable[FileResult]) -> None:
    """Keep counts, problems and rejected rows of every file."""
    for result in files:
        row, _ = ImportedFile.objects.update_or_create(
            run=run, name=result.name[:120], defaults={"sha256": result.sha256, **result.as_dict()}
        )
        row.issues.all().delete()
        ImportIssue.objects.bulk_create(
            [
                ImportIssue(
                    file=row,
                    severity=problem.severity,
                    line=problem.line,
                    column=problem.column[:60],
                    value=problem.value,
                    reason=problem.reason,
                )
                for problem in result.problems
            ],
            batch_size=2000,
        )
        if result.rejected and result.parsed:
            row.rejected_rows.save(f"{run.pk}-{_stem(result.name)}-rejected.csv", _rejected_rows(result, result.parsed))


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]


def _rejected_rows(result: FileResult, parsed: ParsedFile) -> ContentFile:
    """The rejected rows as they came, with a column saying why: mend them and import this file again."""
    reasons: dict[int, list[str]] = {}
    for problem in result.problems:
        if problem.severity == "error" and problem.line > 1:
            text = f"{problem.column}: {problem.reason}" if problem.column else problem.reason
            reasons.setdefault(problem.line, []).append(text)
    width = len(parsed.headings)
    rows = ([*(parsed.cells[line - 1] + [""] * width)[:width], "; ".join(reasons[line])] for line in sorted(reasons))
    return ContentFile(b"".join(write_csv([*parsed.headings, "error"], rows)))
