"""A head of service's card: time to carry over that waits for their answer (slot `desk_cards`)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from cpd_records import policies
from cpd_records.models import CarryOver
from cpd_records.permissions import decides_carry_overs
from cpd_records.presenters.carry_over import lines
from foundation.policies import book
from foundation.slots import DeskCard

SHOWN = 5


def cards(user: Any, now: datetime) -> Iterator[DeskCard]:
    """Nothing for who leads nothing, or where nothing waits."""
    today = timezone.localdate(now)
    if not decides_carry_overs(user, today):
        return
    rows = list(CarryOver.objects.to_decide(user, today).select_related("person").in_order())
    if not rows:
        return
    shown = lines(rows[:SHOWN], book().whole(policies.DAY, today))
    yield DeskCard(
        key="carry-over",
        title="Learning time to carry over",
        order=25,
        urgent=True,
        count=len(rows),
        items=tuple((f"{each.who}: {each.time}", f"/carry-over/{each.public_id}/", each.cause) for each in shown),
        more_url="/carry-over/",
        more_text="See them all",
    )
