"""Loads what the conditions look at: the one part of the rules that queries.

However many sessions are asked about, it takes five queries: the person's bookings, live rows,
posts and balances, and the places kept (one more where a team keeps some). Sessions come with
`course` and `dates` already loaded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from courses import policies
from courses.models import Booking, Session, SessionDate
from courses.rules.conditions.context import (
    BookingContext,
    OwnBooking,
    PersonFacts,
    Queue,
    SessionFacts,
    Span,
    YearNeed,
)
from courses.rules.conditions.held import KeptPlaces
from courses.rules.conditions.kept import kept_places
from cpd_records import policies as allowance_policies
from cpd_records.querysets import own_years
from cpd_records.rules.balances import balance_of
from cpd_records.rules.portions import Portion, needs_by_year
from foundation.asked_often import AskedOften
from foundation.policies import PolicyBook
from workforce.models import Person, Post

BUSY_STATES = ("requested", "approved", "booked")
"""Neither a place on a waiting list nor an offer keeps anybody from booking something else: the clash is
looked for again when the offer is taken."""


@dataclass(frozen=True, slots=True)
class PostSpan:
    """What the conditions look at in a version of a post."""

    starts_on: date
    ends_on: date | None
    contract: str


def _own_dates(person_id: int) -> Any:
    """Every date of the sessions that keep a person busy."""
    busy = SessionDate.objects.filter(
        session__bookings__person=person_id, session__bookings__state__in=BUSY_STATES
    ).order_by("starts_at")
    return busy.values("session_id", "session__course__title", "session__bookings__public_id", "starts_at", "ends_at")


OWN_DATES = AskedOften(_own_dates, int)
LIVE = AskedOften(lambda person_id: Booking.objects.filter(person=person_id).live().values("session_id"), int)
POSTS = AskedOften(
    lambda person_id: Post.objects.current().filter(person=person_id).values("starts_on", "ends_on", "contract"), int
)


@dataclass(frozen=True, slots=True)
class _Loaded:
    """One person's side of every context."""

    person: Person
    own: tuple[OwnBooking, ...]
    live_session_ids: frozenset[int]
    posts: tuple[PostSpan, ...]
    left: dict[date, int]


def contexts(
    *,
    sessions: Sequence[Session],
    person: Person,
    at: datetime,
    book: PolicyBook,
    taken: dict[int, int] | None = None,
    into: int | None = None,
    queues: dict[int, Queue] | None = None,
) -> dict[int, BookingContext]:
    """A context for each session, by its primary key.

    `taken` gives places counted from rows under the session's lock; without it the cache speaks,
    which is for pages only. `into` is the key of a hold whose place the person is being named for;
    `queues` are the waiting lists (`conditions.queue.queues`).
    """
    loaded = _load(person)
    kept = kept_places([session.pk for session in sessions], person, local_day(at), into)
    found = {
        session.pk: _context(session, loaded, at, book, taken or {}, kept.get(session.pk, ())) for session in sessions
    }
    for pk, queue in (queues or {}).items():
        found[pk] = replace(found[pk], session=replace(found[pk].session, queue=queue))
    return found


def portions_of(dates: Iterable[SessionDate], session: Session) -> tuple[Portion, ...]:
    """A session's dates as learning time: each debits the year of its own day (DOMAIN 6, rule 1)."""
    return tuple(Portion(local_day(each.starts_at), each.learning_minutes, session.weights) for each in dates)


def local_day(moment: datetime) -> date:
    """The day a moment falls on in Rotherham."""
    return timezone.localtime(moment).date()


def uses_allowance(session: Session, facts: PersonFacts, book: PolicyBook) -> bool:
    """Whether coming takes anything off an allowance: partners have none, agency workers by policy."""
    if not session.counts_towards_allowance or facts.external:
        return False
    return not facts.agency or book.yes(allowance_policies.AGENCY, local_day(session.starts_at))


def person_facts(person: Person, posts: Sequence[PostSpan], first: date, last: date, on: date) -> PersonFacts:
    """Access and posts on a session's days, from the post versions known now."""
    running = [post for post in posts if post.starts_on <= first and (post.ends_on is None or post.ends_on > first)]
    return PersonFacts(
        external=person.standing == Person.Standing.EXTERNAL,
        suspended=person.suspended_on is not None and person.suspended_on <= on,
        has_post=bool(running),
        post_ends_on=_last_day(posts, first, last),
        agency=bool(running) and all(post.contract == Post.Contract.AGENCY for post in running),
    )


def _last_day(posts: Sequence[PostSpan], first: date, last: date) -> date | None:
    """The last day in post, when no spell reaches to the session's last day."""
    ends = []
    for post in posts:
        if post.ends_on is None or post.ends_on > last:
            if post.starts_on <= last:
                return None
        elif post.ends_on > first:
            ends.append(post.ends_on)
    return max(ends) - timedelta(days=1) if ends else None


def _load(person: Person) -> _Loaded:
    own = tuple(
        OwnBooking(session_id, title, f"/my/bookings/{public_id}/", Span(starts_at, ends_at))
        for session_id, title, public_id, starts_at, ends_at in OWN_DATES.tuples(person.pk)
    )
    return _Loaded(
        person=person,
        own=own,
        live_session_ids=frozenset(session_id for (session_id,) in LIVE.tuples(person.pk)),
        posts=tuple(PostSpan(*found) for found in POSTS.tuples(person.pk)),
        left={row["year_starts_on"]: balance_of(row).left for row in own_years.OF_PERSON.rows(person.pk)},
    )


def _context(
    session: Session,
    loaded: _Loaded,
    at: datetime,
    book: PolicyBook,
    taken: dict[int, int],
    kept: tuple[KeptPlaces, ...],
) -> BookingContext:
    facts = _session_facts(session, taken.get(session.pk, session.places_taken))
    first = facts.first_day
    person = person_facts(loaded.person, loaded.posts, first, facts.last_day, local_day(at))
    needs = needs_by_year(portions_of(session.dates.all(), session)) if uses_allowance(session, person, book) else {}
    return BookingContext(
        at=at,
        session=facts,
        person=person,
        own=loaded.own,
        live_session_ids=loaded.live_session_ids,
        years=tuple(YearNeed(start, need.minutes, loaded.left.get(start, 0)) for start, need in needs.items()),
        agency_approach_only=book.yes(policies.AGENCY_APPROACH_ONLY, first),
        minutes_per_day=book.whole(allowance_policies.DAY, first),
        kept=kept,
    )


def _session_facts(session: Session, taken: int) -> SessionFacts:
    return SessionFacts(
        pk=session.pk,
        title=session.course.title,
        course_url=f"/courses/{session.course.slug}/",
        state=session.state,
        capacity=session.capacity,
        taken=taken,
        spans=tuple(Span(each.starts_at, each.ends_at) for each in session.dates.all()),
        opens_at=session.booking_opens_at,
        closes_at=session.booking_closes_at,
        in_approaches=session.weights.general < 100,
    )
