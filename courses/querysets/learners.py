"""What the catalogue needs to know of the person who looks."""

from datetime import date
from typing import Any

from cpd_records.models import Account
from cpd_records.rules.years import year_start


def minutes_left(user: Any, day: date) -> int | None:
    """Minutes somebody can still book in the allowance year of a day; None where they have no allowance."""
    if not user.is_authenticated:
        return None
    accounts = Account.objects.of_year(year_start(day)).filter(person__user=user).with_balances()
    account = accounts.first()
    return None if account is None else max(account.available, 0)
