"""Failing messages among what a coordinator sees first (slot "today_cards")."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone

from academy.messages.readable import readable_by
from foundation.british_dates import long_date
from foundation.models import OutboxMessage
from foundation.slots import DeskCard

SHOWN = 5


def cards(user: Any, at: datetime) -> Iterator[DeskCard]:
    """Messages that could not be sent and that this user may look at; one query."""
    failed = readable_by(user, timezone.localdate(at)).filter(state=OutboxMessage.State.FAILED)
    rows = list(failed.annotate(in_all=Window(Count("*"))).order_by("-queued_at", "-pk")[:SHOWN])
    if rows:
        yield DeskCard(
            key="failed-messages",
            title="Messages that could not be sent",
            order=6,
            urgent=True,
            items=tuple(
                (row.subject, message_url(row), f"to {row.to_address}, {long_date(row.queued_at)}") for row in rows
            ),
            count=rows[0].in_all,
            more_url=f"{reverse('sent_messages:index')}?state=failed",
            more_text="All of them",
        )


def message_url(row: OutboxMessage) -> str:
    """Where to see what became of it, and to send it again."""
    return reverse("sent_messages:message", args=[row.public_id])


def _day(row: OutboxMessage) -> str:
    return long_date(row.queued_at)
