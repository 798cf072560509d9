"""What the conditions look at in one person, whatever the session: written-once queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from courses import approval_policies as policies
from courses.models import Booking, PrerequisiteExemption, SessionDate
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


def person_side(person: Person, at: datetime, on: date, book: PolicyBook) -> PersonSide:
    """Read everything about a person; six queries."""
    posts = tuple(PostSpan(*found) for found in POSTS.tuples(person.pk))
    missed, acting = STANDING.tuples(person.pk, months_later(on, -book.whole(policies.MISSED_MONTHS, on)), on)[0]
    return PersonSide(
        person=person,
        own=tuple(_own_booking(row) for row in OWN_DATES.rows(person.pk)),
        live=dict(LIVE.tuples(person.pk)),
        posts=posts,
        left={row["year_starts_on"]: balance_of(row).left for row in own_years.OF_PERSON.rows(person.pk)},
        away=_away(AWAY.tuples(person.pk, on), on, book),
        missed=missed,
        has_manager=acting or any(post.managed and post.runs(on) for post in posts),
    )


def done_codes(person_id: int) -> frozenset[str]:
    """Codes of the courses in somebody's record, and of those they need not have done; two queries."""
    exempt = PrerequisiteExemption.objects.filter(person=person_id).values_list("course_code", flat=True)
    return frozenset([code for (code,) in DONE.tuples(person_id)]) | frozenset(exempt)


def _own_booking(row: dict[str, Any]) -> OwnBooking:
    return OwnBooking(
        session_id=row["session_id"],
        title=row["session__course__title"],
        url=f"/my/bookings/{row['session__bookings__public_id']}/",
        span=Span(row["starts_at"], row["ends_at"]),
        course_code=row["session__course__code"],
        last_ends_at=row["session__ends_at"],
    )


def _away(rows: Sequence[tuple[date, date | None]], on: date, book: PolicyBook) -> tuple[Away, ...]:
    """Days away, ends included. One without a known end covers the next days only (a policy figure)."""
    unknown = on + timedelta(days=book.whole(policies.AWAY_OPEN, on) - 1)
    return tuple(
        Away(starts_on, ends_on - timedelta(days=1) if ends_on else max(unknown, starts_on))
        for starts_on, ends_on in rows
    )


def _own_dates(person_id: int) -> Any:
    """Every date of the sessions that keep a person busy."""
    busy = SessionDate.objects.filter(
        session__bookings__person=person_id, session__bookings__state__in=BUSY_STATES
    ).order_by("starts_at")
    return busy.values(
        "session_id",
        "session__course__title",
        "session__course__code",
        "session__ends_at",
        "session__bookings__public_id",
        "starts_at",
        "ends_at",
    )


def _posts(person_id: int) -> Any:
    posts = Post.objects.current().filter(person=person_id).annotate(managed=Q(line_manager__isnull=False))
    return posts.values("starts_on", "ends_on", "contract", "managed")


def _standing(person_id: int, since: date, on: date) -> Any:
    """How often they missed learning without a reason beyond their control, and whether somebody acts as manager."""
    missed = Booking.objects.filter(person=OuterRef("pk")).missed_and_counting(since)
    counted = missed.order_by().values("person").annotate(times=Count("pk"))
    acting = ActingManager.objects.filter(in_force(on), person=OuterRef("pk"))
    rows = Person.objects.order_by().filter(pk=person_id)
    return rows.annotate(
        times=Coalesce(Subquery(counted.values("times"), output_field=IntegerField()), 0), acting=Exists(acting)
    ).values("times", "acting")


def _absences(person_id: int, on: date) -> Any:
    """Absences that run or are to come. Training is learning, not being away from it."""
    away = Absence.objects.current().filter(not_ended(on), person=person_id).exclude(reason=Absence.Reason.TRN)
    return away.values("starts_on", "ends_on")


def _done(person_id: int) -> Any:
    """Codes in the record of one human, joined records too."""
    human = Person.objects.filter(Q(pk=person_id) | Q(joined_into=person_id)).order_by()
    records = CpdRecord.objects.filter(person__in=human, withdrawn_at__isnull=True, outcome=CpdRecord.Outcome.ATTENDED)
    return records.exclude(course_code="").order_by().values("course_code").distinct()


OWN_DATES = AskedOften(_own_dates, int)
LIVE = AskedOften(lambda person_id: Booking.objects.filter(person=person_id).live().values("session_id", "state"), int)
POSTS = AskedOften(_posts, int)
STANDING = AskedOften(_standing, int, date, date)
AWAY = AskedOften(_absences, int, date)
DONE = AskedOften(_done, int)
