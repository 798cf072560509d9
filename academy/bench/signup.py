"""The whole sign-up: the page that says what booking means, the press, the page that says it is booked."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from academy.bench.bare import BareSite
from academy.bench.table import Ratio
from academy.bench.visits import WrongPage, signed_in, times_bare
from courses.models import Course, Session, SessionDate
from foundation.delivery import deliver
from foundation.models import OutboxMessage
from workforce.models import User

CALLS, ROUNDS = 12, 7
PLACES = 1000
EVENING = "BENCH-EVENING-"
EXCHANGES = ROUNDS * (CALLS + 2)


def measure() -> Iterator[Ratio]:
    """Each exchange is another person's. The message goes to the outbox; in the second line, on to the mail server."""
    site = BareSite()
    people = list(User.objects.filter(person__isnull=False).order_by("pk")[: 2 * EXCHANGES])
    visitors = iter([signed_in(user.email) for user in people])
    address = f"/courses/sessions/{evening_session(timezone.now(), PLACES).public_id}/book/"
    yield Ratio(
        "sign-up: page, press, next page", times_bare(lambda: exchange(next(visitors), address), site, **_NUMBERS), 6
    )
    yield Ratio(
        "the same, with the invitation built and sent",
        times_bare(lambda: _with_mail(next(visitors), address), site, **_NUMBERS),
        6,
    )


_NUMBERS = {"calls": CALLS, "rounds": ROUNDS}


def evening_session(at: datetime, places: int) -> Session:
    """A session at an hour when nobody of the crowd has another; each part of the bench has an evening of its own."""
    course = Course.objects.published().order_by("pk")[0]
    evening = 30 + Session.objects.filter(ref__startswith=EVENING).count()
    starts = (at + timedelta(days=evening)).replace(hour=19, minute=0, second=0, microsecond=0)
    ends = starts + timedelta(hours=2)
    session = Session.objects.create(
        ref=f"{EVENING}{places}",
        course=course,
        state=Session.State.OPEN,
        capacity=places,
        learning_minutes=111,
        weight_general=100,
        starts_at=starts,
        ends_at=ends,
    )
    SessionDate.objects.create(session=session, starts_at=starts, ends_at=ends, learning_minutes=111)
    return session


def exchange(client: Client, address: str) -> None:
    """Look, press, arrive. Raises `WrongPage` where the press did not book."""
    client.get(address)
    pressed = client.post(address)
    if pressed.status_code != 302:
        raise WrongPage(f"A press of the bench was answered {pressed.status_code} instead of booking.")
    client.get(pressed["Location"])


def _with_mail(client: Client, address: str) -> None:
    """What the worker does afterwards, done here, so that its work is on the clock too."""
    exchange(client, address)
    newest = OutboxMessage.objects.order_by("-pk").values_list("pk", flat=True)[0]
    deliver(message_id=newest, at=timezone.now())
