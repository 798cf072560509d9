"""What of one record is open to one user, by one way out: the facts of the record put to the matrix (DOMAIN 9)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from foundation.policies import book
from supervision.models import Record
from supervision.permissions.reading import record_of, standings
from supervision.rules.access import Answer, Standing, Thing, Way, answer, sections_open
from supervision.rules.access import Record as Facts
from workforce.models import AgreedAction


@dataclass(frozen=True, slots=True)
class Reading:
    """What one user stands to one record at a moment, and its facts: asked once for a page, answered for every way."""

    standings: tuple[Standing, ...]
    facts: Facts
    draft: bool

    def by(self, way: Way) -> dict[str, Answer]:
        """Classes of sections that are open by one way, each with as what; nothing of a draft."""
        if self.draft:
            return {}
        return {str(thing): said for thing, said in sections_open(self.standings, way, self.facts).items()}


def reading_of(user: Any, record: Record, at: datetime) -> Reading:
    """The same answer for page, PDF and every other way; whoever shows them notes the look first."""
    held = tuple(standings(user, record.meeting, at))
    return Reading(held, _facts(record, at), record.state == Record.State.DRAFT)


def sections_opened(user: Any, record: Record, way: Way, at: datetime) -> dict[str, Answer]:
    """Classes of sections the user may read by one way; nothing of a draft but for who writes it."""
    return {} if record.state == Record.State.DRAFT else reading_of(user, record, at).by(way)


def may_see(user: Any, record: Record, thing: Thing, way: Way, at: datetime) -> Answer:
    """The same for one thing that is no section: who has read it, its actions, whether it was completed."""
    return answer(standings(user, record.meeting, at), thing, way, _facts(record, at))


def _facts(record: Record, at: datetime) -> Facts:
    day = timezone.localdate(at)
    return record_of(
        record.meeting,
        day,
        book(),
        is_open=AgreedAction.objects.from_source(record.source).open().exists(),
        shared_with=record.shared_with,
        released=record.needs_released_at is not None,
    )
