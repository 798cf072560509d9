"""supervision_history.csv: supervision of the past, one row for each person and meeting (FORMATS)."""

from collections.abc import Sequence
from datetime import date

from django.db.models.functions import Upper
from django.utils import timezone

from foundation.file_reader import Column, Row
from foundation.import_runs import Counts, FileContext, Reader
from supervision.actions.past_meetings import PastMeeting, record_past
from supervision.models import Meeting
from workforce.models import Person

NOBODY = "Nobody has this employee number: import people.csv first, or correct the number."
OWN = "Nobody supervises themselves: correct one of the two numbers."
AHEAD = "This day lies ahead: a supervision to come is planned on the site, not imported."
BEFORE_HELD = "This is before the supervision: correct one of the two days."
UNWRITTEN = "Signed, but not written up. It was imported as it stands: check it."


class SupervisionHistory(Reader):
    """Adds past supervisions, and puts right what an earlier file said of them."""

    name = "supervision_history"
    depends_on = ("people", "posts")
    columns = (
        Column("supervisee_number", "code", key=True, max_length=20),
        Column("held_on", "date", key=True),
        Column("kind", "choice", key=True, choices=tuple(Meeting.Kind.values)),
        Column("supervisor_number", "code", max_length=20),
        Column("written_up_on", "date"),
        Column("signed_on", "date"),
    )

    def apply(self, rows: Sequence[Row], context: FileContext) -> Counts:
        """Write every good row at once."""
        people, today = _people(), timezone.localdate(context.at)
        good = [row for row in rows if _makes_sense(row, people, today, context)]
        past = [_past(row, people) for row in good]
        done = record_past(rows=past, run=context.run, at=context.at, progress=context.progress)
        return Counts(done.added, done.changed, done.unchanged)


def _people() -> dict[str, int]:
    """Person by employee number, in capitals as codes are read."""
    known = Person.objects.exclude(employee_number=None).annotate(number=Upper("employee_number"))
    return dict(known.values_list("number", "pk"))


def _makes_sense(row: Row, people: dict[str, int], today: date, context: FileContext) -> bool:
    problem = _problem(row, people, today)
    if problem is not None:
        context.reject(row, *problem)
        return False
    if row["signed_on"] and not row["written_up_on"]:
        context.warn(row, "signed_on", UNWRITTEN)
    return True


def _problem(row: Row, people: dict[str, int], today: date) -> tuple[str, str] | None:
    """The first column that is wrong, and why."""
    supervisee, supervisor = row["supervisee_number"], row["supervisor_number"]
    checks = (
        (supervisee not in people, "supervisee_number", NOBODY),
        (bool(supervisor) and supervisor not in people, "supervisor_number", NOBODY),
        (supervisor == supervisee, "supervisor_number", OWN),
        (row["held_on"] > today, "held_on", AHEAD),
        (_before(row["written_up_on"], row["held_on"]), "written_up_on", BEFORE_HELD),
        (_before(row["signed_on"], row["held_on"]), "signed_on", BEFORE_HELD),
    )
    return next(((column, reason) for wrong, column, reason in checks if wrong), None)


def _before(day: date | None, held_on: date) -> bool:
    return day is not None and day < held_on


def _past(row: Row, people: dict[str, int]) -> PastMeeting:
    return PastMeeting(
        supervisee_id=people[row["supervisee_number"]],
        held_on=row["held_on"],
        kind=row["kind"],
        supervisor_id=people.get(row["supervisor_number"]),
        written_up_on=row["written_up_on"],
        signed_on=row["signed_on"],
    )
