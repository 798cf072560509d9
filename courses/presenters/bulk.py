"""What is said of many rows at once, and of how far a run has come."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from courses.models import BulkRun
from foundation.british_dates import weekday_date

PROBLEMS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """`problems` are (what, why) pairs; `sentence` says it all in a line."""

    total: int
    done: int
    finished: bool
    sentence: str
    problems: tuple[tuple[str, str], ...]


def progress(run: BulkRun, of: str, rows: Any) -> Progress:
    """A run with its numbers (`with_progress`); `rows` are those whose names this user may read."""
    failed = list(run.steps.exclude(problem="").values_list("subject", "problem")[:PROBLEMS_SHOWN])
    names = {row.pk: NAMES[of](row) for row in rows.filter(pk__in=[key for key, _ in failed])}
    total, done, missed = run.total, run.done, run.failed  # type: ignore[attr-defined]
    finished = done == total
    left = "" if finished else f" {total - done} to go."
    trouble = f" {missed} could not be done, for the reasons below." if missed else ""
    return Progress(
        total=total,
        done=done,
        finished=finished,
        sentence=f"{done - missed} of {total} done.{trouble}{left}",
        problems=tuple((names.get(key, f"Number {key}"), problem) for key, problem in failed),
    )


def _session(row: Any) -> str:
    return f"{row.course.title}, {weekday_date(row.starts_at)} ({row.ref})"


def _booking(row: Any) -> str:
    return f"{row.person.full_name}: {row.session.course.title}, {weekday_date(row.session.starts_at)}"


def _offer(row: Any) -> str:
    return f"{row.title} ({row.code})"


NAMES: dict[str, Callable[[Any], str]] = {
    "sessions": _session,
    "bookings": _booking,
    "courses": _offer,
    "pathways": _offer,
    "demand": _offer,
}
"""What a row of each list is called."""
