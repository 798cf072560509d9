"""Sessions of the demo, behind and ahead, and the people booked on them: all through the actions."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from academy.demo import sessions as session_data
from courses.actions.bookings import BookingRefused, book
from courses.actions.sessions import DateSpan, SessionPlan, Trainer, open_session, plan_session
from courses.models import Course, Session, Venue
from foundation.methodologies import METHODOLOGIES, Split
from foundation.working_days import add_working_days
from workforce.models import Person, Post

SEED = 1989
BEHIND = (("LA07", 1), ("LA24", 2), ("LA29", 4))
"""Course and working days ago of sessions whose register still waits."""
SHARE_BOOKED = 0.2
TRAINER_EMAIL = "nathan.hattersley@example.org"
ALWAYS_BOOKED = ("alice.gibbons@example.org", "liam.spurr@example.org", "nicola.tyas@example.org")


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """Plan and open the sessions, then book people on them. A demo with sessions is left as it is."""
    if Session.objects.filter(imported=False).exists():
        return "already there"
    venues = _venues()
    opened = [_ahead(row, venues, at) for row in _rows(at)]
    opened += [_behind(code, days, venues, at) for code, days in BEHIND]
    progress(f"{len(opened)} sessions are open for booking")
    return f"{len(opened)} sessions, {_book_people(opened, at, progress)} bookings"


def _venues() -> dict[str, Venue]:
    for row in session_data.venues():
        Venue.objects.get_or_create(name=row["name"], defaults={k: v for k, v in row.items() if k != "name"})
    return {venue.name: venue for venue in Venue.objects.all()}


def _rows(at: datetime) -> Iterator[session_data.DemoSession]:
    methodologies = {course.code: _tagged(course.weights) for course in Course.objects.all()}
    return session_data.sessions(today=timezone.localdate(at), methodologies=methodologies)


def _tagged(weights: Split) -> list[str]:
    return [code for code, _ in METHODOLOGIES[:3] if getattr(weights, code)]


def _ahead(row: session_data.DemoSession, venues: dict[str, Venue], at: datetime) -> Session:
    plan = SessionPlan(
        dates=tuple(DateSpan(start, end) for start, end in row.spans),
        capacity=row.capacity,
        venue=venues.get(row.venue),
        join_link=row.join_link,
        trainers=tuple(Trainer(name) for name in row.trainers),
        booking_closes_at=row.booking_closes_at,
        joining_notes=row.joining_notes,
    )
    return _plan_and_open(row.course_code, plan, row.ref, at)


def _behind(code: str, days: int, venues: dict[str, Venue], at: datetime) -> Session:
    day = add_working_days(timezone.localdate(at), -days)
    trainer = Person.objects.get(work_email=TRAINER_EMAIL)
    start = timezone.make_aware(datetime.combine(day, time(9, 30)), session_data.LONDON)
    plan = SessionPlan(
        dates=(DateSpan(start, start + timedelta(hours=7)),),
        capacity=16,
        venue=next(iter(venues.values())),
        trainers=(Trainer(trainer.full_name, trainer.pk),),
    )
    return _plan_and_open(code, plan, f"{code}-{day:%Y%m%d}", start - timedelta(days=40))


def _plan_and_open(code: str, plan: SessionPlan, ref: str, at: datetime) -> Session:
    course = Course.objects.get(code=code)
    session = plan_session(course=course, plan=plan, by=None, at=at, ref=ref)
    return open_session(session_id=session.pk, by=None, at=at)


def _book_people(opened: list[Session], at: datetime, progress: Callable[[str], None]) -> int:
    rng = Random(SEED)  # noqa: S311  # the same demo every time
    known = _known()
    staff = [person for person in _staff(at) if person not in known]
    made = 0
    for number, session in enumerate(sorted(opened, key=lambda each: each.ref)):
        when = min(at, session.starts_at - timedelta(days=20))
        wanted = rng.sample(staff, round(session.capacity * rng.uniform(0, 2 * SHARE_BOOKED)))
        wanted += [known[number % len(known)]] if number < 2 * len(known) else []
        made += sum(_booked(session, person, when) for person in wanted)
        if number % 20 == 19:
            progress(f"{made} bookings so far")
    return made


def _staff(at: datetime) -> list[int]:
    posts = Post.objects.current().running(timezone.localdate(at)).exclude(contract=Post.Contract.AGENCY)
    return sorted(set(posts.values_list("person_id", flat=True)))


def _known() -> list[int]:
    return list(Person.objects.filter(work_email__in=ALWAYS_BOOKED).order_by("pk").values_list("pk", flat=True))


def _booked(session: Session, person_id: Any, at: datetime) -> bool:
    """Book as the system; somebody the rules refuse (a clash, no days left) is left out."""
    try:
        book(session_id=session.pk, person_id=person_id, by=None, at=at)
    except BookingRefused:
        return False
    return True
