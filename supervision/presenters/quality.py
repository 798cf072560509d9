"""Quality samples as whoever draws them sees them, and as the two of a record do."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from foundation.british_dates import long_date
from foundation.small_numbers import SMALLEST_POOL
from supervision.measures.quality import found_in
from supervision.models import Opening, QualityCheck, QualityDraw
from workforce.querysets.access import access_of


@dataclass(frozen=True, slots=True)
class DrawLine:
    """One draw in the list."""

    key: str
    title: str
    answered: int
    drawn: int


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One record that was drawn."""

    key: str
    title: str
    record: str
    is_open: bool
    answered: bool
    gone: bool


def overview(user: Any, on: date) -> dict[str, Any]:
    """Own draws and what all of the scope's found."""
    draws = QualityDraw.objects.visible_to(user, on).prefetch_related("checks").select_related("team")
    return {
        "draws": [_draw_line(row) for row in draws],
        "found": found_in(user, on),
        "smallest": SMALLEST_POOL,
        "may_draw": access_of(user, on).manages,
    }


def draw_page(row: QualityDraw, user: Any, at: datetime) -> dict[str, Any]:
    """One draw: its records, its reason, and what shows that it was fair."""
    rows = QualityCheck.objects.visible_to(user, timezone.localdate(at)).filter(draw=row)
    rows = rows.select_related("meeting__record", "meeting__supervisee", "meeting__supervisor")
    running = Opening.objects.visible_to(user, timezone.localdate(at)).running(at).filter(reader=user.pk)
    open_now = set(running.values_list("meeting_id", flat=True))
    return {
        "draw": row,
        "title": _title(row),
        "checks": [_check_line(each, open_now) for each in rows],
        "pool": len(row.pool),
        "proof": row.pool,
    }


def _draw_line(row: QualityDraw) -> DrawLine:
    checks = list(row.checks.all())
    return DrawLine(str(row.public_id), _title(row), sum(each.answered_at is not None for each in checks), len(checks))


def _title(row: QualityDraw) -> str:
    last = row.ends_on - timedelta(days=1)
    return f"{long_date(row.starts_on)} to {long_date(last)}, drawn on {long_date(timezone.localdate(row.drawn_at))}"


def _check_line(row: QualityCheck, open_now: set[int]) -> CheckLine:
    if row.meeting is None:
        return CheckLine(str(row.public_id), "Lawfully disposed of", "", False, row.answered_at is not None, True)
    meeting = row.meeting
    held = long_date(meeting.held_on) if meeting.held_on else ""
    led = meeting.supervisor.full_name if meeting.supervisor else ""
    return CheckLine(
        key=str(row.public_id),
        title=f"{meeting.supervisee.full_name if meeting.supervisee else ''}, {held}, led by {led}",
        record=str(meeting.record.public_id),
        is_open=meeting.pk in open_now,
        answered=row.answered_at is not None,
        gone=False,
    )
