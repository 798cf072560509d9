"""500 people racing for 20 places from eight processes, against the same SQL sent by hand.

The racing processes are those of `tests/races`, which prove the same race in every run of the tests.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from academy.bench.plain_race import by_hand, sql_of_a_press
from academy.bench.signup import evening_session
from academy.bench.table import Ratio
from academy.services.environment import PROJECT
from courses.models import Booking, Session
from workforce.models import Person, User

PEOPLE, PLACES, PROCESSES, THREADS = 500, 20, 8, 2


class RaceLost(RuntimeError):
    """Not exactly 20 were booked, or somebody met an error page."""


def measure() -> Iterator[Ratio]:
    """Wall time from the first press to the last answer, over that of the presses' own SQL without any pages.

    The processes have answered a round of presses on a full session before, as a site that is open has: what a
    process does once in its life (reading templates, writing SQL) is no part of a race.
    """
    users = _field()
    booked = sql_of_a_press(users[0], _address(evening_session(timezone.now(), 1)))
    full = _full()
    refused = sql_of_a_press(users[0], _address(full))
    session = evening_session(timezone.now(), PLACES)
    with _racers(users) as racers:
        _race(racers, full)
        started = time.perf_counter()
        answers = _race(racers, session)
        ours = time.perf_counter() - started
    _judge(session, answers)
    plain = by_hand([booked] * PLACES + [refused] * (PEOPLE - PLACES), PROCESSES)
    yield Ratio("500 racing for 20 places, against their SQL by hand", ours / plain, 3, note="exactly 20 booked")


def _field() -> list[User]:
    """The crowd's people without a user get one; enough of them for the race."""
    without = list(Person.objects.filter(user__isnull=True).order_by("pk")[:PEOPLE])
    users = [User(email=person.work_email, display_name=person.full_name, password="!") for person in without]  # noqa: S106
    for person, user in zip(without, User.objects.bulk_create(users), strict=True):
        person.user = user
    Person.objects.bulk_update(without, ["user"])
    return users


def _full() -> Session:
    session = evening_session(timezone.now(), 2)
    Session.objects.filter(pk=session.pk).update(capacity=0)
    return session


def _address(session: Session) -> str:
    return f"/courses/sessions/{session.public_id}/book/"


@contextmanager
def _racers(users: Sequence[User]) -> Iterator[list[Any]]:
    """The processes, each with its share of the people signed in."""
    started = [_start([user.pk for user in users[number::PROCESSES]]) for number in range(PROCESSES)]
    try:
        if any(process.stdout.readline() != "ready\n" for process in started):
            raise RaceLost("A process of the race did not get ready.")
        yield started
    finally:
        for process in started:
            process.stdin.close()
            process.wait(timeout=60)


def _start(users: list[int]) -> Any:
    process: Any = subprocess.Popen(  # noqa: S603 - our own runner
        [sys.executable, "-m", "tests.races.runner"],
        cwd=PROJECT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "academy.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    _say(process, json.dumps({"users": users, "threads": THREADS}))
    return process


def _say(process: Any, line: str) -> None:
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def _race(racers: list[Any], session: Session) -> list[dict[str, Any]]:
    for process in racers:
        _say(process, _address(session))
    return [answer for process in racers for answer in json.loads(process.stdout.readline())]


def _judge(session: Session, answers: list[dict[str, Any]]) -> None:
    found = Counter(answer["status"] for answer in answers)
    rows = Booking.objects.filter(session=session, state="booked").count()
    if found != {302: PLACES, 409: PEOPLE - PLACES} or rows != PLACES:
        raise RaceLost(f"Answers {dict(found)}, {rows} booked.")
