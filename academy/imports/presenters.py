"""Import runs as pages show them."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from foundation.british_dates import date_and_time
from foundation.models import ImportedFile, ImportIssue, ImportRun

State = ImportRun.State
COLOURS = {
    State.QUEUED: "grey",
    State.RUNNING: "yellow",
    State.PREVIEWED: "teal",
    State.APPLIED: "green",
    State.REJECTED: "red",
}
SHOWN = 200


def state_tag(run: ImportRun) -> dict[str, str]:
    """Text and colour of the run's state."""
    return {"text": run.get_state_display(), "colour": COLOURS[State(run.state)]}


def who(run: ImportRun) -> str:
    """The person who started it, or the command line."""
    return run.by.get_full_name() if run.by else "The command line"


def history_rows(runs: list[ImportRun]) -> list[dict[str, Any]]:
    """One line of the history for each run."""
    return [
        {
            "url": reverse("imports:run", args=[run.pk]),
            "when": date_and_time(run.started_at),
            "who": who(run),
            "files": ", ".join(file.name for file in run.files.all()),
            "rejected": sum(file.rejected for file in run.files.all()),
            "tag": state_tag(run),
        }
        for run in runs
    ]


def file_head() -> list[dict[str, Any]]:
    """Headings of the table of files."""
    numbers = [{"text": text, "numeric": True} for text in ("Added", "Changed", "Unchanged", "Rejected")]
    return [{"text": "File"}, *numbers, {"text": "Rejected rows"}]


def file_rows(run: ImportRun, files: list[ImportedFile]) -> list[list[dict[str, Any]]]:
    """Counts of each file, with its rejected rows to download."""
    return [
        [
            {"text": file.name},
            *(
                {"text": f"{number:,}", "numeric": True}
                for number in (file.added, file.changed, file.unchanged, file.rejected)
            ),
            {"text": _download(run, file)},
        ]
        for file in files
    ]


def _download(run: ImportRun, file: ImportedFile) -> Any:
    if not file.rejected_rows:
        return "None"
    url = reverse("imports:rejected", args=[run.pk, file.pk])
    return format_html(
        '<a class="govuk-link" href="{}">Download<span class="govuk-visually-hidden"> {}</span></a>', url, file.name
    )


def issue_head() -> list[dict[str, Any]]:
    """Headings of the table of problems."""
    return [{"text": text} for text in ("File", "Line", "Column", "What it says", "What to do")]


def issue_rows(issues: list[ImportIssue]) -> list[list[dict[str, Any]]]:
    """Problems, the first of them."""
    return [
        [
            {"text": issue.file.name},
            {"text": issue.line},
            {"text": issue.column},
            {"text": Truncator(issue.value).chars(60)},
            {"text": issue.reason},
        ]
        for issue in issues
    ]
