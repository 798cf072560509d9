"""A working life at random: whatever happens in whatever order, the ledger, the statement and the bar agree."""

import os
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cpd_records import policies
from cpd_records.actions import carry_over, ledger
from cpd_records.actions.entitlement import reconcile
from cpd_records.models import Account, CarryOver, LedgerEntry
from cpd_records.rules.balances import balance_of
from cpd_records.rules.portions import Portion
from cpd_records.rules.years import year_start
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
WHICH = st.integers(0, 3)
PLACE = {"number": NUMBERS, "cycle": CYCLES}
EXCESS = st.sampled_from([0, 0, 3 * DAY])
CARRIED = {"minutes": st.sampled_from([100, DAY, 3 * DAY, 4 * DAY]), "at": MOMENTS}
HAPPENINGS = {
    "book": {"portions": PORTIONS, **PLACE, "excess": EXCESS},
    "attend": {"portions": PORTIONS, "which": WHICH},
    "walk_in": {"portions": PORTIONS, **PLACE, "in_full": st.booleans(), "excess": EXCESS},
    "claim": {"portions": PORTIONS, **PLACE},
    "take_all_that_is_left": {"day": DAYS, "booked": st.booleans()},
    "cancel": {"which": WHICH},
    "correct": {"kind": st.sampled_from(["spend", "claim"]), "which": WHICH},
    "change_hours_or_leave": {
        "fte": st.sampled_from(["0.1", "0.5", "0.8", "1"]),
        "last": st.sampled_from([None, date(2026, 7, 15)]),
    },
    "take_a_second_post": {"fte": st.sampled_from(["0.2", "0.4"])},
    "change_a_policy": {"figure": FIGURES, "starts_on": st.sampled_from([YEAR, date(2026, 10, 1), NEXT])},
    "end_a_year": {"at": st.sampled_from([datetime(2027, 4, 1, 2, tzinfo=UTC), datetime(2028, 4, 1, 2, tzinfo=UTC)])},
    "carry_over": {**CARRIED, "answer": st.sampled_from([carry_over.grant, carry_over.grant, carry_over.decline])},
    "pass_a_spring": {**CARRIED, "booked": st.booleans()},
    "end_of_june": {},
}
STEPS = 2 * len(HAPPENINGS)


def rows():
    return list(LedgerEntry.objects.order_by("pk").values_list("pk", "kind", "minutes", "account_id"))


