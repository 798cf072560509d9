"""What a trainer sees of the sessions they lead: who comes, what to arrange, and what can be done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from courses import policies
from courses.models import Arrangement, Booking, Session, SessionNeed, SessionTrainer
from courses.presenters import feedback_results, wording
from foundation.british_dates import clock_span, weekday_date
from foundation.policies import book


@dataclass(frozen=True, slots=True)
class LedSession:
    """One line of the list."""

    title: str
    when: str
    where: str
    taken: str
    url: str
    over: bool


@dataclass(frozen=True, slots=True)
class TrainerPage:
    """One session for its trainer. `to_arrange` are (who, what) pairs, gone once the session is over."""

    trainer_id: int
    title: str
    dates: tuple[str, ...]
    where: str
    address: str
    access: str
    notes: str
    roster: tuple[str, ...]
    to_arrange: tuple[tuple[str, str], ...]
    ill_said: bool
    can_be_ill: bool
    has_register: bool


@dataclass(frozen=True, slots=True)
class OwnFeedback:
    """What people said of one trainer's sessions, behind the gate: figures of all together, and comments."""

    headings: tuple[str, ...]
    rows: tuple[feedback_results.Row, ...]
    total: tuple[str, ...]
    questions: tuple[Any, ...]


def own_feedback(sessions: set[int], at: datetime) -> OwnFeedback:
    """From five answers up, once the asking is over; smaller sessions are pooled (DOMAIN 9, trainer)."""
    found = feedback_results.load(timezone.localdate(at))
    results = found.results(sessions)
    return OwnFeedback(
        headings=feedback_results.HEADINGS,
        rows=tuple(found.by_session(sessions)),
        total=feedback_results.figures_of(results),
        questions=tuple(question for question in results.questions if question.comments),
    )


def feedback_of_outsider(trainer: SessionTrainer, at: datetime) -> OwnFeedback | None:
    """Of every session led under the address that the trainer has proved; None while none of them is over.

    An address, not a name: two people may have one name, and a name is typed.
    """
    led = SessionTrainer.objects.outside().filter(email__iexact=trainer.email, session__ends_at__lte=at)
    sessions = set(led.exclude(session__state=Session.State.CANCELLED).values_list("session_id", flat=True))
    return own_feedback(sessions, at) if sessions else None


def led_sessions(user: Any, at: datetime) -> list[LedSession]:
    """Those a signed-in trainer leads: those ahead, the next first, then those lately over; three queries."""
    looked_back = timedelta(days=book().whole(policies.LED_SHOWN, timezone.localdate(at)))
    rows = Session.objects.led_by(user).filter(ends_at__gt=at - looked_back).exclude(state="cancelled")
    listed = rows.select_related("course", "venue").order_by("starts_at", "pk")[:50]
    lines = [
        LedSession(
            title=row.course.title,
            when=wording.dates(row.starts_at, row.ends_at),
            where=row.venue.name if row.venue else "Online",
            taken=f"{row.places_taken} of {row.capacity} places taken",
            url=f"/my/sessions/{row.public_id}/",
            over=row.ends_at <= at,
        )
        for row in listed
    ]
    return sorted(lines, key=lambda line: line.over)


def trainer_of(user: Any, public_id: Any) -> SessionTrainer | None:
    """The signed-in trainer's own row of a session; nobody else's."""
    rows = SessionTrainer.objects.filter(person__user=user, session__public_id=public_id)
    return rows.select_related("session__course", "session__venue").first()


def trainer_page(trainer: SessionTrainer, at: datetime) -> TrainerPage:
    """For the trainer of this very session, whom the caller has proved."""
    session = trainer.session
    over = session.ends_at <= at
    coming = Booking.objects.filter(session=session).on_the_roster().select_related("person")
    to_be_held = session.state in (Session.State.PLANNED, Session.State.OPEN) and not over
    return TrainerPage(
        trainer_id=trainer.pk,
        title=session.course.title,
        dates=tuple(
            f"{weekday_date(each.starts_at)}, {clock_span(each.starts_at, each.ends_at)}"
            for each in session.dates.all()
        ),
        where=session.venue.name if session.venue else "Online",
        address=session.venue.address if session.venue else session.join_link,
        access=session.venue.access if session.venue else "",
        notes=session.joining_notes,
        roster=tuple(row.person.full_name for row in coming.order_by("person__sort_name", "pk")),
        to_arrange=() if over else _to_arrange(session),
        ill_said=SessionNeed.objects.filter(session=session, trainer_name=trainer.name, decision="").exists(),
        can_be_ill=to_be_held,
        has_register=session.state in (Session.State.OPEN, Session.State.CLOSED),
    )


def _to_arrange(session: Session) -> tuple[tuple[str, str], ...]:
    rows = Arrangement.objects.filter(booking__session=session, booking__state=Booking.State.BOOKED)
    listed = rows.select_related("booking__person").order_by("booking__person__sort_name", "kind")
    return tuple((row.booking.person.full_name, f"{row.get_kind_display()}: {row.words}") for row in listed)
