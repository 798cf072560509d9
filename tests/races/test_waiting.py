"""People race for 20 places from several processes, while places are given up, offered, taken and declined.

`RACE_PEOPLE=500 RACE_PROCESSES=8 RACE_RUNS=20 pytest -s tests/races/test_waiting.py` is the whole of it, a line a
race; the suite runs a smaller one.
"""

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
from courses.actions import waiting
from courses.models import Booking, Offer, Session
from cpd_records.actions import entitlement
from cpd_records.rules.years import following, year_start
from foundation.models import OutboxMessage
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.workforce import OrganisationFactory, PersonFactory, PostFactory, TeamFactory, UserFactory
from workforce.models import Person, Post, User

PEOPLE = int(os.environ.get("RACE_PEOPLE", "80"))
PROCESSES = int(os.environ.get("RACE_PROCESSES", "4"))
RUNS = int(os.environ.get("RACE_RUNS", "1"))
PLACES, THREADS = 20, 4
CALM = {"200", "302", "409", "410"}


def field():
    """Everybody who wants a place, with days to use; nobody is in a band that comes first."""
    team, council = TeamFactory(), OrganisationFactory()
    users = User.objects.bulk_create(UserFactory.build_batch(PEOPLE))
    people = [PersonFactory.build(user=user, organisation=council) for user in users]
    for person in people:
        person.sort_name = person.name_to_sort_by()
    Person.objects.bulk_create(people)
    Post.objects.bulk_create([PostFactory.build(person=person, team=team) for person in people])
    start = year_start(datetime.date.today())
    entitlement.reconcile(
        person_ids=[person.pk for person in people], year_starts=[start, following(start)], by=None, at=timezone.now()
    )
    return people


def start(people, number, environment):
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.races.waiting_runner"],
        cwd=PROJECT,
        env=environment | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    users = [person.user_id for person in people[number::PROCESSES]]
    say(process, json.dumps({"users": users, "threads": THREADS, "number": number}))
    return process


def say(process, line):
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def race(started, session):
    """Start them all on one session; how often each status was seen."""
    for process in started:
        say(process, f"/courses/sessions/{session.public_id}/")
    seen = Counter()
    for process in started:
        seen.update(json.loads(process.stdout.readline()))
    return seen


def judge(session, seen):
    """No error page, every place taken, turns by number, and rows, counter, ledger and offers agree."""
    assert set(seen) <= CALM, seen
    rows = Booking.objects.filter(session=session)
    states = Counter(rows.values_list("state", flat=True))
    assert (states["booked"], states["offered"]) == (PLACES, 0)
    assert rows.values("person").distinct().count() == PEOPLE
    assert Session.objects.get(pk=session.pk).places_taken == PLACES
    numbers = sorted(rows.exclude(queue_number=None).values_list("queue_number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    served = set(Offer.objects.filter(booking__session=session).values_list("booking__queue_number", flat=True))
    assert served == set(range(1, len(served) + 1)), "somebody was offered a place before their turn"
    assert set(rows.filter(state="waiting").values_list("queue_number", flat=True)).isdisjoint(served)
    assert served, "nobody gave up a place, so nothing was tried"
    assert list(invariants.breaches()) == []
    assert waiting.keep_moving(at=timezone.now()) == 0


def confirmations_are_written_once(session):
    """One letter to each person who was booked, at the booking's own sequence."""
    booked = Booking.objects.filter(session=session, state="booked")
    letters = OutboxMessage.objects.filter(kind="booking-confirmed")
    for booking in booked:
        assert letters.filter(source__startswith=booking.source).count() == 1


@pytest.mark.django_db(transaction=True)
def test_everybody_has_their_turn_while_places_come_and_go(process_environment):
    people = field()
    days = [days_ahead(30 + number) for number in range(RUNS)]
    sessions = [
        SessionFactory(capacity=PLACES, learning_minutes=60, spans=[(day, day.replace(hour=12))]) for day in days
    ]
    started = [start(people, number, process_environment) for number in range(PROCESSES)]
    try:
        for process in started:
            assert process.stdout.readline() == "ready\n"
        for number, session in enumerate(sessions, 1):
            seen = race(started, session)
            judge(session, seen)
            confirmations_are_written_once(session)
            print(f"race {number} of {RUNS}: {PEOPLE} people, {PROCESSES} processes, {dict(sorted(seen.items()))}")
    finally:
        for process in started:
            process.stdin.close()
            process.wait(timeout=300)
            process.stdout.close()
