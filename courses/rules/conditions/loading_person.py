"""What the conditions look at in one person, whatever the session: written-once queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject

from courses import approval_policies as policies
from courses.models import Booking, PrerequisiteExemption, SessionDate
from courses.rules import plans
from courses.rules.conditions.context import Away, OwnBooking, Span
from cpd_records.models import CpdRecord
from cpd_records.querysets import own_years
from cpd_records.rules.balances import balance_of
from foundation.asked_often import AskedOften
from foundation.months import months_later
from foundation.policies import PolicyBook
from workforce.models import Absence, ActingManager, Person, Post
from workforce.querysets.recorded import in_force, not_ended

BUSY_STATES = ("requested", "approved", "booked")
"""Neither a place on a waiting list nor an offer keeps anybody from booking something else: the clash is
looked for again when the offer is taken."""


@dataclass(frozen=True, slots=True)
class PostSpan:
    """What the conditions look at in a version of a post."""

    starts_on: date
    ends_on: date | None
    contract: str
    managed: bool = False
    """Whether the file names a line manager."""

    def runs(self, on: date) -> bool:
        """Whether it runs on a day."""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on > on)


@dataclass(frozen=True, slots=True)
class PersonSide:
    """One person's side of every context."""

    person: Person
    own: tuple[OwnBooking, ...]
    live: dict[int, str]
    """State of each live row, by session."""
    posts: tuple[PostSpan, ...]
    left: dict[date, int]
    away: tuple[Away, ...]
    missed: int
    has_manager: bool
    pathways: tuple[int, ...] = ()
    """Keys of the pathways that somebody else put them on."""
    mandatory: frozenset[str] = frozenset()
    """Codes of the courses that would meet an open requirement of theirs."""


def person_side(person: Person, at: datetime, on: date, book: PolicyBook) -> PersonSide:
    """Read everything about a person in one query."""
    (found,) = ABOUT.rows(person.pk, months_later(on, -book.whole(policies.MISSED_MONTHS, on)), on)
    posts = tuple(_post(row) for row in found["spans"])
    return PersonSide(
        person=person,
        own=tuple(_own_booking(row) for row in found["own_dates"]),
        live={row["session_id"]: row["state"] for row in found["live_rows"]},
        posts=posts,
        left={_day(row["year_starts_on"]): balance_of(row).left for row in found["years"]},
        away=_away(found["away_rows"], on, book),
        missed=found["times"],
        has_manager=found["acting"] or any(post.managed and post.runs(on) for post in posts),
        pathways=tuple(found["pathways"]),
        mandatory=plans.codes_of(row["course_codes"] for row in found["requirements"]),
    )


def done_codes(person_id: int) -> frozenset[str]:
    """Codes of the courses in somebody's record, and of those they need not have done; two queries."""
    exempt = PrerequisiteExemption.objects.filter(person=person_id).values_list("course_code", flat=True)
    return frozenset([code for (code,) in DONE.tuples(person_id)]) | frozenset(exempt)


_day, _moment = date.fromisoformat, datetime.fromisoformat
"""Days and moments come as words, because rows within a row are JSON."""


def _end(words: str | None) -> date | None:
    return _day(words) if words else None


def _post(row: dict[str, Any]) -> PostSpan:
    return PostSpan(_day(row["starts_on"]), _end(row["ends_on"]), row["contract"], row["managed"])


def _own_booking(row: dict[str, Any]) -> OwnBooking:
    return OwnBooking(
        session_id=row["session_id"],
        title=row["title"],
        url=f"/my/bookings/{row['public_id']}/",
        span=Span(_moment(row["starts_at"]), _moment(row["ends_at"])),
        course_code=row["code"],
        last_ends_at=_moment(row["last_ends_at"]),
    )


def _away(rows: Sequence[dict[str, Any]], on: date, book: PolicyBook) -> tuple[Away, ...]:
    """Days away, ends included. One without a known end covers the next days only (a policy figure)."""
    unknown = on + timedelta(days=book.whole(policies.AWAY_OPEN, on) - 1)
    spans = [(_day(row["starts_on"]), _end(row["ends_on"])) for row in rows]
    return tuple(
        Away(starts_on, ends_on - timedelta(days=1) if ends_on else max(unknown, starts_on))
        for starts_on, ends_on in spans
    )


def _about(person_id: int, since: date, on: date) -> Any:
    """One person's row, with rows of others in it.

    `times`: how often they missed learning without a reason beyond their control; `acting`: whether somebody
    acts as their manager; `spans`: their posts, as known now; `years`: their allowance by year.
    """
    here = OuterRef("pk")
    missed = Booking.objects.filter(person=here).missed_and_counting(since)
    counted = missed.order_by().values("person").annotate(times=Count("pk"))
    live = Booking.objects.filter(person=here).live()
    rows = Person.objects.order_by().filter(pk=person_id)
    return rows.annotate(
        times=Coalesce(Subquery(counted.values("times"), output_field=IntegerField()), 0),
        acting=Exists(ActingManager.objects.filter(in_force(on), person=here)),
        spans=_rows(_posts(here), *("starts_on", "ends_on", "contract", "managed")),
        own_dates=_rows(_own_dates(here), *("session_id", "starts_at", "ends_at"), **OF_SESSION),
        live_rows=_rows(live, "session_id", "state"),
        away_rows=_rows(_absences(here, on), "starts_on", "ends_on"),
        years=_rows(own_years.with_sums().filter(person=here), "year_starts_on", *own_years.names()),
        pathways=ArraySubquery(plans.running(here, on)),
        requirements=_rows(plans.open_requirements(here, on), "course_codes"),
    ).values("times", "acting", "spans", "own_dates", "live_rows", "away_rows", "years", "pathways", "requirements")


OF_SESSION = {
    "title": "session__course__title",
    "code": "session__course__code",
    "last_ends_at": "session__ends_at",
    "public_id": "session__bookings__public_id",
}


def _rows(queryset: Any, *names: str, **others: str) -> Any:
    """Rows as JSON objects in one column: fields under their own names, and others under names of ours."""
    return ArraySubquery(queryset.values(json=JSONObject(**{name: name for name in names}, **others)))


def _own_dates(person: Any) -> Any:
    """Every date of the sessions that keep a person busy."""
    busy = SessionDate.objects.filter(session__bookings__person=person, session__bookings__state__in=BUSY_STATES)
    return busy.order_by("starts_at")


def _posts(person: Any) -> Any:
    return Post.objects.current().filter(person=person).annotate(managed=Q(line_manager__isnull=False))


def _absences(person: Any, on: date) -> Any:
    """Absences that run or are to come. Training is learning, not being away from it."""
    return Absence.objects.current().filter(not_ended(on), person=person).exclude(reason=Absence.Reason.TRN)


def _done(person_id: int) -> Any:
    """Codes in the record of one human, joined records too."""
    human = Person.objects.filter(Q(pk=person_id) | Q(joined_into=person_id)).order_by()
    records = CpdRecord.objects.filter(person__in=human, withdrawn_at__isnull=True, outcome=CpdRecord.Outcome.ATTENDED)
    return records.exclude(course_code="").order_by().values("course_code").distinct()


ABOUT = AskedOften(_about, int, date, date)
DONE = AskedOften(_done, int)
