"""Pauses, extensions and what the panel decides: by the coordinator, each a row, none overwritten."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions.asye.locking import AsyeRefused, for_coordinator
from cpd_records.models import AsyeChange, AsyeEnrolment
from cpd_records.rules.asye.course_of import course_of, standing
from foundation import changelog
from foundation.policies import book

KIND, STATE = AsyeChange.Kind, AsyeEnrolment.State
FINAL = (STATE.PASSED, STATE.NOT_PASSED, STATE.LEFT)


@transaction.atomic
def pause(
    *, enrolment_id: int, starts_on: date, ends_on: date | None, reason: str, by: Any, at: datetime
) -> AsyeChange:
    """Days that do not count, until the day before `ends_on` (None: until it is ended).

    Raises NotYours or AsyeRefused.
    """
    row = _running(for_coordinator(enrolment_id, by, at))
    _reason(reason)
    if starts_on < row.starts_on:
        raise AsyeRefused("The programme had not begun on this day.", "starts_on")
    if ends_on is not None and ends_on <= starts_on:
        raise AsyeRefused("The last day comes before the first.", "last_day")
    if any(_meets(other, starts_on, ends_on) for other in _pauses(row)):
        raise AsyeRefused("Another pause covers some of these days.", "starts_on")
    return _write(row, KIND.PAUSE, starts_on, ends_on, reason, by, at)


@transaction.atomic
def end_pause(*, enrolment_id: int, change: AsyeChange, last_day: date, by: Any, at: datetime) -> AsyeChange:
    """Say on which day a pause ends, or ended. Raises NotYours or AsyeRefused."""
    row = _running(for_coordinator(enrolment_id, by, at))
    found = _found(row, change, KIND.PAUSE)
    ends_on = last_day + timedelta(days=1)
    if ends_on <= found.starts_on:
        raise AsyeRefused("The last day comes before the first.", "last_day")
    if any(_meets(other, found.starts_on, ends_on) for other in _pauses(row) if other.pk != found.pk):
        raise AsyeRefused("Another pause covers some of these days.", "last_day")
    return _write(row, KIND.PAUSE, found.starts_on, ends_on, found.reason, by, at, replaces=found)


@transaction.atomic
def take_back(*, enrolment_id: int, change: AsyeChange, reason: str, by: Any, at: datetime) -> AsyeChange:
    """Take a pause or an extension back; both rows can be read. Raises NotYours or AsyeRefused."""
    row = _running(for_coordinator(enrolment_id, by, at))
    _reason(reason)
    found = _found(row, change)
    return _write(row, KIND.WITHDRAWN, found.starts_on, None, reason, by, at, replaces=found)


@transaction.atomic
def extend(*, enrolment_id: int, decided_on: date, new_end: date, reason: str, by: Any, at: datetime) -> AsyeChange:
    """The panel extends the programme: `new_end` is its new last day. Raises NotYours or AsyeRefused."""
    row = _running(for_coordinator(enrolment_id, by, at))
    _reason(reason)
    ends_on = new_end + timedelta(days=1)
    days = (ends_on - course_of(row, book()).ends_on(timezone.localdate(at))).days
    if days <= 0:
        raise AsyeRefused("An extension ends later than the programme does now.", "new_end")
    _decided(decided_on, row, at)
    return _write(row, KIND.EXTENSION, decided_on, ends_on, reason, by, at, days=days)


@transaction.atomic
def decide(
    *, enrolment_id: int, outcome: str, decided_on: date, reason: str = "", by: Any, at: datetime
) -> AsyeEnrolment:
    """Passed, not passed or left. The same again changes nothing. Raises NotYours or AsyeRefused."""
    row = for_coordinator(enrolment_id, by, at)
    if (row.state, row.panel_on) == (outcome, decided_on):
        return row
    _running(row)
    if outcome not in FINAL:
        raise AsyeRefused("Choose passed, not passed or left.", "outcome")
    if outcome != STATE.PASSED:
        _reason(reason)
    _decided(decided_on, row, at)
    row.state, row.panel_on, row.panel_by, row.panel_reason = outcome, decided_on, by, reason.strip()
    row.save(update_fields=["state", "panel_on", "panel_by", "panel_reason"])
    changelog.record(by=by, at=at, verb=f"asye.{outcome}", subject=row, fields=["state", "panel_on"])
    return row


def _write(
    row: AsyeEnrolment,
    kind: str,
    starts_on: date,
    ends_on: date | None,
    reason: str,
    by: Any,
    at: datetime,
    *,
    days: int = 0,
    replaces: AsyeChange | None = None,
) -> AsyeChange:
    given = {"kind": kind, "starts_on": starts_on, "ends_on": ends_on, "days": days, "reason": reason.strip()}
    made = AsyeChange.objects.create(enrolment=row, replaces=replaces, by=by, at=at, **given)
    changelog.record(by=by, at=at, verb=f"asye.{kind}", subject=made, fields=["starts_on", "ends_on"])
    return made


def _running(row: AsyeEnrolment) -> AsyeEnrolment:
    if row.state != STATE.RUNNING:
        raise AsyeRefused("The programme does not run, so its dates stay as they are.")
    return row


def _reason(reason: str) -> None:
    if not reason.strip():
        raise AsyeRefused("Say why: the person can read it. Never say why somebody is away.", "reason")


def _decided(decided_on: date, row: AsyeEnrolment, at: datetime) -> None:
    if not row.starts_on <= decided_on <= timezone.localdate(at):
        raise AsyeRefused("The day lies before the programme, or is still ahead.", "decided_on")


def _pauses(row: AsyeEnrolment) -> list[AsyeChange]:
    return [change for change in standing(row.changes.all()) if change.kind == KIND.PAUSE]


def _found(row: AsyeEnrolment, change: AsyeChange, *kinds: str) -> AsyeChange:
    """The row as it stands under the lock. Raises AsyeRefused where another took its place meanwhile."""
    rows = [each for each in standing(row.changes.all()) if each.pk == change.pk]
    if not rows or (kinds and rows[0].kind not in kinds):
        raise AsyeRefused("This was changed in the meantime. Look at the dates again.")
    return rows[0]


def _meets(other: AsyeChange, starts_on: date, ends_on: date | None) -> bool:
    return (ends_on is None or other.starts_on < ends_on) and (other.ends_on is None or starts_on < other.ends_on)
