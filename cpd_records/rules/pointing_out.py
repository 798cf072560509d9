"""What stands out about somebody's allowance year (DOMAIN 6, rule 4): pure, for pages and previews alike."""

from datetime import date
from enum import Enum

from cpd_records import policies
from cpd_records.rules.balances import Balance
from foundation.months import months_later
from foundation.policies import PolicyBook


class Noted(Enum):
    """The first that applies."""

    OVER = "over"
    ALL = "all"
    NOTHING = "nothing"
    LOW = "low"
    NONE = "none"


def noted(held: Balance, start: date, today: date, book: PolicyBook) -> Noted:
    """What a manager may want to talk about, in the year that starts on `start`."""
    low = book.whole(policies.MIDYEAR_LOW, today) * book.whole(policies.DAY, today)
    second_part = today >= months_later(start, book.whole(policies.MIDYEAR_AFTER, today))
    found = (
        (Noted.OVER, held.overdrawn > 0),
        (Noted.ALL, held.taken * 100 >= held.granted * book.whole(policies.WARN, today)),
        (Noted.NOTHING, not held.taken),
        (Noted.LOW, second_part and held.taken < low),
    )
    return next((kind for kind, holds in found if holds), Noted.NONE)
