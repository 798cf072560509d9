"""Records that wait for somebody: to be written up, or to be signed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from foundation.british_dates import long_date
from supervision.models import Meeting, Record
from workforce.querysets.access import access_of

SHOWN = 5


def records_waiting(user: Any, on: date) -> Iterator[tuple[str, str, str]]:
    """(what, address, note) rows for the desk; two queries."""
    keys = access_of(user, on).person_ids
    yield from _to_write(keys)
    yield from _to_sign(keys)


def _to_write(keys: Any) -> Iterator[tuple[str, str, str]]:
    rows = Meeting.objects.held().led_by(keys).filter(imported=False, written_up_on=None)
    for row in rows.select_related("supervisee").order_by("write_by", "pk")[:SHOWN]:
        note = f"Write it up by {long_date(row.write_by)}" if row.write_by else "To be written up"
        who = f"Supervision with {row.supervisee.full_name}" if row.supervisee else "A group supervision"
        yield who, f"/supervision/{row.public_id}/", note


def _to_sign(keys: Any) -> Iterator[tuple[str, str, str]]:
    first = Q(meeting__supervisor__in=keys, supervisor_signed_at=None)
    second = Q(meeting__supervisee__in=keys, supervisor_signed_at__isnull=False, supervisee_signed_at=None)
    rows = Record.objects.to_sign().filter(first | second).select_related("meeting")
    for row in rows.order_by("meeting__sign_by", "pk")[:SHOWN]:
        note = f"Sign by {long_date(row.meeting.sign_by)}" if row.meeting.sign_by else "To be signed"
        yield "A record of supervision", f"/supervision/records/{row.public_id}/", note
