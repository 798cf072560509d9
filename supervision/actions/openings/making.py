"""One opening: to one reader, for a stated reason the two see, for a time; noted, and both are told."""

from datetime import datetime, timedelta
from typing import Any

from foundation import changelog
from supervision.actions.openings.refusals import said
from supervision.actions.records import telling
from supervision.models import Meeting, Opening


def make(
    *,
    meeting: Meeting,
    kind: Opening.Kind,
    reader: Any,
    reason: str,
    lasts: timedelta,
    by: Any,
    at: datetime,
    section: str = "",
) -> Opening:
    """The same that still runs is answered again. Whoever calls has locked the meeting. Raises OpeningRefused."""
    same = Opening.objects.running(at).filter(meeting=meeting, reader=reader, kind=kind, section=section)
    running: Opening | None = same.first()
    if running is not None:
        return running
    made = Opening.objects.create(
        meeting=meeting,
        reader=reader,
        kind=kind,
        section=section,
        reason=said(reason),
        opened_by=by,
        starts_at=at,
        ends_at=at + lasts,
    )
    changelog.record(by=by, at=at, verb=f"supervision.{kind}_opened", subject=meeting, fields=["openings"])
    telling.of_opening(made, at)
    return made