class Life(RuleBasedStateMachine):
    """One thing after another, each done twice: the second time must change nothing.

    Every round holds each of `HAPPENINGS` once, in an order of its own, so that a handful of lives has met them all.
    """

    @initialize()
    def somebody(self):
        self.birth = transaction.savepoint()
        self.manager = staff("manager@example.org")
        self.person = member_of_staff(line_manager=self.manager)
        team = Post.objects.get(person=self.person).team
        self.head = RoleGrantFactory(role="leader", team=team, starts_on=date(2020, 1, 1)).user
        self.before, self.ahead, self.used = rows(), [], 0

    @rule(data=st.data())
    def something_happens(self, data):
        self.ahead = self.ahead or data.draw(st.permutations(sorted(HAPPENINGS)))
        name = self.ahead.pop()
        drawn = {word: data.draw(strategy, label=f"{name}: {word}") for word, strategy in HAPPENINGS[name].items()}
        getattr(self, name)(**drawn)

    def key(self, thing, number, cycle):
        return {"source": f"{thing}:{self.person.pk}:{number}", "cycle": cycle}

    def teardown(self):
        """No life knows of another, so that one that goes wrong goes wrong again in the same way."""
        transaction.savepoint_rollback(self.birth)

    def one_of(self, kind, which):
        """A source and cycle that has moved time like this, the newest first; one that never has where none did."""
        mine = LedgerEntry.objects.filter(account__person=self.person, kind=kind).order_by("-pk")
        found = list(mine.values("source", "cycle")[:4])
        return found[which % len(found)] if found else self.key("nothing", which, 0)

    def twice(self, action):
        for _ in range(2):
            with suppress(*EXPECTED):
                action()
            after = rows()
            assert after[: len(self.before)] == self.before
            self.before, grown = after, len(after) - len(self.before)
        assert grown == 0

    def book(self, portions, number, cycle, excess):
        key = {"person_id": self.person.pk, "excess_minutes": excess, **self.key("booking", number, cycle)}
        self.twice(lambda: ledger.reserve(portions=portions, **key, **ACTED))

    def attend(self, portions, which):
        self.twice(lambda: ledger.spend(portions=portions, **self.one_of("reserve", which), **ACTED))

    def walk_in(self, portions, number, cycle, in_full, excess):
        key = {"person_id": self.person.pk, **self.key("visit", number, cycle)}
        more = {"in_full": in_full, "excess_minutes": excess}
        self.twice(lambda: ledger.spend_directly(portions=portions, **key, **more, **ACTED))

    def claim(self, portions, number, cycle):
        key = {"person_id": self.person.pk, **self.key("claim", number, cycle)}
        self.twice(lambda: ledger.claim(portions=portions, **key, **ACTED))

    def take_all_that_is_left(self, day, booked):
        """To the last minute: one minute too many or too few anywhere shows."""
        self.used += 1
        left = self.left_in_year_of(day)
        act, thing = (ledger.reserve, "booking") if booked else (ledger.claim, "claim")
        key = {"person_id": self.person.pk, **self.key(thing, 10 + self.used, 0)}
        if left > 0:
            self.twice(lambda: act(portions=[Portion(day, left, Split(sos=100))], **key, **ACTED))

    def cancel(self, which):
        self.twice(lambda: ledger.release(**self.one_of("reserve", which), **ACTED))

    def correct(self, kind, which):
        self.twice(lambda: ledger.reverse(**self.one_of(kind, which), **ACTED))

    def change_hours_or_leave(self, fte, last):
        Post.objects.filter(person=self.person, starts_on__lt=date(2026, 7, 15)).update(fte=fte, ends_on=last)
        self.twice(lambda: self.reconcile())

    def take_a_second_post(self, fte):
        if Post.objects.filter(person=self.person).count() < 3:
            PostFactory(person=self.person, starts_on=date(2026, 9, 1), fte=fte, line_manager=self.manager)
        self.twice(lambda: self.reconcile())

    def change_a_policy(self, figure, starts_on):
        key, value = figure
        facts = {"value": Decimal(value), "reason": "Agreed", "created_at": NOON}
        PolicyValue.objects.update_or_create(key=key, starts_on=starts_on, defaults=facts)
        self.twice(lambda: self.reconcile())

    def end_a_year(self, at):
        self.twice(lambda: self.reconcile(at))

    def carry_over(self, minutes, at, answer):
        with suppress(carry_over.CarryOverRefused):
            facts = {"from_year": YEAR, "minutes": minutes, "cause": "absence", "reason": "Away"}
            carry_over.propose(person=self.person, by=self.manager.user, at=at, **facts)
        for asked in CarryOver.objects.filter(person=self.person, state="proposed").order_by("pk")[:1]:
            given = {"public_id": str(asked.public_id), "answer": "So be it", "by": self.head, "at": at}
            self.twice(lambda given=given: answer(**given))

    def pass_a_spring(self, minutes, at, booked):
        """Time is carried over, everything is taken for the autumn, and the end of June comes."""
        self.carry_over(minutes, at, carry_over.grant)
        self.take_all_that_is_left(date(2027, 9, 9), booked)
        self.end_of_june()

    def end_of_june(self):
        self.twice(lambda: carry_over.lapse_due(at=datetime(2027, 7, 1, 2, tzinfo=UTC)))

    def left_in_year_of(self, day):
        account = Account.objects.filter(person=self.person, year_starts_on=year_start(day)).with_balances().first()
        return balance_of(account.sums).available if account else 0

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
    """Every run begins with an empty ledger. PROPERTY_RUNS asks for more than a day's handful."""
    found = settings(
        max_examples=RUNS, stateful_step_count=STEPS, deadline=None, database=None, phases=[Phase.generate]
    )
    run_state_machine_as_test(Life, settings=found)
