"""The desk card of agreed actions: the owner's own, soonest first."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from foundation.asked_often import AskedOften
from foundation.slots import DeskCard
from workforce.models import AgreedAction
from workforce.presenters.agreed_actions import line
from workforce.querysets.access import access_of

SHOWN = 5
LETTERS = 120
OPEN = AskedOften(
    lambda people: AgreedAction.objects.filter(owner__in=people).open().order_by().values("pk")[:1],
    list,
)
"""Whether anything is open of what these people took on."""


def cards(user: Any, now: datetime) -> Iterable[DeskCard]:
    """One small query for whom nothing is open, and one more for everybody else."""
    day = timezone.localdate(now)
    if not OPEN.tuples(list(access_of(user, day).person_ids)):
        return
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
