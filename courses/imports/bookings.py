"""bookings.csv: who is booked and who waits, as the system before this one left them (FORMATS)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import ClassVar

from django.db.models.functions import Upper

from courses.actions.bookings import in_flight
from courses.imports.moments import BadMoment, moment_of
from courses.models import Session
from foundation.file_reader import Column, Row
from foundation.import_runs import Counts, FileContext, Reader
from workforce.models import Person

NOBODY = "Nobody has this employee number: import people.csv first, or correct the number."
NO_SESSION = "There is no session with this reference: import sessions.csv first, or correct the reference."
AHEAD = "This moment lies ahead: correct it, or leave it empty."


class BookingsReader(Reader):
    """Places and queue numbers in the order people booked; what the conditions say is listed as warnings."""

    name = "bookings"
    depends_on = ("people", "posts", "courses", "training_history", "sessions")
    columns: ClassVar[tuple[Column, ...]] = (
        Column("session_ref", "code", key=True, max_length=40),
        Column("employee_number", "code", key=True, max_length=20),
        Column("state", "choice", required=True, choices=("booked", "waiting")),
        Column("booked_at"),
    )

    def apply(self, rows: Sequence[Row], context: FileContext) -> Counts:
        """Session by session in the order of their ids, which is the order of the locks."""
        sessions = {row.ref.upper(): row.pk for row in Session.objects.only("ref").filter(imported=False)}
        known = Person.objects.exclude(employee_number=None).annotate(number=Upper("employee_number"))
        people = dict(known.values_list("number", "pk"))
        groups: dict[int, list[tuple[in_flight.Standing, Row]]] = defaultdict(list)
        for row in rows:
            standing = _standing(row, sessions, people, context)
            if standing:
                groups[sessions[row["session_ref"]]].append((standing, row))
        list(Session.objects.select_for_update().filter(pk__in=groups).order_by("pk").values_list("pk"))
        done: list[str] = []
        for session_id in sorted(groups):
            done += _session(session_id, groups[session_id], context)
        return Counts(done.count("added"), done.count("changed"), done.count("unchanged"))


def _standing(
    row: Row, sessions: dict[str, int], people: dict[str, int], context: FileContext
) -> in_flight.Standing | None:
    if row["session_ref"] not in sessions:
        context.reject(row, "session_ref", NO_SESSION)
    elif row["employee_number"] not in people:
        context.reject(row, "employee_number", NOBODY)
    else:
        return _with_moment(row, people[row["employee_number"]], context)
    return None


def _with_moment(row: Row, person_id: int, context: FileContext) -> in_flight.Standing | None:
    try:
        booked_at = moment_of(row["booked_at"]) or context.at
    except BadMoment as bad:
        context.reject(row, "booked_at", str(bad))
        return None
    if booked_at > context.at:
        context.reject(row, "booked_at", AHEAD)
        return None
    return in_flight.Standing(person_id, row["state"], booked_at)


def _session(session_id: int, pairs: list[tuple[in_flight.Standing, Row]], context: FileContext) -> list[str]:
    """Booked before waiting, each in the order people booked; the file's order where that is one moment."""
    ordered = sorted(pairs, key=lambda pair: (pair[0].state == "waiting", pair[0].booked_at, pair[1].line))
    desk = in_flight.TakingOver(session_id, by=context.by, at=context.at)
    done = []
    for standing, row in ordered:
        try:
            outcome = desk.take(standing)
        except in_flight.NotTakenOver as refused:
            context.reject(row, refused.column, str(refused))
            continue
        for warning in outcome.warnings:
            context.warn(row, "state", warning)
        done.append(outcome.what)
    return done
