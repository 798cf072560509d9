"""What the two want to talk about, put down before they meet; both read it, each drops their own."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from supervision.actions.records.refusals import TWO_ONLY, NotYours, RecordRefused
from supervision.models import AgendaPoint, Meeting
from supervision.permissions.recording import is_one_of_two

LONGEST, MOST = 500, 20
EMPTY = "Write what you want to talk about."
TOO_LONG = "Use {} characters or fewer: the record itself has room for more."
TOO_MANY = "Twenty points are more than one supervision can hold. Take one off first."
OVER = "This supervision is over: write it into the record, or onto the next agenda."


@transaction.atomic
def add(*, meeting_id: int, text: str, by: Any, at: datetime) -> AgendaPoint:
    """One point. The same words by the same person twice make one. Raises NotYours, RecordRefused."""
    meeting: Meeting = Meeting.objects.select_for_update(of=("self",)).with_both().get(pk=meeting_id)
    if not is_one_of_two(by, meeting, timezone.localdate(at)):
        raise NotYours(TWO_ONLY)
    if meeting.state != Meeting.State.PLANNED:
        raise RecordRefused(OVER)
    said = _said(text)
    standing = list(AgendaPoint.objects.standing().filter(meeting=meeting))
    there = next((point for point in standing if point.text == said and point.by_id == by.pk), None)
    if there is not None:
        return there
    if len(standing) >= MOST:
        raise RecordRefused(TOO_MANY)
    point = AgendaPoint.objects.create(meeting=meeting, text=said, by=by, at=at)
    changelog.record(by=by, at=at, verb="supervision.agenda_point", subject=meeting, fields=["agenda"])
    return point


@transaction.atomic
def drop(*, point_id: int, by: Any, at: datetime) -> None:
    """Take one's own point off again; twice does nothing. Raises NotYours."""
    point = AgendaPoint.objects.select_for_update().get(pk=point_id)
    if point.by_id != by.pk:
        raise NotYours("Only who put it on the agenda takes it off.")
    if point.dropped_at is None:
        point.dropped_at = at
        point.save(update_fields=["dropped_at"])
        changelog.record(by=by, at=at, verb="supervision.agenda_point_dropped", subject=point, fields=["dropped_at"])


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise RecordRefused(EMPTY)
    if len(said) > LONGEST:
        raise RecordRefused(TOO_LONG.format(LONGEST))
    return said
