"""Sessions of the demo, behind and ahead, and the people booked on them: all through the actions."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from academy.demo import offer
from academy.demo.sessions import LONDON
from courses.actions.bookings import BookingRefused, Wish, book, request
from courses.actions.sessions import DateSpan, SessionPlan, Trainer, open_session, plan_session
from courses.models import Course, Session, Venue
from foundation.working_days import add_working_days
from workforce.models import Person, Post

SEED = 1989
BEHIND = (("LA07", 1), ("LA24", 2), ("LA29", 4))
"""Course and working days ago of sessions whose register still waits."""
SHARE_BOOKED = 0.2
TRAINER_EMAIL = "nathan.hattersley@example.org"
REQUESTS_AHEAD = timedelta(days=30)
SHORT = 120
LEFT_FOR_VISITORS = ("LA07",)
"""Courses that a guided look round books, so nobody has asked for them yet."""
ALWAYS_BOOKED = ("alice.gibbons@example.org", "liam.spurr@example.org", "nicola.tyas@example.org")


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """Plan and open the sessions, then book people on them. A demo with bookings is left as it is."""
    if Session.objects.filter(imported=False, bookings__isnull=False).exists():
        return "already there"
    offer.load_sessions(at=at)
    for code, days in BEHIND:
        _behind(code, days, at)
    opened = list(Session.objects.filter(imported=False).order_by("ref"))
    progress(f"{len(opened)} sessions are open for booking")
    made = _book_people(opened, at, progress)
    return f"{len(opened)} sessions, {made} bookings, {_ask_managers(opened, at)} requests"


def _behind(code: str, days: int, at: datetime) -> None:
    day = add_working_days(timezone.localdate(at), -days)
    ref, start = f"{code}-{day:%Y%m%d}", timezone.make_aware(datetime.combine(day, time(9, 0)), LONDON)
    if Session.objects.filter(ref=ref).exists():
        return
    trainer = Person.objects.get(work_email=TRAINER_EMAIL)
    plan = SessionPlan(
        dates=(DateSpan(start, start + timedelta(hours=8)),),
        capacity=16,
        venue=Venue.objects.order_by("pk").first(),
        trainers=(Trainer(trainer.full_name, trainer.pk),),
        **offer.costs(1, in_a_room=True),
    )
    planned_at = start - timedelta(days=40)
    session = plan_session(course=Course.objects.get(code=code), plan=plan, by=None, at=planned_at, ref=ref)
    open_session(session_id=session.pk, by=None, at=planned_at)


def _book_people(opened: list[Session], at: datetime, progress: Callable[[str], None]) -> int:
    rng = Random(SEED)  # noqa: S311  # the same demo every time
    known = _known()
    staff = [person for person in _staff(at) if person not in known]
    made = 0
    for number, session in enumerate(opened):
        when = min(at, session.starts_at - timedelta(days=20))
        wanted = rng.sample(staff, round(session.capacity * rng.uniform(0, 2 * SHARE_BOOKED)))
        wanted += [known[number % len(known)]] if number < 2 * len(known) else []
        made += sum(_booked(session, person, when) for person in wanted)
        if number % 20 == 19:
            progress(f"{made} bookings so far")
    return made


def _ask_managers(opened: list[Session], at: datetime) -> int:
    """The people one can sign in as ask for learning themselves, so that their managers have something to answer."""
    ahead = [session for session in opened if session.starts_at > at + REQUESTS_AHEAD]
    people = Person.objects.filter(work_email__in=ALWAYS_BOOKED, user__isnull=False).select_related("user")
    return sum(any(_asked(session, person, at) for session in reversed(ahead)) for person in people.order_by("pk"))


def _asked(session: Session, person: Person, at: datetime) -> bool:
    """Whether the press made a request; something short, or refused, is left for the next session."""
    if session.learning_minutes <= SHORT or session.course.code in LEFT_FOR_VISITORS:
        return False
    wish = Wish(note="I would like to bring this to our next group supervision.")
    try:
        made = request(session_id=session.pk, person_id=person.pk, wish=wish, by=person.user, at=at)
    except BookingRefused:
        return False
    return made.state == "requested"


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
