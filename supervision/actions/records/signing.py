"""Two signatures lock a record; without the second it is issued after the policy's last day (DOMAIN 5)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from supervision.actions import chain, needs
from supervision.actions.meetings import note_signed
from supervision.actions.records import telling
from supervision.actions.records.crediting import credit
from supervision.actions.records.held import held
from supervision.actions.records.refusals import TWO_ONLY, RecordRefused
from supervision.models import Meeting, Record
from supervision.permissions.recording import is_one_of_two, leads

NOT_SHARED = "This record is still being written. It can be signed once it is shared."
UNSIGNED_BY_WRITER = "The supervisor signs first: then both know that the words are final."


@transaction.atomic
def sign(*, record_id: int, by: Any, at: datetime) -> Record:
    """The signature of one of the two; the second locks it. A group's record needs the facilitator's alone.

    Signing twice changes nothing. A record issued unsigned stays issued: what the supervisee wants to
    say then is a dated note. Raises NotYours, RecordRefused.
    """
    record = held(record_id, is_one_of_two, TWO_ONLY, by, at)
    if record.state == Record.State.DRAFT:
        raise RecordRefused(NOT_SHARED)
    if not record.is_locked and _sign(record, by, at):
        telling.of_signature(record, at)
    return record


def issue_due(*, at: datetime) -> int:
    """Lock as issued what the supervisor signed and the supervisee did not in time; how many. The clock's job."""
    day = timezone.localdate(at)
    due = Record.objects.to_sign().filter(supervisor_signed_at__isnull=False, meeting__sign_by__lt=day)
    return sum(_issue(key, at) for key in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _issue(record_id: int, at: datetime) -> bool:
    record = Record.objects.select_for_update(of=("self",)).with_meeting().get(pk=record_id)
    if record.state != Record.State.SHARED or record.supervisor_signed_at is None:
        return False
    _lock(record, Record.State.ISSUED, None, at)
    telling.of_issue(record, at)
    return True


def _sign(record: Record, by: Any, at: datetime) -> bool:
    """Whether it is new: who has signed already signs nothing more."""
    if leads(by, record.meeting, timezone.localdate(at)):
        if record.supervisor_signed_at is not None:
            return False
        record.supervisor_signed_at, record.supervisor_signed_by = at, by
    else:
        if record.supervisor_signed_at is None:
            raise RecordRefused(UNSIGNED_BY_WRITER)
        record.supervisee_signed_at, record.supervisee_signed_by = at, by
    record.save(
        update_fields=[
            "supervisor_signed_at",
            "supervisor_signed_by",
            "supervisee_signed_at",
            "supervisee_signed_by",
        ]
    )
    changelog.record(by=by, at=at, verb="supervision.record_signed", subject=record, fields=["signatures"])
    if record.supervisee_signed_at is not None or record.meeting.supervisee_id is None:
        _lock(record, Record.State.SIGNED, by, at)
    return True


def _lock(record: Record, state: str, by: Any, at: datetime) -> None:
    record.state, record.locked_at = state, at
    record.save(update_fields=["state", "locked_at"])
    record.drafts.all().delete()
    chain.lock_record(record=record, at=at)
    if record.meeting.kind == Meeting.Kind.GROUP:
        credit(record=record, by=by, at=at)
    needs.from_record(record=record, at=at)
    if state == Record.State.SIGNED:
        note_signed(meeting_id=record.meeting_id, on=timezone.localdate(at), by=by, at=at)
    changelog.record(by=by, at=at, verb=f"supervision.record_{state}", subject=record, fields=["state"])
