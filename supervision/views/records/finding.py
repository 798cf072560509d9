"""A record as one user may find it: anything else is as if it were not there."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from supervision.models import Meeting, Record
from supervision.permissions.recording import is_supervised, leads
from supervision.rules.parts import SUPERVISEE, SUPERVISOR


def record_of(request: HttpRequest, public_id: UUID) -> Record:
    """A record the user may see something of. Raises Http404."""
    rows = Record.objects.visible_to(request.user, timezone.localdate()).with_meeting()
    return _or_404(rows.filter(public_id=public_id).first())


def record_to_write(request: HttpRequest, public_id: UUID) -> Record:
    """One the user leads and may still change. Raises Http404."""
    record = record_of(request, public_id)
    if not leads(request.user, record.meeting, timezone.localdate()):
        raise Http404("There is no such record.")
    return record


def part_open(user: Any, record: Record) -> str:
    """Which part of it the user may write now: "supervisor", "supervisee", or ""."""
    day = timezone.localdate()
    if leads(user, record.meeting, day):
        return SUPERVISOR if record.state == Record.State.DRAFT else ""
    own = is_supervised(user, record.meeting, day) and record.supervisee_signed_at is None
    return SUPERVISEE if own and record.state == Record.State.SHARED else ""


def meeting_of(request: HttpRequest, public_id: UUID) -> Meeting:
    """A meeting the user may see something of. Raises Http404."""
    rows = Meeting.objects.visible_to(request.user, timezone.localdate()).with_both()
    return _or_404(rows.filter(public_id=public_id).first())


def _or_404(found: Any) -> Any:
    if found is None:
        raise Http404("There is no such record.")
    return found
