"""Loads what the conditions look at: the one part of the rules that queries.

However many sessions are asked about, the number of queries does not grow: one for the person, one
for courses and sessions, one where places are kept (another where a team keeps some), and one or two
each only where a course names audiences or courses that come first, or is long enough that a plan
might matter.
Sessions come with `course` and `dates` already loaded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from courses import approval_policies, policies
from courses.models import Session, SessionDate
from courses.rules.approval import ApprovalFacts, Ruling, figures_on, ruling
from courses.rules.conditions.context import (
    BookingContext,
    PersonFacts,
    Queue,
    SessionFacts,
    Span,
    YearNeed,
    day_of,
)
from courses.rules.conditions.held import KeptPlaces
from courses.rules.conditions.kept import kept_places
from courses.rules.conditions.loading_course import CourseRules, Rules, rules_of
from courses.rules.conditions.loading_person import PersonSide, PostSpan, done_codes, person_side
from courses.rules.plans import Agreed, planned
from cpd_records import policies as allowance_policies
from cpd_records.rules.portions import Portion, needs_by_year
from foundation.policies import PolicyBook
from workforce.models import Person, Post
from workforce.rules.audience_facts import facts_of
from workforce.rules.audiences import AudienceFacts, belongs


@dataclass(frozen=True, slots=True)
class Pressing:
    """Who asks. `for_other`: somebody else than the person, and whether they manage or coordinate for them."""

    for_other: bool = False
    manages: bool = False
    coordinates: bool = False

    def decides(self, beyond_allowance: bool, has_manager: bool) -> bool:
        """Whether their act approves: time beyond the allowance is the manager's to give, where there is one."""
        return self.manages or (self.coordinates and not (beyond_allowance and has_manager))


@dataclass(frozen=True, slots=True)
class _Loaded:
    """Everything read, before it is put together for each session."""

    side: PersonSide
    rules: dict[int, CourseRules]
    audience: AudienceFacts
    done: frozenset[str]
    kept: dict[int, tuple[KeptPlaces, ...]]
    agreed: Agreed
    pressing: Pressing


def contexts(
    *,
    sessions: Sequence[Session],
    person: Person,
    at: datetime,
    book: PolicyBook,
    taken: dict[int, int] | None = None,
    into: int | None = None,
    queues: dict[int, Queue] | None = None,
    pressing: Pressing | None = None,
) -> dict[int, BookingContext]:
    """A context for each session, by its primary key.

    `taken` gives places counted from rows under the session's lock; without it the cache speaks,
    which is for pages only. `into` is the key of a hold whose place the person is being named for;
    `queues` are the waiting lists (`conditions.queue.queues`).
    `pressing` is somebody who books for the person.
    """
    rules = rules_of((session.course_id for session in sessions), (session.pk for session in sessions))
    kept = kept_places(rules.keeping, person, local_day(at), into)
    loaded = _load(sessions, person, at, book, rules, kept, pressing or Pressing())
    found = {session.pk: _context(session, loaded, at, book, taken or {}) for session in sessions}
    for pk, queue in (queues or {}).items():
        found[pk] = replace(found[pk], session=replace(found[pk].session, queue=queue))
    return found


def contexts_of_nobody(
    *, sessions: Sequence[Session], side: PersonSide, audience: AudienceFacts, at: datetime, book: PolicyBook
) -> dict[int, BookingContext]:
    """The same for somebody imagined, without a row in the database: for coordinators who look with other eyes.

    One query. Places kept for anybody count as taken.
    """
    rules = rules_of(session.course_id for session in sessions)
    loaded = _Loaded(side, rules.courses, audience, frozenset(), {}, Agreed(), Pressing())
    return {session.pk: _context(session, loaded, at, book, {}) for session in sessions}


def portions_of(dates: Iterable[SessionDate], session: Session) -> tuple[Portion, ...]:
    """A session's dates as learning time: each debits the year of its own day (DOMAIN 6, rule 1)."""
    return tuple(Portion(local_day(each.starts_at), each.learning_minutes, session.weights) for each in dates)


def local_day(moment: datetime) -> date:
    """The day a moment falls on in Rotherham."""
    return day_of(moment)


def uses_allowance(session: Session, facts: PersonFacts, book: PolicyBook) -> bool:
    """Whether coming takes anything off an allowance: partners have none, agency workers by policy."""
    if not session.counts_towards_allowance or facts.external:
        return False
    return not facts.agency or book.yes(allowance_policies.AGENCY, local_day(session.starts_at))


