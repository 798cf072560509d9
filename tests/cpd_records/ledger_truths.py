"""What must hold of a ledger after anything at all has happened to it; each said once for every test that asks."""

import re

from cpd_records.actions.entitlement import differing
from cpd_records.invariants import (
    balances_add_up,
    entries_count_in_their_year,
    no_source_gives_back_more_than_it_took,
    nothing_is_taken_below_zero,
)
from cpd_records.models import Account, LedgerEntry
from cpd_records.presenters.allowance import bar_of
from cpd_records.rules.balances import balance_of
from cpd_records.rules.statements import Moved, statement
from foundation.policies import book

DAY = 444
FIGURE = re.compile(r"([\d.,]+) days?")
SUM = re.compile(r"15 days × (\(?[\d.×+ ]+\)?) ÷ (\d+) = ([\d.]+) days")


def agree(person):
    """The sum of the entries, the statement's last line and the bar are the same, in every year."""
    for account in Account.objects.filter(person=person).with_balances():
        entries = list(account.entries.all())
        found = statement(Moved(*row) for row in account.entries.as_statement())
        for bucket in ("available", "reserved", "spent"):
            moved = sum(e.minutes * ((e.to_bucket == bucket) - (e.from_bucket == bucket)) for e in entries)
            assert getattr(found.closing, bucket) == moved == account.sums[bucket]
        assert found.closing == balance_of(account.sums)
        bar = bar_of(found.closing, DAY)
        assert bar == bar_of(balance_of(account.sums), DAY)
        assert bar.spent.total + bar.reserved + bar.left - bar.overdrawn == bar.total == found.closing.granted
        if found.lines:
            last = found.lines[-1]
            assert (last.available, last.reserved, last.spent) == (
                found.closing.available,
                found.closing.reserved,
                found.closing.spent,
            )
        assert found.over_by_approval + found.over_by_circumstances == found.closing.overdrawn


def keep_the_rules():
    """No bucket is negative but by approval or a change of circumstances; nothing gives back more than it took."""
    found = [
        *balances_add_up(),
        *nothing_is_taken_below_zero(),
        *no_source_gives_back_more_than_it_took(),
        *entries_count_in_their_year(),
    ]
    assert found == []
    assert not LedgerEntry.objects.filter(reason="").exists()


def carry_takes_no_time_that_is_not_there(person):
    """Time that lapses or leaves for the next year was left to go."""
    for account in Account.objects.filter(person=person):
        left = 0
        for entry in account.entries.order_by("pk"):
            left += entry.minutes * ((entry.to_bucket == "available") - (entry.from_bucket == "available"))
            assert left >= 0 or entry.kind != "carry" or entry.to_bucket == "available"


def adjusts_explain_themselves(person):
    """Each adjust says from what to what, and the sum it writes comes to what it says."""
    for account in Account.objects.filter(person=person):
        given = 0
        for entry in account.entries.entitlement().order_by("pk"):
            change = entry.minutes if entry.to_bucket == "available" else -entry.minutes
            if entry.kind == "adjust":
                said = [float(figure.replace(",", "")) for figure in FIGURE.findall(entry.reason.split(". ")[0])]
                assert said == [round(given / DAY, 2), round((given + change) / DAY, 2)], entry.reason
            given += change
            for terms, year, days in SUM.findall(entry.reason):
                product = eval(terms.replace("×", "*"))  # noqa: S307  # digits, × and + only, as the pattern says
                assert abs(15 * product / int(year) - float(days)) < 0.0051, entry.reason


def follow_posts(person, starts):
    """What reconciling gave is what posts and policy come to."""
    assert differing([person.pk], starts, book()) == {}
