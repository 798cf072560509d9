"""What a booking would change, before anybody presses the button (issue: "the course page says how")."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cpd_records import policies
from cpd_records.models import Account
from cpd_records.rules.balances import Balance, balance_of
from cpd_records.rules.entitlement import is_staff
from cpd_records.rules.portions import Need, Portion, needs_by_year
from cpd_records.rules.spells import spells_by_person
from cpd_records.rules.years import year_start
from foundation.methodologies import METHODOLOGIES
from foundation.policies import PolicyBook


@dataclass(frozen=True, slots=True)
class MethodologyEffect:
    """Minutes of one methodology used so far in the year, and what the learning would add."""

    key: str
    label: str
    so_far: int
    adds: int


@dataclass(frozen=True, slots=True)
class YearEffect:
    """One allowance year before and after; minutes. `missing` is what lacks, 0 when there is enough."""

    year_starts_on: date
    before: Balance
    need: Need

    @property
    def left_after(self) -> int:
        """What would be left to book, 0 or more."""
        return max(self.before.available - self.need.minutes, 0)

    @property
    def missing(self) -> int:
        """How much lacks."""
        return max(self.need.minutes - self.before.left, 0)

    @property
    def methodologies(self) -> tuple[MethodologyEffect, ...]:
        """The methodologies the learning counts for."""
        return tuple(
            MethodologyEffect(key, label, getattr(self.before.split, key), getattr(self.need.split, key))
            for key, label in METHODOLOGIES
            if getattr(self.need.split, key)
        )


@dataclass(frozen=True, slots=True)
class Affordability:
    """The effect on each allowance year that the learning debits, oldest first.

    Without a ledger (agency workers, partners, carers) nothing is taken off and `years` is empty.
    """

    keeps_ledger: bool
    years: tuple[YearEffect, ...] = ()

    @property
    def costs_nothing(self) -> bool:
        """Whether it takes nothing off."""
        return not self.years

    @property
    def affordable(self) -> bool:
        """Whether every year has enough left."""
        return all(year.missing == 0 for year in self.years)


def effect(
    portions: Iterable[Portion], balances: Mapping[date, Balance], *, keeps_ledger: bool = True
) -> Affordability:
    """The effect of some portions on a person's balances by year start; a year without one is empty."""
    if not keeps_ledger:
        return Affordability(keeps_ledger=False)
    needs = needs_by_year(portions)
    years = tuple(YearEffect(start, balances.get(start, Balance()), need) for start, need in needs.items())
    return Affordability(keeps_ledger=True, years=years)


def balances_of(person_id: int, starts: Iterable[date]) -> dict[date, Balance]:
    """A person's balances of some years, in one query; pages with many sessions call this once."""
    accounts = Account.objects.filter(person_id=person_id, year_starts_on__in=set(starts)).with_balances()
    return {account.year_starts_on: balance_of(account.sums) for account in accounts}


def keeps_ledger(person_id: int, on: date, book: PolicyBook) -> bool:
    """Whether anything is ever taken off for this person (DOMAIN 6, rule 15); one query."""
    return is_staff(spells_by_person([person_id]).get(person_id, []), book.yes(policies.AGENCY, on))


def affordability(person_id: int, portions: Iterable[Portion], book: PolicyBook) -> Affordability:
    """What booking these portions would change for a person; two queries."""
    wanted = list(portions)
    if not wanted:
        return Affordability(keeps_ledger=True)
    balances = balances_of(person_id, {year_start(portion.on) for portion in wanted})
    kept = keeps_ledger(person_id, min(portion.on for portion in wanted), book)
    return effect(wanted, balances, keeps_ledger=kept)
