"""Records opened beyond the two, as the two, the readers and the hosts see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from foundation.british_dates import long_date
from supervision.models import Meeting, Opening, RecordRead
from supervision.permissions.recording import is_supervised
from supervision.presenters.records import NAMES, moment, read_rows

NOBODY_HERE = "These pages are for those to whom a record was opened, and for those who open one."


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """One opening. `read` are looks through it, for the host who opened it."""

    key: str
    record: str
    title: str
    who: str
    kind: str
    since: str
    reason: str
    running: bool
    may_close: bool = False
    may_consent: bool = False
    consented: bool = False
    read: tuple[tuple[str, str], ...] = ()


def of_record(meeting: Meeting, user: Any, at: datetime) -> list[OpeningLine]:
    """To whom the record is, or was, opened: for the two of it; what an investigation seals waits for its day."""
    day = timezone.localdate(at)
    rows = Opening.objects.visible_to(user, day).filter(meeting=meeting).with_people()
    about = is_supervised(user, meeting, day)
    return [_line(row, user, at, about=about) for row in rows]


def to_me(user: Any, at: datetime) -> list[OpeningLine]:
    """What is open to the user now, one query."""
    rows = Opening.objects.visible_to(user, timezone.localdate(at)).running(at).filter(reader=user.pk)
    return [_line(row, user, at) for row in rows.with_people()]


def by_me(user: Any, at: datetime) -> list[OpeningLine]:
    """What the user opened to others as a host, with every look; two queries."""
    rows = list(Opening.objects.hosted_by(user).with_people())
    looks: dict[int, list[RecordRead]] = {}
    for read in RecordRead.objects.shown_to_host(user).select_related("reader"):
        looks.setdefault(read.opening_id, []).append(read)
    return [_line(row, user, at, looks=looks.get(row.pk, ())) for row in rows]


def _line(
    row: Opening, user: Any, at: datetime, *, about: bool = False, looks: Iterable[RecordRead] = ()
) -> OpeningLine:
    running = row.starts_at <= at and (row.ends_at is None or row.ends_at > at)
    section = f": {NAMES[row.section].lower()}" if row.section else ""
    until = f" until {moment(row.ends_at)}" if row.ends_at else ""
    whose = row.meeting.supervisee.full_name if row.meeting.supervisee else "a group"
    held = long_date(row.meeting.held_on) if row.meeting.held_on else ""
    return OpeningLine(
        key=str(row.public_id),
        record=str(row.meeting.record.public_id),
        title=f"Supervision of {whose}, {held}",
        who=row.reader.get_full_name(),
        kind=f"{row.get_kind_display()}{section}",
        since=f"From {moment(row.starts_at)}{until}",
        reason=row.reason,
        running=running,
        may_close=running and row.opened_by_id == user.pk and row.kind not in Opening.BY_TWO,
        may_consent=running and about and row.kind == Opening.Kind.AUDIT,
        consented=row.consented_at is not None,
        read=tuple(read_rows(looks)),
    )
