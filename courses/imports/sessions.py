"""sessions.csv: what is planned, one row for each date, grouped by session_ref (FORMATS)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from courses.actions.sessions import (
    DateSpan,
    SessionPlan,
    SessionRefused,
    Trainer,
    change_session,
    open_session,
    plan_of,
    plan_session,
)
from courses.actions.sessions.clashes import lock_planning
from courses.imports.moments import BadMoment, span_of
from courses.models import Course, Session, Venue
from courses.querysets.people import people_by_email
from foundation.file_reader import Column, Row
from foundation.import_runs import Counts, FileContext, Reader

OTHERS = "Another row of this session cannot be read, so none of it was written. Mend that row first."
NO_COURSE = "There is no course with this code: import courses.csv first, or correct the code."
OTHER_COURSE = "This session is one of another course here. A session keeps its course: give it another reference."
DIFFERS = "This differs from the first row of the session. Say the same in every row, or leave it empty."
PLACES = "Fill in capacity: a new session needs to know how many places it has."
NEW_VENUE = "A venue of this name was added. Enter its address and access under Venues."
PLANNED = "It stays planned: {why}"
SAME = ("course_code", "venue", "join_link", "capacity", "trainer")


class SessionsReader(Reader):
    """A session's dates become those of the file; what the file does not say stays as it is."""

    name = "sessions"
    depends_on = ("people", "posts", "courses")
    columns: ClassVar[tuple[Column, ...]] = (
        Column("session_ref", "code", key=True, max_length=40),
        Column("course_code", "code", required=True, max_length=20),
        Column("date", "date", key=True),
        Column("starts", "time", required=True),
        Column("ends", "time", required=True),
        Column("venue", max_length=120),
        Column("join_link", max_length=200),
        Column("capacity", "whole", minimum=1, maximum=1000),
        Column("trainer"),
    )

    def apply(self, rows: Sequence[Row], context: FileContext) -> Counts:
        """Session by session, in the order of the file; the sessions that stand are locked first, by id."""
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            groups[row["session_ref"]].append(row)
        lock_planning()
        standing = _locked(groups)
        spoiled = _spoiled(rows, context)
        done: dict[str, int] = defaultdict(int)
        for ref, group in groups.items():
            outcome = _Group(group, standing.get(ref), context).apply(ref in spoiled)
            done[outcome] += len(group)
        return Counts(done["added"], done["changed"], done["unchanged"])


def _locked(groups: dict[str, list[Row]]) -> dict[str, Session]:
    """Sessions by reference. All are locked before the first is touched, so that no booking crosses them."""
    rows = Session.objects.select_for_update(of=("self",)).select_related("course", "venue").order_by("pk")
    return {row.ref.upper(): row for row in rows.filter(imported=False) if row.ref.upper() in groups}


def _spoiled(rows: Sequence[Row], context: FileContext) -> set[str]:
    """References with a row that was rejected before: the session would lose a date."""
    read = {row.line for row in rows}
    lines = [line for line in range(2, context.records + 1) if line not in read]
    return {context.original(line, "session_ref").strip().upper() for line in lines}


class _Group:
    """The rows of one session."""

    def __init__(self, rows: list[Row], session: Session | None, context: FileContext) -> None:
        self.rows, self.session, self.context = rows, session, context
        self.first = rows[0]

    def apply(self, spoiled: bool) -> str:
        """ "added", "changed", "unchanged", or nothing where it was rejected."""
        if spoiled:
            return self._reject("session_ref", OTHERS)
        spans = self._spans()
        course = self._course()
        if course is None or spans is None or not self._agrees():
            return ""
        try:
            plan = self._plan(spans)
            return self._write(course, plan)
        except SessionRefused as refused:
            return self._reject("date", str(refused))

    def _write(self, course: Course, plan: SessionPlan) -> str:
        by, at = self.context.by, self.context.at
        if self.session is None:
            made = plan_session(course=course, plan=plan, by=by, at=at, ref=self.first["session_ref"])
            self._open(made)
            return "added"
        if plan == plan_of(self.session):
            return "unchanged"
        change_session(session_id=self.session.pk, plan=plan, by=by, at=at, reason="sessions.csv")
        return "changed"

    def _open(self, session: Session) -> None:
        """People can book it, and bookings.csv name them, unless its course is not on offer."""
        try:
            open_session(session_id=session.pk, by=self.context.by, at=self.context.at)
        except SessionRefused as refused:
            self.context.warn(self.first, "course_code", PLANNED.format(why=str(refused)))

    def _plan(self, spans: tuple[DateSpan, ...]) -> SessionPlan:
        standing = plan_of(self.session) if self.session else SessionPlan(dates=spans, capacity=0)
        given: dict[str, Any] = {"dates": spans}
        for name in ("capacity", "join_link"):
            if self._value(name):
                given[name] = self._value(name)
        if self._value("venue"):
            given["venue"] = self._venue(str(self._value("venue")))
        if self._value("trainer"):
            given["trainers"] = _trainers(str(self._value("trainer")), standing.trainers)
        plan = replace(standing, **given)
        if not plan.capacity:
            raise SessionRefused(PLACES)
        return plan

    def _value(self, name: str) -> Any:
        return next((row[name] for row in self.rows if row[name]), None)

    def _spans(self) -> tuple[DateSpan, ...] | None:
        spans = []
        for row in self.rows:
            try:
                spans.append(span_of(row["date"], row["starts"], row["ends"]))
            except BadMoment as bad:
                self.context.reject(row, "ends", str(bad))
        if len(spans) == len(self.rows):
            return tuple(sorted(spans, key=lambda span: span.starts_at))
        return None

    def _course(self) -> Course | None:
        course = Course.objects.filter(code__iexact=self.first["course_code"]).first()
        if course is None:
            self._reject("course_code", NO_COURSE)
        elif self.session and self.session.course_id != course.pk:
            self._reject("course_code", OTHER_COURSE)
            return None
        return course

    def _agrees(self) -> bool:
        sound = True
        for row in self.rows:
            for name in SAME:
                if row[name] and row[name] != self._value(name):
                    self.context.reject(row, name, DIFFERS)
                    sound = False
        return sound

    def _venue(self, name: str) -> Venue:
        venue = Venue.objects.filter(name__iexact=name).first()
        if venue is None:
            venue = Venue.objects.create(name=name)
            self.context.warn(self.first, "venue", NEW_VENUE)
        return venue

    def _reject(self, column: str, reason: str) -> str:
        for row in self.rows:
            self.context.reject(row, column, reason)
        return ""


def _trainers(text: str, standing: tuple[Trainer, ...]) -> tuple[Trainer, ...]:
    """Names with ; between them; one that is an address of somebody we know is that person.

    A trainer who stands already keeps address, telephone number and fee.
    """
    known = {trainer.name.casefold(): trainer for trainer in standing}
    names = [part.strip() for part in text.split(";") if part.strip()]
    ours = people_by_email([name for name in names if "@" in name])
    found = []
    for name in names:
        person = ours.get(name.casefold())
        trainer = Trainer(person.full_name, person.pk) if person else _outside(name)
        found.append(known.get(trainer.name.casefold(), trainer))
    return tuple(found)


def _outside(name: str) -> Trainer:
    return Trainer(name, email=name) if "@" in name else Trainer(name)
