"""Beginning a record: the form of that day, for who led the meeting, once the limits are acknowledged."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from supervision.actions.records.refusals import WRITER_ONLY, NotYours, RecordRefused
from supervision.models import Agreement, Attendee, Meeting, Record, TemplateVersion
from supervision.permissions.recording import leads
from supervision.rules.template_choice import kind_for, variant_for
from workforce.models import Post

NOT_HELD = "A record is written of a supervision that was held. Say first that it was."
NO_LIMITS = (
    "Before anything is written, {} acknowledges the limits of confidentiality in your supervision agreement. Share "
    "the agreement with them; it takes two minutes, and what you planned to write is not lost."
)
NOBODY_THERE = "Say first who was there: they read this record, and nobody else in the group does."
NO_TEMPLATE = "There is no published template for this kind of supervision. Ask a learning coordinator to publish one."


@transaction.atomic
def begin(*, meeting_id: int, by: Any, at: datetime) -> Record:
    """The meeting's record, made if there is none yet; it keeps its version of the form for ever.

    Raises NotYours, RecordRefused.
    """
    day = timezone.localdate(at)
    meeting: Meeting = Meeting.objects.select_for_update(of=("self",)).with_both().get(pk=meeting_id)
    if not leads(by, meeting, day):
        raise NotYours(WRITER_ONLY)
    there = Record.objects.filter(meeting=meeting).first()
    if there is not None:
        return there
    _demand_ready(meeting)
    record = Record.objects.create(meeting=meeting, version=_version(meeting, day), begun_by=by, begun_at=at)
    changelog.record(by=by, at=at, verb="supervision.record_begun", subject=record, fields=["state"])
    return record


def _demand_ready(meeting: Meeting) -> None:
    if meeting.state != Meeting.State.HELD:
        raise RecordRefused(NOT_HELD)
    if meeting.supervisee is None and not _attended(meeting):
        raise RecordRefused(NOBODY_THERE)
    if meeting.supervisee is not None and not _acknowledged(meeting):
        raise RecordRefused(NO_LIMITS.format(meeting.supervisee.full_name))


def _attended(meeting: Meeting) -> bool:
    return Attendee.objects.filter(meeting=meeting, attendance=Attendee.Attendance.ATTENDED).exists()


def _acknowledged(meeting: Meeting) -> bool:
    """By the pair's own agreement, or for who stands in, by that of the supervisor they stand in for."""
    supervisors = [key for key in (meeting.supervisor_id, meeting.stands_in_for_id) if key]
    known = Agreement.objects.filter(supervisee=meeting.supervisee_id, supervisor__in=supervisors)
    return known.filter(limits_acknowledged_at__isnull=False).exists()


def _version(meeting: Meeting, day: date) -> TemplateVersion:
    posts = Post.objects.current().running(day).filter(person=meeting.supervisee_id or meeting.supervisor_id)
    variant = variant_for(posts.values_list("role_family", flat=True))
    found: TemplateVersion | None = TemplateVersion.objects.in_use(kind_for(meeting.kind), variant, day)
    if found is None:
        raise RecordRefused(NO_TEMPLATE)
    return found
