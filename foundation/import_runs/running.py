"""One run over a folder of files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.file_reader import FileStopped, RowProblem, read_file
from foundation.import_runs import history
from foundation.import_runs.folders import Incoming, in_order, incoming_from
from foundation.import_runs.locks import only_import
from foundation.import_runs.readers import FileContext, Reader, readers
from foundation.import_runs.results import FileResult, RunResult
from foundation.import_runs.steps import finish_steps
from foundation.models import ImportRun

Progress = Callable[[str], None]


def _silent(line: str) -> None:
    """For callers nobody watches."""


def run_folder(
    source: Path | Iterable[Incoming],
    *,
    by: Any,
    at: datetime,
    strict: bool = False,
    preview: bool = False,
    progress: Progress = _silent,
    run: ImportRun | None = None,
) -> RunResult:
    """Import a whole folder, or the files given, in one transaction (FORMATS, general rules).

    Good rows are written and rejected ones kept for download; with `strict` one rejected row means
    that nothing is written, and a `preview` never writes. The history of the run stays in every case.
    After-import steps run once everything is committed. `run` is a run the browser has queued.
    Raises NothingToImport, and ImportBusy while another import runs.
    """
    known = readers()
    files, ignored = in_order(incoming_from(source) if isinstance(source, Path) else source, known)
    with only_import():
        run = history.begin(run, by=by, at=at, strict=strict, preview=preview)
        result = RunResult(run, ignored=[file.name for file in ignored])
        with _FaultNoted(run):
            _read_and_keep(result, files, known, progress)
        if run.state == ImportRun.State.APPLIED:
            result.steps = finish_steps(run, at=at, progress=progress)
    return result


def _read_and_keep(result: RunResult, files: list[Incoming], known: dict[str, Reader], progress: Progress) -> None:
    """The transaction. History is written inside it when it commits, and after it otherwise."""
    run = result.run
    with transaction.atomic():
        for file in files:
            result.files.append(_read_one(file, known[file.stem], run, progress))
        kept = _settle(result)
        if kept:
            _finish(result)
        else:
            transaction.set_rollback(True)
    if not kept:
        _finish(result)


def _settle(result: RunResult) -> bool:
    """Decide the run's state; True when its rows are to stay."""
    run = result.run
    if result.stopped or (run.strict and result.has_rejected):
        run.state = ImportRun.State.REJECTED
        run.message = _why_nothing(result)
    elif run.preview:
        run.state = ImportRun.State.PREVIEWED
    else:
        run.state = ImportRun.State.APPLIED
    return run.state == ImportRun.State.APPLIED


def _why_nothing(result: RunResult) -> str:
    stopped = [file.name for file in result.files if file.stopped]
    if stopped:
        return f"Nothing was written, because {' and '.join(stopped)} could not be read."[:255]
    rejected = sum(file.rejected for file in result.files)
    return f"Nothing was written, because {rejected} row{'s were' if rejected > 1 else ' was'} rejected."


def _finish(result: RunResult) -> None:
    result.run.finished_at, result.run.progress = timezone.now(), ""
    with transaction.atomic():
        result.run.save()
        history.write(result.run, result.files)


@dataclass(frozen=True, slots=True)
class _FaultNoted:
    """Notes in the history whatever ends a run early, a stop by the operator too, and lets it pass.

    Everything the run wrote has been rolled back by then.
    """

    run: ImportRun

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            return
        self.run.state, self.run.finished_at, self.run.progress = ImportRun.State.REJECTED, timezone.now(), ""
        self.run.message = f"It was stopped by a fault ({kind.__name__}). Nothing was written."
        self.run.save()


def _read_one(file: Incoming, reader: Reader, run: ImportRun, progress: Progress) -> FileResult:
    """Read, check and apply one file; a file that cannot be read says so on its first line."""
    result = FileResult(file.name)
    progress(f"{file.name}: reading")
    try:
        parsed = read_file(file.name, file.content, reader.columns)
    except FileStopped as stop:
        result.stopped = True
        result.problems.append(RowProblem(stop.line, stop.column, "", str(stop)))
        return result
    result.sha256, result.parsed = parsed.sha256, parsed
    context = FileContext(
        run=run,
        by=run.by,
        at=run.started_at,
        original=parsed.original,
        records=len(parsed.cells),
        progress=lambda line: progress(f"{file.name}: {line}"),
    )
    progress(f"{file.name}: {len(parsed.rows):,} good rows, {len(parsed.problems):,} problems so far")
    result.counts = reader.apply(parsed.rows, context)
    result.problems = [*parsed.problems, *context.problems]
    return result
