"""What of one record is open to one user, by one way out: the facts of the record put to the matrix (DOMAIN 9)."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from foundation.policies import book
from supervision.models import Record
from supervision.permissions.reading import record_of, standings
from supervision.rules.access import Answer, Thing, Way, answer, sections_open
from workforce.models import AgreedAction


def sections_opened(user: Any, record: Record, way: Way, at: datetime) -> dict[str, Answer]:
    """Classes of sections the user may read, each with as what; nothing of a draft but for who writes it.

    The same answer for page, PDF and every other way; whoever shows them notes the look first.
    """
    if record.state == Record.State.DRAFT:
        return {}
    found = sections_open(standings(user, record.meeting, at), way, _facts(record, at))
    return {str(thing): said for thing, said in found.items()}


def may_see(user: Any, record: Record, thing: Thing, way: Way, at: datetime) -> Answer:
    """The same for one thing that is no section: who has read it, its actions, whether it was completed."""
    return answer(standings(user, record.meeting, at), thing, way, _facts(record, at))


def _facts(record: Record, at: datetime) -> Any:
    day = timezone.localdate(at)
    return record_of(
        record.meeting,
        day,
        book(),
        is_open=AgreedAction.objects.from_source(record.source).open().exists(),
        shared_with=record.shared_with,
        released=record.needs_released_at is not None,
    )