def person_facts(person: Person, posts: Sequence[PostSpan], first: date, last: date, on: date) -> PersonFacts:
    """Access and posts on a session's days, from the post versions known now."""
    running = [post for post in posts if post.runs(first)]
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


def _load(
    sessions: Sequence[Session],
    person: Person,
    at: datetime,
    book: PolicyBook,
    rules: Rules,
    kept: dict[int, tuple[KeptPlaces, ...]],
    pressing: Pressing,
) -> _Loaded:
    day = local_day(at)
    courses = rules.courses
    asked = any(each.audiences for each in courses.values())
    side = person_side(person, at, day, book)
    return _Loaded(
        side=side,
        rules=courses,
        audience=facts_of(person.pk, day, book) if asked else AudienceFacts(),
        done=done_codes(person.pk) if any(each.first for each in courses.values()) else frozenset(),
        kept=kept,
        agreed=_agreed(side, day) if _may_be_agreed(sessions, person, book) else Agreed(),
        pressing=pressing,
    )


def _agreed(side: PersonSide, day: date) -> Agreed:
    return Agreed(planned(side.person.pk, side.pathways, day), side.mandatory)


def _may_be_agreed(sessions: Sequence[Session], person: Person, book: PolicyBook) -> bool:
    """Whether any of the sessions would be asked about unless it is part of a plan."""
    if person.standing == Person.Standing.EXTERNAL:
        return False
    return any(
        each.course.approval == "policy"
        and each.learning_minutes > book.whole(approval_policies.APPROVAL_SHORT, local_day(each.starts_at))
        for each in sessions
    )


def _context(
    session: Session, loaded: _Loaded, at: datetime, book: PolicyBook, taken: dict[int, int]
) -> BookingContext:
    side, rules = loaded.side, loaded.rules.get(session.course_id) or CourseRules()
    dates = session.dates.all()
    facts = _session_facts(session, dates, rules, taken.get(session.pk, session.places_taken))
    first = facts.first_day
    person = person_facts(side.person, side.posts, first, facts.last_day, local_day(at))
    needs = needs_by_year(portions_of(dates, session)) if uses_allowance(session, person, book) else {}
    years = tuple(YearNeed(start, need.minutes, side.left.get(start, 0)) for start, need in needs.items())
    return BookingContext(
        at=at,
        session=facts,
        person=person,
        own=side.own,
        live_session_ids=frozenset(side.live),
        live_state=side.live.get(session.pk, ""),
        years=years,
        agency_approach_only=book.yes(policies.AGENCY_APPROACH_ONLY, first),
        minutes_per_day=book.whole(allowance_policies.DAY, first),
        may_exceed=book.yes(allowance_policies.EXCESS, first),
        kept=loaded.kept.get(session.pk, ()),
        audience=belongs(loaded.audience, rules.audiences),
        done_codes=loaded.done,
        away=side.away,
        ruling=_ruling(session, loaded, person, years, book),
        asked_by_other=loaded.pressing.for_other,
    )


def _ruling(
    session: Session, loaded: _Loaded, person: PersonFacts, years: tuple[YearNeed, ...], book: PolicyBook
) -> Ruling:
    excess, has_manager = sum(year.short for year in years), loaded.side.has_manager
    facts = ApprovalFacts(
        minutes=session.learning_minutes,
        course=session.course.approval,
        outside=person.external,
        missed=loaded.side.missed,
        has_manager=has_manager,
        mandatory=session.course.code in loaded.agreed.mandatory,
        planned=session.course.code in loaded.agreed.planned,
        by_decider=loaded.pressing.decides(excess > 0, has_manager),
    )
    return ruling(facts, figures_on(book, local_day(session.starts_at)), excess)


def _session_facts(session: Session, dates: Iterable[SessionDate], rules: CourseRules, taken: int) -> SessionFacts:
    return SessionFacts(
        pk=session.pk,
        title=session.course.title,
        course_url=f"/courses/{session.course.slug}/",
        state=session.state,
        capacity=session.capacity,
        taken=taken,
        spans=tuple(Span(each.starts_at, each.ends_at) for each in dates),
        opens_at=session.booking_opens_at,
        closes_at=session.booking_closes_at,
        in_approaches=session.weights.general < 100,
        first=tuple(rules.first),
    )
