"""training_history.csv: learning since April 2017, into past sessions, the ledger and the record (FORMATS)."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.db.models.functions import Upper

from courses.actions.past_sessions import record_past
from courses.rules.past_places import PastPlace
from foundation.file_reader import Column, Row
from foundation.import_runs import Counts, FileContext, Reader
from foundation.methodologies import equal_weights
from workforce.models import Person

ATTENDED, PARTIAL = "attended", "partial"
OUTCOMES = (ATTENDED, PARTIAL, "did_not_attend", "cancelled_by_learner", "cancelled_by_academy")
LONGEST_HOURS = 2000
ABOVE = "More hours are credited than the course has. It was imported as it stands: check it."
AHEAD = "This day lies ahead. It was imported as it stands: bookings to come belong in bookings.csv."
NOT_THERE = "Only learning that was attended is credited: leave this empty or write 0."
HOW_MUCH = "Write how many hours are credited for the part that was attended."
NOBODY = "Nobody has this employee number: import people.csv first, or correct the number."


class TrainingHistory(Reader):
    """One row for each person's place on one past run of a course."""

    name = "training_history"
    depends_on = ("people", "posts", "courses")
    columns = (
        Column("employee_number", "code", key=True, max_length=20),
        Column("course_code", "code", key=True, max_length=20),
        Column("starts_on", "date", key=True),
        Column("course_title", required=True),
        Column("methodologies", "list", choices=("SOS", "RP", "SP")),
        Column("hours", "decimal", required=True, above=0, maximum=LONGEST_HOURS),
        Column("outcome", "choice", required=True, choices=OUTCOMES),
        Column("hours_credited", "decimal", minimum=0, maximum=LONGEST_HOURS),
    )

    def apply(self, rows: Sequence[Row], context: FileContext) -> Counts:
        """Write every good row at once; a few statements for each two thousand."""
        people = _people()
        places = []
        for row in rows:
            person_id = people.get(row["employee_number"])
            if person_id is None:
                context.reject(row, "employee_number", NOBODY)
            elif _credit_makes_sense(row, context):
                places.append(_place(row, person_id))
                _warn(row, context)
        done = record_past(places=places, by=context.by, at=context.at, progress=context.progress)
        return Counts(done.added, done.changed, done.unchanged)


def _people() -> dict[str, int]:
    """Person by employee number, in capitals as codes are read."""
    known = Person.objects.exclude(employee_number=None).annotate(number=Upper("employee_number"))
    return dict(known.values_list("number", "pk"))


def _credit_makes_sense(row: Row, context: FileContext) -> bool:
    """Credit belongs to attendance; how much of a part was attended nobody can guess."""
    credited = row["hours_credited"]
    if row["outcome"] == PARTIAL and credited is None:
        context.reject(row, "hours_credited", HOW_MUCH)
        return False
    if row["outcome"] not in (ATTENDED, PARTIAL) and credited:
        context.reject(row, "hours_credited", NOT_THERE)
        return False
    return True


def _warn(row: Row, context: FileContext) -> None:
    if row["hours_credited"] is not None and row["hours_credited"] > row["hours"]:
        context.warn(row, "hours_credited", ABOVE)
    if row["starts_on"] > context.at.date():
        context.warn(row, "starts_on", AHEAD)


def _place(row: Row, person_id: int) -> PastPlace:
    outcome = row["outcome"]
    credited = row["hours_credited"]
    if credited is None:
        credited = row["hours"] if outcome == ATTENDED else Decimal(0)
    return PastPlace(
        person_id=person_id,
        course_code=row["course_code"],
        title=row["course_title"],
        starts_on=row["starts_on"],
        weights=equal_weights(code.lower() for code in row["methodologies"]),
        minutes=max(whole_minutes(row["hours"]), 1),
        credited_minutes=whole_minutes(credited),
        state="cancelled" if outcome.startswith("cancelled") else outcome,
        reason="session_cancelled" if outcome == "cancelled_by_academy" else "",
    )


def whole_minutes(hours: Decimal) -> int:
    """Hours of the file as whole minutes, rounded half up (DESIGN rule 6)."""
    return int((hours * 60).quantize(Decimal(1), ROUND_HALF_UP))
