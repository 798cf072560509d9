"""The catalogue through the eyes of a learner of some team: nobody's data, the real rules.

Imagined is a full-time person in a permanent post with a manager, a whole year's allowance, nothing
booked, nothing missed and no course done.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from courses.models import Course, Session
from courses.presenters import wording
from courses.presenters.session_offer import SessionOffer, session_offer
from courses.rules.conditions.loading import contexts_of_nobody
from courses.rules.conditions.loading_course import CourseRules, rules_of
from courses.rules.conditions.loading_person import PersonSide, PostSpan
from cpd_records import policies as allowance_policies
from cpd_records.rules.years import year_start
from foundation.policies import PolicyBook
from workforce.models import Person, Post
from workforce.rules.audiences import AudienceFacts, PostFacts, belongs

SESSIONS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class SeenSession:
    """One session ahead: `says` is what the learner would read beside it."""

    dates: str
    places: str
    can_book: bool
    says: str


@dataclass(frozen=True, slots=True)
class SeenCourse:
    """One course of the catalogue; `whom` says whether it is for them."""

    title: str
    url: str
    for_them: bool
    whom: str
    sessions: tuple[SeenSession, ...]
    more: int


def seen_courses(
    courses: Iterable[Course], sessions: Sequence[Session], post: PostFacts, at: datetime, book: PolicyBook
) -> list[SeenCourse]:
    """Those for them first. `sessions` come with course and dates, soonest first."""
    listed = list(courses)
    audience, rules = AudienceFacts(posts=(post,)), rules_of(course.pk for course in listed).courses
    side = _nobody(sessions, book)
    found = contexts_of_nobody(sessions=sessions, side=side, audience=audience, at=at, book=book)
    by_course: dict[int, list[SeenSession]] = defaultdict(list)
    for session in sessions:
        by_course[session.course_id].append(_session(session, session_offer(session, found[session.pk])))
    seen = [_course(each, audience, rules.get(each.pk), by_course[each.pk]) for each in listed]
    return sorted(seen, key=lambda each: (not each.for_them, each.title))


def _nobody(sessions: Iterable[Session], book: PolicyBook) -> PersonSide:
    starts = {year_start(timezone.localdate(each.starts_at)) for row in sessions for each in row.dates.all()}
    return PersonSide(
        person=Person(standing=Person.Standing.CONFIRMED),
        own=(),
        live={},
        posts=(PostSpan(date.min, None, Post.Contract.PERMANENT, managed=True),),
        left={start: book.whole(allowance_policies.FULL_YEAR, start) for start in starts},
        away=(),
        missed=0,
        has_manager=True,
    )


def _course(course: Course, audience: AudienceFacts, rules: Any, sessions: list[SeenSession]) -> SeenCourse:
    whom = belongs(audience, (rules or CourseRules()).audiences)
    return SeenCourse(
        title=course.title,
        url=course.get_absolute_url(),
        for_them=whom.yes,
        whom=whom.sentence,
        sessions=tuple(sessions[:SESSIONS_SHOWN]),
        more=max(len(sessions) - SESSIONS_SHOWN, 0),
    )


def _session(session: Session, offer: SessionOffer) -> SeenSession:
    free = max(session.capacity - session.places_taken, 0)
    return SeenSession(
        dates=wording.dates(session.starts_at, session.ends_at),
        places="Full" if not free else f"{free} of {session.capacity} places free",
        can_book=offer.can_book,
        says=f"{offer.press}. {offer.in_short}. {offer.why}" if offer.can_book else _why_not(offer),
    )


def _why_not(offer: SessionOffer) -> str:
    return f"{offer.first.sentence} {offer.first.remedy}" if offer.first else ""
