"""Letters that go with what they were about, or with whom they were sent to."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from foundation.disposal.graves import Grave
from foundation.models import OutboxMessage


def messages_about(abouts: Collection[str]) -> QuerySet[OutboxMessage]:
    """Messages about things named by the first two parts of their source: "booking:<id>"."""
    return OutboxMessage.objects.filter(about__in=list(abouts))


def bury_messages(messages: Any, record_class: str, grave: Grave) -> None:
    """Messages, and those that a daily mail among them had bundled: they point to it."""
    keys = list(messages.values_list("pk", flat=True))
    grave.remove(OutboxMessage.objects.filter(digest__in=keys), record_class=record_class)
    grave.remove(OutboxMessage.objects.filter(pk__in=keys), record_class=record_class)
