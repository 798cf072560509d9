"""Every look at a record by anybody but the two is written down before they see it, and shown to the two (DOMAIN 9)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from supervision.models import Opening, Record, RecordRead
from supervision.rules.access import Answer, Way


def note(*, record: Record, opened: Mapping[str, Answer], way: Way, by: Any, at: datetime) -> None:
    """One row for the classes opened by one capacity; none for the two themselves."""
    by_capacity: dict[str, list[str]] = {}
    for section, said in opened.items():
        if said.logged and said.standing is not None:
            by_capacity.setdefault(str(said.standing.capacity), []).append(section)
    for capacity, sections in by_capacity.items():
        RecordRead.objects.create(
            meeting=record.meeting,
            reader=by,
            at=at,
            capacity=capacity,
            way=str(way),
            sections=",".join(sorted(sections)),
            opening=_opening(record, capacity, by, at),
        )


OPENED_AS = {
    "supervisors_manager": "sample",
    "hr": "referral",
    "auditor": "audit",
    "moderator": "audit",
    "inspector": "inspection",
    "break_glass": "break_glass",
    "investigator": "investigation",
}


def _opening(record: Record, capacity: str, by: Any, at: datetime) -> Opening | None:
    """The opening the look rests on, so that a sealed one stays sealed in the list of who has read."""
    if capacity not in OPENED_AS:
        return None
    running = Opening.objects.running(at).filter(meeting=record.meeting, reader=by, kind=OPENED_AS[capacity])
    found: Opening | None = running.order_by("-pk").first()
    return found
