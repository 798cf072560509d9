"""Bringing the turns of people's clocks up to date: each night, after an import, after each change.

Safe to run as often as one likes: what stands already is left alone. Turns are worked out anew from the
facts, so that a late file, or a figure put right, puts the past right too. No row is anybody's evidence;
that is the meetings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from foundation import policies
from foundation.policies import PolicyBook
from supervision.actions.cycles.loading import clocks_of, live_facts
from supervision.models import Cycle, Meeting
from supervision.rules.dues import Live, Turn, turns
from workforce.imports.versions import copy_in
from workforce.models import Person, Post

BATCH = 400
WRITTEN = (
    "person_id",
    "starts_on",
    "due_on",
    "last_good_on",
    "counts_on",
    "every",
    "outcome",
    "meeting_id",
    "supervisor_id",
    "team_id",
    "reason",
    "gap_days",
)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a run did, in rows."""

    added: int = 0
    removed: int = 0

    def __str__(self) -> str:
        return f"turns of supervision written {self.added}, taken away {self.removed}"

    def plus(self, other: "Brought") -> "Brought":
        """Both together."""
        return Brought(self.added + other.added, self.removed + other.removed)


def bring_up_to_date(*, at: datetime, person_ids: Iterable[int] | None = None) -> Brought:
    """The turns of these people, or of everybody with a post or a past, as they stand at a moment.

    One transaction a batch.
    """
    on, book, done = timezone.localdate(at), policies.book(), Brought()
    live = live_facts(on)
    keys = sorted(_everybody() if person_ids is None else _roots(person_ids))
    for first in range(0, len(keys), BATCH):
        done = done.plus(_bring(keys[first : first + BATCH], on, book, live))
    return done


@transaction.atomic
def _bring(keys: Sequence[int], on: date, book: PolicyBook, live: Live) -> Brought:
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))
    clocks = clocks_of(keys, on, book, live)
    wanted = {_row(person, turn) for person, clock in clocks.items() for turn in turns(clock, book, on)}
    mine = Cycle.objects.filter(Q(person__in=keys) | Q(person__joined_into__in=keys))
    standing = {row[1:]: row[0] for row in mine.values_list("pk", *WRITTEN)}
    stale = [pk for row, pk in standing.items() if row not in wanted]
    Cycle.objects.filter(pk__in=stale).delete()
    new = [row for row in wanted if row not in standing]
    if new:
        copy_in(Cycle, [name.removesuffix("_id") for name in WRITTEN], new)
    return Brought(len(new), len(stale))


def _row(person: int, turn: Turn) -> Row:
    return (
        person,
        turn.starts_on,
        turn.due_on,
        turn.last_good_on,
        turn.counts_on,
        turn.every,
        turn.outcome,
        turn.held.key if turn.held else None,
        turn.supervisor_id,
        turn.team_id,
        turn.reason,
        turn.gap_days,
    )


def _everybody() -> set[int]:
    """Whoever has, or had, a post here, or is named in a supervision; not what is left of the disposed of."""
    removed = Person.Standing.REMOVED
    posts = Post.objects.current().exclude(person__standing=removed).values_list("person_id", flat=True).distinct()
    seen = Meeting.objects.filter(supervisee__isnull=False).values_list("supervisee_id", flat=True).distinct()
    return _roots({*posts, *seen})


def _roots(person_ids: Iterable[int]) -> set[int]:
    rows = Person.objects.filter(pk__in=list(person_ids)).values_list("pk", "joined_into")
    return {root or key for key, root in rows}
