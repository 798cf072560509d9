"""Two connections at one allowance: whoever comes second counts again under the lock (DESIGN 4)."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction

from cpd_records.actions import ledger
from cpd_records.actions.entitlement import reconcile
from cpd_records.models import Account
from tests.factories.cpd_records import DAY, NOON, YEAR, balance, member_of_staff, portion, reserve
from workforce.models import Post

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def wait_for(number):
    """Until so many connections wait for a lock."""
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0] >= number:
                return
        time.sleep(0.02)
    raise AssertionError(f"{number} connections should be waiting for the account.")


@contextmanager
def held(person, waiting):
    """The person's accounts held by this connection until so many others wait for them."""
    with transaction.atomic():
        list(Account.objects.filter(person=person).locked())
        yield
        wait_for(waiting)


def on_its_own(action):
    """Run in another thread, which has a connection of its own; what came of it."""
    try:
        return action()
    except ledger.AllowanceShort as short:
        return short
    finally:
        connection.close()


def test_two_bookings_cannot_take_the_same_days():
    person = member_of_staff()
    with ThreadPoolExecutor(2) as pool:
        with held(person, waiting=2):
            asked = [
                pool.submit(on_its_own, lambda n=n: reserve(person, portion(minutes=10 * DAY), source=f"booking:{n}"))
                for n in range(2)
            ]
        results = [each.result() for each in asked]
    assert sorted(type(result).__name__ for result in results) == ["AllowanceShort", "list"]
    now = balance(person)
    assert (now.available, now.reserved) == (5 * DAY, 10 * DAY)


def test_the_same_booking_twice_at_once_takes_the_days_once():
    person = member_of_staff()
    with ThreadPoolExecutor(2) as pool:
        with held(person, waiting=2):
            asked = [pool.submit(on_its_own, lambda: reserve(person, portion(minutes=10 * DAY))) for _ in range(2)]
        first, second = [[entry.pk for entry in each.result()] for each in asked]
    assert first == second
    assert balance(person).reserved == 10 * DAY


def test_reconciling_counts_posts_as_they_are_under_the_lock():
    person = member_of_staff()
    Post.objects.filter(person=person).update(fte="0.5")
    with ThreadPoolExecutor(1) as pool:
        with held(person, waiting=1):
            asked = pool.submit(
                on_its_own, lambda: reconcile(person_ids=[person.pk], year_starts=[YEAR], by=None, at=NOON)
            )
            wait_for(1)
            Post.objects.filter(person=person).update(fte="0.8", ends_on=date(2027, 4, 1))
        asked.result()
    assert balance(person).granted == 12 * DAY
