"""The desk card of agreed actions: the owner's own, soonest first."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from foundation.slots import DeskCard
from workforce.models import AgreedAction
from workforce.presenters.agreed_actions import line

SHOWN = 5
LETTERS = 120


def cards(user: Any, now: datetime) -> Iterable[DeskCard]:
    """One query; nothing for whom nothing is open."""
    day = timezone.localdate(now)
    rows = list(AgreedAction.objects.owned_by(user, day).open()[: SHOWN + 1])
    if not rows:
        return
    for row in rows:
        row.readers_now = []
    shown = [line(row, day) for row in rows[:SHOWN]]
    yield DeskCard(
        key="agreed-actions",
        title="Agreed actions",
        order=12,
        items=tuple((Truncator(each.text).chars(LETTERS), each.url, each.when) for each in shown),
        more_url=reverse("my_actions"),
        more_text="All your actions" if len(rows) <= SHOWN else "See the others too",
    )
