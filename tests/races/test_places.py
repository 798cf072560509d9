"""200 people race for 20 places from 4 processes (DESIGN 8). `RACE_RUNS=20 pytest tests/races` runs it 20 times."""

import datetime
import json
import os
import subprocess
import sys
from collections import Counter

import pytest
from django.utils import timezone

from academy.services.environment import PROJECT
from courses import invariants
from courses.models import Booking, Session
from cpd_records.actions import entitlement
from cpd_records.models import LedgerEntry
from cpd_records.rules.years import following, year_start
from foundation.models import OutboxMessage
from tests.factories.courses import SessionFactory
from tests.factories.workforce import PersonFactory, PostFactory, TeamFactory, UserFactory

PEOPLE, PLACES, PROCESSES, THREADS = 200, 20, 4, 6
RUNS = int(os.environ.get("RACE_RUNS", "1"))


def field():
    """The session, and everybody who wants a place."""
    team = TeamFactory()
    people = [PersonFactory(user=UserFactory()) for _ in range(PEOPLE)]
    for person in people:
        PostFactory(person=person, team=team)
    start = year_start(datetime.date.today())
    entitlement.reconcile(
        person_ids=[person.pk for person in people], year_starts=[start, following(start)], by=None, at=timezone.now()
    )
    return SessionFactory(capacity=PLACES), people


def race(session, people, environment):
    """What each press came to."""
    address = f"/courses/sessions/{session.public_id}/book/"
    runners = []
    for number in range(PROCESSES):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.races.runner"],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        users = [person.user_id for person in people[number::PROCESSES]]
        process.stdin.write(json.dumps({"address": address, "users": users, "threads": THREADS}) + "\n")
        process.stdin.flush()
        runners.append(process)
    for process in runners:
        assert process.stdout.readline() == "ready\n"
    for process in runners:
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=240)[0] for process in runners]
    assert [process.returncode for process in runners] == [0] * PROCESSES
    return [json.loads(line) for answer in answers for line in answer.splitlines()]


@pytest.mark.parametrize("run", range(RUNS))
@pytest.mark.django_db(transaction=True)
def test_exactly_as_many_are_booked_as_there_are_places(process_environment, run):
    session, people = field()
    results = race(session, people, process_environment | {"DJANGO_SETTINGS_MODULE": "tests.settings"})
    assert len(results) == PEOPLE
    assert Counter(result["status"] for result in results) == {302: PLACES, 409: PEOPLE - PLACES}
    assert all("This session is full." in result["told"] for result in results if result["status"] == 409)
    rows = Booking.objects.filter(session=session)
    assert Counter(rows.values_list("state", flat=True)) == {"booked": PLACES}
    assert Session.objects.get(pk=session.pk).places_taken == PLACES
    assert LedgerEntry.objects.filter(kind="reserve").count() == PLACES
    assert OutboxMessage.objects.filter(kind="booking-confirmed").count() == PLACES
    assert list(invariants.breaches()) == []
