"""A balance: what the entries of one account add up to (DESIGN 4, "The allowance ledger")."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from foundation.methodologies import METHODOLOGIES, Split


class BalanceDoesNotAddUp(ArithmeticError):
    """Entries that no lawful sequence of moves could have made; `check_invariants` lists them."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Whole minutes in each bucket of one allowance year.

    `available` may be below zero, only after a change of circumstances: then `left` is 0 and
    `overdrawn` says by how much. `split` shares `spent` over the methodologies.
    """

    available: int = 0
    reserved: int = 0
    spent: int = 0
    split: Split = field(default_factory=Split)

    def __post_init__(self) -> None:
        if self.reserved < 0 or self.spent < 0:
            raise BalanceDoesNotAddUp(f"{self.reserved} minutes booked and {self.spent} used: neither can be below 0.")
        if min(self.split.parts()) < 0 or self.split.total != self.spent:
            raise BalanceDoesNotAddUp(f"The methodologies add up to {self.split.total} minutes, not {self.spent}.")

    @property
    def granted(self) -> int:
        """The whole allowance as it stands, in minutes: what came from outside less what went back."""
        return self.available + self.reserved + self.spent

    @property
    def left(self) -> int:
        """Minutes that can still be booked, 0 or more."""
        return max(self.available, 0)

    @property
    def overdrawn(self) -> int:
        """Minutes by which use and bookings exceed the allowance, 0 or more."""
        return max(-self.available, 0)

    @property
    def taken(self) -> int:
        """Minutes used or booked."""
        return self.reserved + self.spent


def balance_of(sums: Mapping[str, int]) -> Balance:
    """A balance from the sums that `LedgerEntry.objects.sums()` and `Account.objects.with_balances()` give."""
    split = Split(**{code: sums[f"spent_{code}"] for code, _ in METHODOLOGIES})
    return Balance(sums["available"], sums["reserved"], sums["spent"], split)
