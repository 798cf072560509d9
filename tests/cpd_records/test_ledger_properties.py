"""Any sequence of moves leaves a ledger that adds up (DESIGN 4)."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cpd_records.actions import ledger
from cpd_records.actions.entitlement import reconcile
from cpd_records.invariants import balances_add_up, no_source_gives_back_more_than_it_took, nothing_is_taken_below_zero
from cpd_records.models import Account, LedgerEntry
from cpd_records.rules.balances import balance_of
from cpd_records.rules.portions import Portion
from foundation.methodologies import Split
from tests.factories.cpd_records import DAY, NOON, YEAR, member_of_staff
from workforce.models import Post

ACTED = {"by": None, "at": NOON, "reason": "A sentence"}
DAYS = st.sampled_from([date(2026, 6, 12), date(2026, 11, 12), date(2027, 3, 31), date(2027, 4, 1), date(2027, 6, 1)])
WEIGHTS = st.sampled_from([Split(sos=100), Split(sos=34, rp=33, sp=33), Split(rp=50, general=50)])
PORTIONS = st.lists(st.builds(Portion, DAYS, st.integers(0, 5 * DAY), WEIGHTS), min_size=1, max_size=3)
NUMBERS = st.integers(0, 1)
CYCLES = st.integers(0, 1)
EXPECTED = (ledger.AllowanceShort, ledger.SourceAlreadyUsed)


def rows():
    return list(LedgerEntry.objects.order_by("pk").values_list("pk", "kind", "minutes", "account_id"))


class Ledger(RuleBasedStateMachine):
    """Every action is done twice: the second time must change nothing."""

    @initialize()
    def somebody(self):
        self.person = member_of_staff()
        self.before = rows()

    def source(self, number):
        return f"booking:{self.person.pk}:{number}"

    def twice(self, action):
        for _ in range(2):
            with suppress(*EXPECTED):
                action()
            after = rows()
            assert after[: len(self.before)] == self.before
            self.before, grown = after, len(after) - len(self.before)
        assert grown == 0

    @rule(portions=PORTIONS, number=NUMBERS, cycle=CYCLES)
    def reserve(self, portions, number, cycle):
        key = {"person_id": self.person.pk, "source": self.source(number), "cycle": cycle}
        self.twice(lambda: ledger.reserve(portions=portions, **key, **ACTED))

    @rule(portions=PORTIONS, number=NUMBERS, cycle=CYCLES, excess=st.integers(0, 9 * DAY))
    def reserve_beyond(self, portions, number, cycle, excess):
        key = {"person_id": self.person.pk, "source": self.source(number), "cycle": cycle}
        self.twice(lambda: ledger.reserve(portions=portions, excess_minutes=excess, **key, **ACTED))

    @rule(portions=PORTIONS, number=NUMBERS, cycle=CYCLES)
    def walk_in(self, portions, number, cycle):
        key = {"person_id": self.person.pk, "source": self.source(number), "cycle": cycle}
        self.twice(lambda: ledger.spend_directly(portions=portions, **key, **ACTED))

    @rule(portions=PORTIONS, number=NUMBERS, cycle=CYCLES, excess=st.integers(0, 2 * DAY))
    def claim(self, portions, number, cycle, excess):
        key = {"person_id": self.person.pk, "source": self.source(number), "cycle": cycle}
        self.twice(lambda: ledger.claim(portions=portions, excess_minutes=excess, **key, **ACTED))

    @rule(portions=PORTIONS, number=NUMBERS, cycle=CYCLES)
    def spend(self, portions, number, cycle):
        self.twice(lambda: ledger.spend(source=self.source(number), cycle=cycle, portions=portions, **ACTED))

    @rule(number=NUMBERS, cycle=CYCLES)
    def release(self, number, cycle):
        self.twice(lambda: ledger.release(source=self.source(number), cycle=cycle, **ACTED))

    @rule(number=NUMBERS, cycle=CYCLES)
    def reverse(self, number, cycle):
        self.twice(lambda: ledger.reverse(source=self.source(number), cycle=cycle, **ACTED))

    @rule(fte=st.sampled_from(["0.1", "0.5", "0.8", "1"]), last=st.sampled_from([None, date(2026, 7, 15)]))
    def change_of_circumstances(self, fte, last):
        Post.objects.filter(person=self.person).update(fte=fte, ends_on=last)
        self.twice(lambda: reconcile(person_ids=[self.person.pk], by=None, at=NOON))

    @invariant()
    def the_sum_of_entries_is_the_balance(self):
        for account in Account.objects.filter(year_starts_on__gte=YEAR).with_balances():
            entries = list(account.entries.all())
            for bucket in ("available", "reserved", "spent"):
                moved = sum(e.minutes * ((e.to_bucket == bucket) - (e.from_bucket == bucket)) for e in entries)
                assert getattr(balance_of(account.sums), bucket) == moved

    @invariant()
    def no_bucket_is_below_zero_but_by_approval_or_a_change_of_circumstances(self):
        found = [*balances_add_up(), *nothing_is_taken_below_zero(), *no_source_gives_back_more_than_it_took()]
        assert found == []

    @invariant()
    def every_entry_says_why(self):
        assert not LedgerEntry.objects.filter(reason="").exists()


@pytest.mark.django_db
def test_any_sequence_of_moves_adds_up():
    """Every run has a person of its own, so that runs may share the test's transaction.

    A failure is shown as it was found: making it smaller would take minutes of a real database.
    """
    found = settings(max_examples=20, stateful_step_count=15, deadline=None, database=None, phases=[Phase.generate])
    run_state_machine_as_test(Ledger, settings=found)
