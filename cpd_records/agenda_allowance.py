"""What this room puts on the agenda of two people who meet for supervision (slot "supervision_agenda")."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from cpd_records import policies
from cpd_records.models import Account
from cpd_records.presenters.allowance import bar_of
from cpd_records.presenters.team import point_out
from cpd_records.querysets.visibility import allowances_open_to
from cpd_records.rules.balances import balance_of
from cpd_records.rules.years import year_start
from foundation.policies import book
from foundation.slots import AgendaItem


def allowance(person_id: int, supervisor: Any, on: date) -> Iterator[AgendaItem]:
    """The days left and booked, and what stands out: totals, as the supervisor may see them.

    Nothing for somebody whose allowance is not open to the supervisor, or who keeps no ledger.
    """
    person = allowances_open_to(supervisor, on).filter(pk=person_id).first()
    start = year_start(on)
    account = Account.objects.visible_to(supervisor, on).of_year(start).filter(person=person).with_balances().first()
    if person is None or account is None:
        return
    held, figures = balance_of(account.sums), book()
    if not (held.granted or held.taken):
        return
    bar = bar_of(held, figures.whole(policies.DAY, on))
    note, _ = point_out(held, start, on, figures)
    lines = (f"{bar.headline}.".replace("..", "."), f"{bar.days(held.spent)} used, {bar.days(held.reserved)} booked.")
    url = reverse("cpd_records:allowance_of", args=[person.public_id])
    yield AgendaItem("Learning allowance", (*lines, f"{note}.") if note else lines, url)
