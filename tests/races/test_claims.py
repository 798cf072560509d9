"""Two connections at one claim, and a claim against a booking: one wins, the other reads why (issue: must show)."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from cpd_records.actions import claims, ledger
from cpd_records.claim_invariants import breaches
from cpd_records.invariants import balances_add_up, nothing_is_taken_below_zero
from cpd_records.models import Claim, CpdRecord, LedgerEntry
from tests.factories.claims import HALF_DAY, JUNE, NOON, learner, second_manager, submitted
from tests.factories.cpd_records import DAY, balance, portion, reserve
from tests.races.test_accounts import held, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


def on_its_own(action):
    """Run in another thread, which has a connection of its own; what came of it."""
    try:
        return action()
    except (claims.ClaimRefused, ledger.AllowanceShort) as refused:
        return refused
    finally:
        connection.close()


@contextmanager
def claim_held(claim, waiting):
    """The claim's row held by this connection until so many others wait for it."""
    with transaction.atomic():
        Claim.objects.select_for_update().get(pk=claim.pk)
        yield
        wait_for(waiting)


def nothing_is_broken():
    return not [*breaches(), *balances_add_up(), *nothing_is_taken_below_zero()]


def test_two_managers_verify_the_same_claim_at_once():
    person = learner()
    claim, second = submitted(person), second_manager(person)
    first = person.posts.order_by("pk").first().line_manager.user
    with ThreadPoolExecutor(2) as pool:
        with claim_held(claim, waiting=2):
            asked = [
                pool.submit(on_its_own, lambda user=user: claims.verify(claim_id=claim.pk, by=user, at=NOON))
                for user in (first, second)
            ]
        results = [each.result() for each in asked]
    (refused,) = [each for each in results if isinstance(each, claims.ClaimRefused)]
    (done,) = [each for each in results if isinstance(each, Claim)]
    winner = done.events.get(what="verified").by.get_full_name()
    assert str(refused) == f"This was verified already by {winner}. There is nothing more to do."
    assert LedgerEntry.objects.filter(kind="claim").count() == CpdRecord.objects.count() == 1
    assert balance(person).spent == HALF_DAY
    assert nothing_is_broken()


def test_one_manager_presses_twice_at_once():
    person = learner()
    claim = submitted(person)
    manager = person.posts.get().line_manager.user
    with ThreadPoolExecutor(2) as pool:
        with claim_held(claim, waiting=2):
            asked = [
                pool.submit(on_its_own, lambda: claims.verify(claim_id=claim.pk, by=manager, at=NOON)) for _ in range(2)
            ]
        assert [each.result().state for each in asked] == ["verified", "verified"]
    assert LedgerEntry.objects.filter(kind="claim").count() == 1
    assert nothing_is_broken()


def test_a_claim_and_a_booking_take_the_last_half_day_at_once():
    person = learner()
    reserve(person, portion(minutes=15 * DAY - HALF_DAY))
    claim = submitted(person)
    manager = person.posts.get().line_manager.user
    with ThreadPoolExecutor(2) as pool:
        with held(person, waiting=2):
            asked = [
                pool.submit(on_its_own, lambda: claims.verify(claim_id=claim.pk, by=manager, at=NOON)),
                pool.submit(on_its_own, lambda: reserve(person, portion(minutes=HALF_DAY), source="booking:2")),
            ]
        results = [each.result() for each in asked]
    refused = [each for each in results if isinstance(each, Exception)]
    assert len(refused) == 1
    assert "there is nothing left in the year from 1 April 2026 to 31 March 2027" in str(refused[0])
    now = balance(person)
    assert (now.available, now.reserved + now.spent) == (0, 15 * DAY)
    assert nothing_is_broken()


def test_two_claims_at_a_years_limit_count_together_what_it_lets():
    person = learner()
    both = [
        submitted(person, kind="reading", starts_on=JUNE, minutes=600),
        submitted(person, kind="reading", starts_on=JUNE.replace(day=11), minutes=600),
    ]
    manager = person.posts.get().line_manager.user
    with ThreadPoolExecutor(2) as pool:
        with held(person, waiting=2):
            asked = [
                pool.submit(on_its_own, lambda pk=each.pk: claims.verify(claim_id=pk, by=manager, at=NOON))
                for each in both
            ]
        assert sum(each.result().credited_minutes for each in asked) == 2 * DAY
    assert nothing_is_broken()
