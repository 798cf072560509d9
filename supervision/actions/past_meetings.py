"""Supervision of the past, many rows at once (FORMATS, supervision_history).

The same rows again change nothing. A row that says otherwise puts the imported one right; what was
recorded here is never changed by a file. New rows are not repeated in the change log: the import run
that brought them is their log.
"""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max, Min, Q

from foundation import changelog, policies
from foundation.models import ImportRun
from foundation.policies import PolicyBook
from supervision.models import ImportedHistory, Meeting
from supervision.policies import SIGN, WRITE_UP
from supervision.rules.dues.away import working_days_later
from workforce.imports.versions import copy_in

BATCH = 20_000
FACTS = ("supervisor_id", "written_up_on", "signed_on")
NEW = (
    "public_id",
    "supervisee",
    "held_on",
    "kind",
    "supervisor",
    "written_up_on",
    "signed_on",
    "write_by",
    "sign_by",
    "state",
    "mode",
    "place",
    "sequence",
    "reason",
    "imported",
    "recorded_by_run",
    "created_at",
    "changed_at",
)
Key = tuple[int, date, str]


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """One row of the file, its people by key."""

    supervisee_id: int
    held_on: date
    kind: str
    supervisor_id: int | None
    written_up_on: date | None
    signed_on: date | None

    @property
    def key(self) -> Key:
        """What makes it one and the same in every file."""
        return self.supervisee_id, self.held_on, self.kind

    @property
    def facts(self) -> tuple[int | None, date | None, date | None]:
        """What a later file may say otherwise."""
        return self.supervisor_id, self.written_up_on, self.signed_on


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many rows were new, differed from what stood, or were there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@transaction.atomic
def record_past(
    *, rows: Sequence[PastMeeting], run: ImportRun, at: datetime, progress: Callable[[str], None]
) -> Recorded:
    """Write all rows: one COPY for what is new."""
    known = _known(rows)
    new = [row for row in rows if row.key not in known]
    differing = [row for row in rows if row.key in known and known[row.key][2] and known[row.key][1] != row.facts]
    for first in range(0, len(new), BATCH):
        copy_in(Meeting, NEW, _lines(new[first : first + BATCH], run, at, policies.book()))
        progress(f"{min(first + BATCH, len(new)):,} supervisions")
    _put_right(differing, known, run, at)
    return Recorded(len(new), len(differing), len(rows) - len(new) - len(differing))


@transaction.atomic
def note_history() -> None:
    """For which days the imported past speaks, by the team people were in: one query, then what differs."""
    imported = Meeting.objects.filter(imported=True)
    last = imported.aggregate(last=Max("held_on"))["last"]
    ran = Q(supervisee__posts__ends_on=None) | Q(supervisee__posts__ends_on__gt=F("held_on"))
    then = imported.filter(ran, supervisee__posts__recorded_until=None, supervisee__posts__starts_on__lte=F("held_on"))
    teams = then.order_by().values("supervisee__posts__team").annotate(first=Min("held_on"))
    for team, first in teams.values_list("supervisee__posts__team", "first"):
        ImportedHistory.objects.update_or_create(team_id=team, defaults={"first_on": first, "last_on": last})


def _known(rows: Sequence[PastMeeting]) -> dict[Key, tuple[int, tuple[int | None, ...], bool]]:
    """(key of the row, its facts, whether a file brought it) of what is held already."""
    people = {row.supervisee_id for row in rows}
    held = Meeting.objects.filter(state=Meeting.State.HELD, supervisee__in=people).order_by("imported", "-pk")
    wanted = ("supervisee_id", "held_on", "kind", "pk", *FACTS, "imported")
    found = held.values_list(*wanted).iterator(chunk_size=20_000)
    return {row[:3]: (row[3], row[4:7], row[7]) for row in found}


def _lines(rows: Sequence[PastMeeting], run: ImportRun, at: datetime, book: PolicyBook) -> Iterator[tuple[object, ...]]:
    for row in rows:
        day = row.held_on
        by = (working_days_later(day, book.whole(WRITE_UP, day)), working_days_later(day, book.whole(SIGN, day)))
        yield (
            uuid.uuid4(),
            *row.key,
            *row.facts,
            *by,
            *(Meeting.State.HELD.value, "", "", 0, "", True, run.pk, at, at),
        )


def _put_right(
    rows: Sequence[PastMeeting],
    known: dict[Key, tuple[int, tuple[int | None, ...], bool]],
    run: ImportRun,
    at: datetime,
) -> None:
    changed = []
    for row in rows:
        meeting = Meeting(pk=known[row.key][0], recorded_by_run=run, changed_at=at)
        for name, value in zip(FACTS, row.facts, strict=True):
            setattr(meeting, name, value)
        changed.append(meeting)
    names = ["supervisor", "written_up_on", "signed_on", "recorded_by_run", "changed_at"]
    Meeting.objects.bulk_update(changed, names, batch_size=2000)
    verb, fields = "supervision.changed_by_import", names[:3]
    changelog.record_many(
        [changelog.entry(by=None, at=at, verb=verb, subject=row, fields=fields, label="import") for row in changed]
    )
