"""Many writers at one allowance at once: bookings, claims, corrections, hours, carry-overs and their lapse."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection

from cpd_records.actions import carry_over, ledger
from cpd_records.actions.entitlement import reconcile
from cpd_records.models import CarryOver, LedgerEntry
from tests.cpd_records import ledger_truths as truths
from tests.factories.cpd_records import DAY, NOON, YEAR, member_of_staff, portion
from tests.factories.workforce import PostFactory, RoleGrantFactory, staff
from workforce.models import Post

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, STEPS = 6, 25
ACTED = {"by": None, "at": NOON, "reason": "A sentence"}
MARCH, JULY = datetime(2027, 3, 10, 9, tzinfo=UTC), datetime(2027, 7, 1, 2, tzinfo=UTC)
LAWFUL = (ledger.AllowanceShort, ledger.SourceAlreadyUsed, carry_over.CarryOverRefused)
DAYS = (date(2026, 9, 9), date(2027, 3, 31), date(2027, 6, 9))


class Writer:
    """One connection that does one thing after another, all of them at the same person and the same sources."""

    def __init__(self, person, head, seed):
        self.person, self.head, self.chance = person, head, random.Random(seed)

    def run(self):
        try:
            for _ in range(STEPS):
                self.step()
        finally:
            connection.close()

    def step(self):
        acts = (self.book, self.claim, self.attend, self.cancel, self.correct, self.hours, self.carry, self.lapse)
        with suppress(*LAWFUL):
            self.chance.choice(acts)()

    def key(self):
        return {"source": f"thing:{self.chance.randrange(4)}", "cycle": self.chance.randrange(2)}

    def portions(self):
        return [portion(self.chance.choice(DAYS), self.chance.randrange(1, 8) * DAY)]

    def book(self):
        ledger.reserve(person_id=self.person.pk, portions=self.portions(), **self.key(), **ACTED)

    def claim(self):
        ledger.claim(person_id=self.person.pk, portions=self.portions(), **self.key(), **ACTED)

    def attend(self):
        ledger.spend(portions=self.portions(), **self.key(), **ACTED)

    def cancel(self):
        ledger.release(**self.key(), **ACTED)

    def correct(self):
        ledger.reverse(**self.key(), **ACTED)

    def hours(self):
        Post.objects.filter(person=self.person).update(fte=self.chance.choice(["0.5", "0.8", "1"]))
        reconcile(person_ids=[self.person.pk], by=None, at=NOON)

    def carry(self):
        for asked in CarryOver.objects.filter(person=self.person):
            carry_over.grant(public_id=str(asked.public_id), answer="", by=self.head, at=MARCH)

    def lapse(self):
        carry_over.lapse_due(at=JULY)


@pytest.mark.parametrize("seed", range(2))
def test_writers_that_know_nothing_of_each_other_leave_a_ledger_that_adds_up(seed):
    manager = staff("manager@example.org")
    person = member_of_staff(line_manager=manager)
    head = RoleGrantFactory(role="leader", team=Post.objects.get(person=person).team, starts_on=date(2020, 1, 1)).user
    facts = {"from_year": YEAR, "cause": "absence", "reason": "Away"}
    for minutes in (DAY, 2 * DAY, DAY):
        carry_over.propose(person=person, minutes=minutes, by=manager.user, at=MARCH, **facts)
    writers = [Writer(person, head, 100 * seed + number) for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(writer.run) for writer in writers]:
            done.result()
    reconcile(person_ids=[person.pk], by=None, at=NOON)
    truths.agree(person)
    truths.keep_the_rules()
    truths.carry_takes_no_time_that_is_not_there(person)
    truths.adjusts_explain_themselves(person)
    assert CarryOver.objects.filter(person=person).granted_minutes() <= 3 * DAY


def first_writes(person, act, day, together):
    """One connection's first word about a source: whether it was the one that counted."""
    try:
        together.wait(timeout=60)
        act(person_id=person.pk, portions=[portion(day)], source="thing:1", **ACTED)
    except ledger.SourceAlreadyUsed:
        return False
    finally:
        connection.close()
    return True


def in_full(**facts):
    return ledger.spend_directly(in_full=True, **facts)


@pytest.mark.parametrize("acts", [(ledger.claim, ledger.reserve), (in_full, in_full)])
@pytest.mark.parametrize("round_", range(4))
def test_one_source_in_two_years_at_once_moves_time_once(round_, acts):
    person = PostFactory(fte=1).person if in_full in acts else member_of_staff()  # one has no account yet
    together = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        days = (date(2026, 9, 9), date(2027, 6, 9))
        answers = [pool.submit(first_writes, person, act, day, together) for act, day in zip(acts, days, strict=True)]
        counted = [answer.result() for answer in answers]
    assert sorted(counted) == [False, True]
    assert LedgerEntry.objects.of_source("thing:1", 0).count() == 1
    ledger.reverse(source="thing:1", **ACTED)
    ledger.reverse(source="thing:1", **ACTED)
    reconcile(person_ids=[person.pk], by=None, at=NOON)
    truths.agree(person)
