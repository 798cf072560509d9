"""Awards and mentoring: stated by whoever has them, checked by a coordinator, removed by whom they are about."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions import evidence
from cpd_records.models import Achievement, Mentoring
from cpd_records.permissions import can_check_achievement, can_write_for
from foundation import changelog
from workforce.models import Person


class CareerRefused(Exception):
    """This cannot be recorded like this; the message says what to mend, `field` where."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def state(*, person_id: int, values: dict[str, Any], upload: Any = None, by: Any, at: datetime) -> Achievement:
    """State an accreditation or qualification of one's own, with its proof. Raises CareerRefused, UploadRefused.

    `values` are kind, title, awarding_body, level, awarded_on, expires_on.
    """
    _demand(by is None or can_write_for(by, person_id, timezone.localdate(at)), "You can add only your own.")
    if values["awarded_on"] > timezone.localdate(at):
        raise CareerRefused("This is in the future. Add it once you have it.", "awarded_on")
    if values.get("expires_on") and values["expires_on"] < values["awarded_on"]:
        raise CareerRefused("It cannot run out before it was awarded.", "expires_on")
    proof = None
    if upload is not None:
        proof = evidence.keep(person_id=person_id, upload=upload, certificate=True, by=by, at=at)
    row = Achievement.objects.create(person_id=person_id, evidence=proof, stated_at=at, **values)
    changelog.record(by=by, at=at, verb="achievement.state", subject=row)
    return row


@transaction.atomic
def check(*, achievement_id: int, verified: bool, reason: str = "", by: Any, at: datetime) -> Achievement:
    """Say that the proof was seen, or why it could not be checked. Said already, nothing happens."""
    row = Achievement.objects.select_for_update().get(pk=achievement_id)
    allowed = by is None or can_check_achievement(by, row, timezone.localdate(at))
    _demand(allowed, "Only a coordinator over this person can check this, and nobody their own.")
    answer = Achievement.State.VERIFIED if verified else Achievement.State.DECLINED
    if row.state == answer:
        return row
    if not verified and not reason.strip():
        raise CareerRefused("Say in a few words why it could not be checked.", "reason")
    row.state, row.reason, row.decided_at, row.decided_by = answer, reason.strip(), at, by
    row.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    changelog.record(by=by, at=at, verb=f"achievement.{answer}", subject=row, fields=["state"])
    return row


@transaction.atomic
def remove(*, achievement_id: int, by: Any, at: datetime) -> None:
    """Take one's own off the page; removed already, nothing happens."""
    row = Achievement.objects.select_for_update(of=("self",)).get(pk=achievement_id)
    _demand(by is None or can_write_for(by, row.person_id, timezone.localdate(at)), "You can remove only your own.")
    if row.state != Achievement.State.REMOVED:
        row.state, row.decided_at, row.decided_by = Achievement.State.REMOVED, at, by
        row.save(update_fields=["state", "decided_at", "decided_by"])
        changelog.record(by=by, at=at, verb="achievement.remove", subject=row, fields=["state"])


@transaction.atomic
def record_mentoring(
    *,
    mentee_id: int,
    mentor_id: int | None,
    mentor_name: str = "",
    kind: str = Mentoring.Kind.MENTORING,
    starts_on: date,
    ends_on: date | None = None,
    meetings: int = 0,
    by: Any,
    at: datetime,
) -> Mentoring:
    """Put down that one mentors the other; either of the two may. `ends_on` is the first day it no longer runs."""
    today = timezone.localdate(at)
    mine = (
        by is None
        or can_write_for(by, mentee_id, today)
        or (mentor_id is not None and can_write_for(by, mentor_id, today))
    )
    _demand(mine, "You can add mentoring that you give or receive.")
    if mentor_id == mentee_id:
        raise CareerRefused("Nobody mentors themselves: enter the other person.", "colleague")
    if ends_on is not None and ends_on <= starts_on:
        raise CareerRefused("It cannot end before it began.", "last_day")
    row = Mentoring.objects.create(
        mentee_id=mentee_id,
        mentor_id=mentor_id,
        mentor_name="" if mentor_id else mentor_name.strip(),
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        meetings=meetings,
        recorded_at=at,
        recorded_by=by,
    )
    changelog.record(by=by, at=at, verb="mentoring.record", subject=row)
    return row


@transaction.atomic
def remove_mentoring(*, mentoring_id: int, by: Any, at: datetime) -> None:
    """Either of the two takes it off both pages; removed already, nothing happens."""
    row = Mentoring.objects.select_for_update(of=("self",)).get(pk=mentoring_id)
    today = timezone.localdate(at)
    mine = can_write_for(by, row.mentee_id, today) or (
        row.mentor_id is not None and can_write_for(by, row.mentor_id, today)
    )
    _demand(by is None or mine, "Only the two of them can remove this.")
    if row.removed_at is None:
        row.removed_at = at
        row.save(update_fields=["removed_at"])
        changelog.record(by=by, at=at, verb="mentoring.remove", subject=row, fields=["removed_at"])


def colleague(email: str) -> Person:
    """Somebody of ours by work e-mail, or CareerRefused."""
    found = Person.objects.filter(work_email__iexact=email.strip(), joined_into=None).first()
    if found is None:
        raise CareerRefused(
            "Nobody here has this work e-mail address. Check it, or give the name instead.", "colleague"
        )
    return found


def _demand(allowed: bool, message: str) -> None:
    if not allowed:
        raise CareerRefused(message)
