"""200 people race for 20 places from 4 processes (DESIGN 8). `RACE_RUNS=20 pytest tests/races` runs it 20 times."""

import datetime
import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager

import pytest
from django.utils import timezone

from academy.services.environment import PROJECT
from courses import invariants
from courses.models import Booking, Session
from cpd_records.actions import entitlement
from cpd_records.models import LedgerEntry
from cpd_records.rules.years import following, year_start
from foundation.models import OutboxMessage
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.workforce import PersonFactory, PostFactory, TeamFactory, UserFactory

PEOPLE, PLACES, PROCESSES, THREADS = 200, 20, 4, 6
RUNS = int(os.environ.get("RACE_RUNS", "1"))


def field():
    """Everybody who wants a place, with days to use."""
    team = TeamFactory()
    people = [PersonFactory(user=UserFactory()) for _ in range(PEOPLE)]
    for person in people:
        PostFactory(person=person, team=team)
    start = year_start(datetime.date.today())
    entitlement.reconcile(
        person_ids=[person.pk for person in people], year_starts=[start, following(start)], by=None, at=timezone.now()
    )
    return people


@contextmanager
def runners(people, environment):
    """The processes, each with its share of the people signed in."""
    started = [_start(people[number::PROCESSES], environment) for number in range(PROCESSES)]
    try:
        for process in started:
            assert process.stdout.readline() == "ready\n"
        yield started
    finally:
        for process in started:
            process.stdin.close()
            process.wait(timeout=30)
            process.stdout.close()


def _start(people, environment):
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.races.runner"],
        cwd=PROJECT,
        env=environment | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    _say(process, json.dumps({"users": [person.user_id for person in people], "threads": THREADS}))
    return process


def _say(process, line):
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def race(started, session):
    """Start them all on one session; what each press came to."""
    for process in started:
        _say(process, f"/courses/sessions/{session.public_id}/book/")
    return [result for process in started for result in json.loads(process.stdout.readline())]


def judge(session, results):
    """Twenty have a place, everybody else was told why, and rows, counter, ledger and messages agree."""
    assert Counter(result["status"] for result in results) == {302: PLACES, 409: PEOPLE - PLACES}
    assert all("This session is full." in result["told"] for result in results if result["status"] == 409)
    rows = Booking.objects.filter(session=session)
    assert Counter(rows.values_list("state", flat=True)) == {"booked": PLACES}
    assert Session.objects.get(pk=session.pk).places_taken == PLACES
    sources = [booking.source for booking in rows]
    assert LedgerEntry.objects.filter(source__in=sources, kind="reserve").count() == PLACES
    assert list(invariants.breaches()) == []


@pytest.mark.django_db(transaction=True)
def test_exactly_as_many_are_booked_as_there_are_places(process_environment):
    people = field()
    days = [days_ahead(30 + number) for number in range(RUNS)]
    sessions = [
        SessionFactory(capacity=PLACES, learning_minutes=111, spans=[(day, day.replace(hour=12))]) for day in days
    ]
    with runners(people, process_environment) as started:
        for session in sessions:
            judge(session, race(started, session))
    assert OutboxMessage.objects.filter(kind="booking-confirmed").count() == PLACES * RUNS
