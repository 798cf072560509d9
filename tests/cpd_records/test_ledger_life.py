"""A working life at random: whatever happens in whatever order, the ledger, the statement and the bar agree."""

import os
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cpd_records import policies
from cpd_records.actions import carry_over, ledger
from cpd_records.actions.entitlement import reconcile
from cpd_records.models import CarryOver, LedgerEntry
from cpd_records.rules.portions import Portion
from foundation.methodologies import Split
from foundation.models import PolicyValue
from tests.cpd_records import ledger_truths as truths
from tests.factories.cpd_records import DAY, NOON, YEAR, member_of_staff
from tests.factories.workforce import PostFactory, RoleGrantFactory, staff
from workforce.models import Post

RUNS = int(os.environ.get("PROPERTY_RUNS", "4"))
NEXT = date(2027, 4, 1)
DAYS = st.sampled_from(
    [date(2026, 6, 12), date(2026, 11, 12), date(2027, 3, 31), NEXT, date(2027, 6, 10), date(2027, 9, 9)]
)
WEIGHTS = st.sampled_from([Split(sos=100), Split(sos=34, rp=33, sp=33), Split(rp=50, general=50)])
PORTIONS = st.lists(st.builds(Portion, DAYS, st.integers(0, 6 * DAY), WEIGHTS), min_size=1, max_size=3)
NUMBERS, CYCLES = st.integers(0, 2), st.integers(0, 1)
EXPECTED = (ledger.AllowanceShort, ledger.SourceAlreadyUsed, carry_over.CarryOverRefused)
MOMENTS = st.sampled_from([datetime(2026, 12, 1, 9, tzinfo=UTC), datetime(2027, 4, 2, 9, tzinfo=UTC)])
FIGURES = st.sampled_from(
    [(policies.FULL_YEAR, 7104), (policies.FULL_YEAR, 6660), (policies.ROUND_UP, 111), (policies.CARRY_MOST, 1)]
)
ACTED = {"by": None, "at": NOON, "reason": "A sentence"}


def rows():
    return list(LedgerEntry.objects.order_by("pk").values_list("pk", "kind", "minutes", "account_id"))


class Life(RuleBasedStateMachine):
    """Every step is done twice: the second time must change nothing."""

    @initialize()
    def somebody(self):
        PolicyValue.objects.all().delete()
        CarryOver.objects.filter(state="granted", expired_at=None).update(expired_at=NOON)
        self.manager = staff(f"manager{LedgerEntry.objects.count()}@example.org")
        self.person = member_of_staff(line_manager=self.manager)
        team = Post.objects.get(person=self.person).team
        self.head = RoleGrantFactory(role="leader", team=team, starts_on=date(2020, 1, 1)).user
        self.before = rows()

    def key(self, thing, number, cycle):
        return {"source": f"{thing}:{self.person.pk}:{number}", "cycle": cycle}

    def twice(self, action):
        for _ in range(2):
            with suppress(*EXPECTED):
                action()
            after = rows()
            assert after[: len(self.before)] == self.before
            self.before, grown = after, len(after) - len(self.before)
        assert grown == 0

    @rule(portions=PORTIONS, number=NUMBERS, cycle=CYCLES, excess=st.sampled_from([0, 0, 3 * DAY]))
    def book(self, portions, number, cycle, excess):
        key = {"person_id": self.person.pk, "excess_minutes": excess, **self.key("booking", number, cycle)}
        self.twice(lambda: ledger.reserve(portions=portions, **key, **ACTED))

    @rule(portions=PORTIONS, number=NUMBERS, cycle=CYCLES)
    def attend(self, portions, number, cycle):
        self.twice(lambda: ledger.spend(portions=portions, **self.key("booking", number, cycle), **ACTED))

    @rule(number=NUMBERS, cycle=CYCLES)
    def cancel(self, number, cycle):
        self.twice(lambda: ledger.release(**self.key("booking", number, cycle), **ACTED))

    @rule(portions=PORTIONS, number=NUMBERS, cycle=CYCLES)
    def claim(self, portions, number, cycle):
        key = {"person_id": self.person.pk, **self.key("claim", number, cycle)}
        self.twice(lambda: ledger.claim(portions=portions, **key, **ACTED))

    @rule(thing=st.sampled_from(["booking", "claim"]), number=NUMBERS, cycle=CYCLES)
    def correct(self, thing, number, cycle):
        self.twice(lambda: ledger.reverse(**self.key(thing, number, cycle), **ACTED))

    @rule(fte=st.sampled_from(["0.1", "0.5", "0.8", "1"]), last=st.sampled_from([None, date(2026, 7, 15)]))
    def change_hours_or_leave(self, fte, last):
        Post.objects.filter(person=self.person, starts_on__lt=date(2026, 7, 15)).update(fte=fte, ends_on=last)
        self.twice(lambda: self.reconcile())

    @rule(fte=st.sampled_from(["0.2", "0.4"]))
    def take_a_second_post(self, fte):
        if Post.objects.filter(person=self.person).count() < 3:
            PostFactory(person=self.person, starts_on=date(2026, 9, 1), fte=fte, line_manager=self.manager)
        self.twice(lambda: self.reconcile())

    @rule(figure=FIGURES, starts_on=st.sampled_from([YEAR, date(2026, 10, 1), NEXT]))
    def change_a_policy(self, figure, starts_on):
        key, value = figure
        facts = {"value": Decimal(value), "reason": "Agreed", "created_at": NOON}
        PolicyValue.objects.update_or_create(key=key, starts_on=starts_on, defaults=facts)
        self.twice(lambda: self.reconcile())

    @rule(at=st.sampled_from([datetime(2027, 4, 1, 2, tzinfo=UTC), datetime(2028, 4, 1, 2, tzinfo=UTC)]))
    def end_a_year(self, at):
        self.twice(lambda: self.reconcile(at))

    @rule(minutes=st.sampled_from([100, DAY, 3 * DAY, 4 * DAY]), at=MOMENTS)
    def ask_to_carry_over(self, minutes, at):
        with suppress(carry_over.CarryOverRefused):
            facts = {"from_year": YEAR, "minutes": minutes, "cause": "absence", "reason": "Away"}
            carry_over.propose(person=self.person, by=self.manager.user, at=at, **facts)

    @rule(at=MOMENTS)
    def carry_over(self, at):
        for asked in CarryOver.objects.filter(person=self.person, state="proposed").order_by("pk")[:1]:
            answer = {"public_id": str(asked.public_id), "answer": "Yes", "by": self.head, "at": at}
            self.twice(lambda answer=answer: carry_over.grant(**answer))

    @rule()
    def end_of_june(self):
        self.twice(lambda: carry_over.lapse_due(at=datetime(2027, 7, 1, 2, tzinfo=UTC)))

    def reconcile(self, at=NOON):
        return reconcile(person_ids=[self.person.pk], by=None, at=at)

    @invariant()
    def entries_statement_and_bar_agree(self):
        truths.agree(self.person)

    @invariant()
    def the_rules_are_kept(self):
        truths.keep_the_rules()
        truths.carry_takes_no_time_that_is_not_there(self.person)

    @invariant()
    def every_adjust_explains_itself(self):
        truths.adjusts_explain_themselves(self.person)
        truths.follow_posts(self.person, [YEAR, NEXT])


@pytest.mark.django_db
def test_whatever_happens_ledger_statement_and_bar_agree():
    """Every run has a person of its own. PROPERTY_RUNS asks for more than a day's handful."""
    found = settings(max_examples=RUNS, stateful_step_count=20, deadline=None, database=None, phases=[Phase.generate])
    run_state_machine_as_test(Life, settings=found)
