"""A register with many people on it, and somebody who may mark it."""

from datetime import datetime, timedelta
from random import Random

from django.test import Client
from django.utils import timezone

from academy.bench.visits import signed_in
from courses.models import Booking, Course, Session, SessionDate
from workforce.actions.roles import grant
from workforce.models import Person, User
from workforce.roles import COORDINATOR

MINUTES = 444


def register_of(people: int, coordinator: str, at: datetime) -> tuple[Client, str]:
    """A coordinator's browser, and the address of a register that has begun with so many people booked on it."""
    user = User.objects.get(email=coordinator)
    day = timezone.localdate(at)
    grant(user=user, role=COORDINATOR, starts_on=day, ends_on=None, reason="Marks for the bench", by=None, at=at)
    session = _begun(people, at)
    booked = Random(1).sample(list(Person.objects.order_by("pk")[: 2 * people]), people)  # noqa: S311
    Booking.objects.bulk_create(
        [Booking(session=session, person=person, state="booked", created_at=at, changed_at=at) for person in booked]
    )
    return signed_in(coordinator), f"/sessions/{session.public_id}/register/"


def _begun(places: int, at: datetime) -> Session:
    course = Course.objects.published().order_by("pk")[0]
    starts, ends = at - timedelta(hours=1), at + timedelta(hours=6)
    session = Session.objects.create(
        ref="BENCH-REGISTER",
        course=course,
        state=Session.State.OPEN,
        capacity=places,
        places_taken=places,
        learning_minutes=MINUTES,
        weight_general=100,
        starts_at=starts,
        ends_at=ends,
    )
    SessionDate.objects.create(session=session, starts_at=starts, ends_at=ends, learning_minutes=MINUTES)
    return session
