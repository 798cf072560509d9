"""What a coordinator decides about a session, before anything is written."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from courses.models import Session, SessionTrainer, Venue


class SessionRefused(ValueError):
    """The session cannot be planned or changed like this; the message says what to do."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One date of a session: two aware moments, the end after the start, midnight between them or not."""

    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        """Minutes that pass from start to end, the hour's change counted as it passes."""
        return int((self.ends_at.timestamp() - self.starts_at.timestamp()) // 60)


@dataclass(frozen=True, slots=True)
class Trainer:
    """Who leads: the name learners see, and the key of the Person where it is one of ours.

    `email` and `phone` reach an outside trainer; `fee_pence` is what this session pays them.
    """

    name: str
    person_id: int | None = None
    email: str = ""
    phone: str = ""
    kind: str = SessionTrainer.Kind.TRAINER
    fee_pence: int = 0


@dataclass(frozen=True, slots=True)
class Borrowed:
    """So many of one kind of equipment."""

    equipment_id: int
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """All that a coordinator decides about a session; the course decides the rest.

    `clash_reason` says why it stands although a room, a trainer or a thing is used twice. Money is in
    whole pence; `cost_pence` leaves out the trainers' fees.
    """

    dates: tuple[DateSpan, ...]
    capacity: int
    venue: Venue | None = None
    join_link: str = ""
    trainers: tuple[Trainer, ...] = ()
    booking_opens_at: datetime | None = None
    booking_closes_at: datetime | None = None
    joining_notes: str = ""
    equipment: tuple[Borrowed, ...] = ()
    minimum_places: int | None = None
    cost_pence: int = 0
    budget_code: str = ""
    owner_team_id: int | None = None
    clash_reason: str = ""


def plan_of(session: Session) -> SessionPlan:
    """The plan a session stands by now: for a copy, another date, another trainer."""
    return SessionPlan(
        dates=tuple(DateSpan(each.starts_at, each.ends_at) for each in session.dates.all()),
        trainers=tuple(
            Trainer(row.name, row.person_id, row.email, row.phone, row.kind, row.fee_pence)
            for row in session.trainers.order_by("pk")
        ),
        equipment=tuple(Borrowed(row.equipment_id, row.quantity) for row in session.equipment.order_by("pk")),
        venue=session.venue,
        **{name: getattr(session, name) for name in COPIED},
    )


COPIED = (
    "capacity",
    "join_link",
    "booking_opens_at",
    "booking_closes_at",
    "joining_notes",
    "minimum_places",
    "cost_pence",
    "budget_code",
    "owner_team_id",
    "clash_reason",
)
"""Fields of a session that its plan decides under the same name."""


def checked_dates(plan: SessionPlan) -> list[DateSpan]:
    """The dates in order; refuses none, upside-down or overlapping ones, no places, too many for the room."""
    if not plan.dates:
        raise SessionRefused("Enter at least one date.")
    _check_places(plan)
    dates = sorted(plan.dates, key=lambda span: span.starts_at)
    for span in dates:
        if span.minutes <= 0:
            raise SessionRefused("A date must end after it starts.")
    if any(later.starts_at < earlier.ends_at for earlier, later in pairwise(dates)):
        raise SessionRefused("Two of the dates overlap. Change one of them.")
    return dates


def _check_places(plan: SessionPlan) -> None:
    if plan.capacity < 1:
        raise SessionRefused("Enter how many places there are: at least 1.")
    holds = plan.venue.capacity if plan.venue else None
    if holds is not None and plan.capacity > holds:
        raise SessionRefused(f"{plan.venue} holds {holds} people. Enter at most {holds}, or choose another room.")
    if plan.minimum_places is not None and plan.minimum_places > plan.capacity:
        raise SessionRefused("The smallest number of people cannot be more than the places there are.")
