"""Opening a record by one press: a referral by one of the two, an audit, an inspection; closed again, consented to.

Each to one reader, for a stated reason the two see, for a time; nothing of it opens more than the
matrix says (`rules.access`), and every look is logged.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog, policies
from supervision.actions.openings.making import make
from supervision.actions.openings.refusals import OpeningRefused, demand_outside
from supervision.models import Meeting, Opening, Record
from supervision.opening_policies import AUDIT_DAYS, INSPECTION_HOURS, REFERRAL_DAYS
from supervision.permissions.reading import standings
from supervision.permissions.recording import is_one_of_two, is_supervised
from supervision.rules.access import Capacity
from supervision.section_classes import PERSONAL, WELLBEING
from workforce import roles
from workforce.models import Person
from workforce.permissions import has_role, holds_over

TWO_ONLY = "Only the two people of this supervision refer a part of its record."
NOT_SHARED = "This record is still being written: it can be opened once it is shared."
NOT_HR = "They do not work in human resources or occupational health here: choose somebody who does."
NO_PART = "This record has no such part: choose one of those it has."
THEIRS = "Only the person it is about refers what is personal."
ONLY_SHARED = "Wellbeing answers are read by HR only where their writer chose that in the record."
NOT_AUDITOR = "Only an auditor or moderator of this service samples its records."
IN_LINE = "You are in this line: somebody else audits it."
NOT_HOST = "Only a leader of this service lists a record for an inspector."
NOT_INSPECTOR = "They are not admitted here as an inspector: ask an administrator to give them the role first."
NOT_LOCKED = "This record is not signed yet. Only finished records are read from outside."
HOURS = "Choose between 1 and {} hours."
NOT_YOURS = "Only whoever opened it closes it."
NOT_RUNNING = "It is closed already."
NO_AUDIT = "Only the person it is about agrees that an auditor reads what is personal, for that audit."
LINE = {Capacity.SUPERVISORS_MANAGER, Capacity.LINE_MANAGER, Capacity.NEW_SUPERVISOR, Capacity.ACTING_MANAGER}


OPENERS = {
    Opening.Kind.AUDIT: ((roles.AUDITOR, roles.MODERATOR), NOT_AUDITOR),
    Opening.Kind.INSPECTION: ((roles.LEADER,), NOT_HOST),
}


def demand_role_over(kind: Opening.Kind, by: Any, supervisee: Person | None, on: date) -> None:
    """Before anything is said of when somebody was supervised. Raises OpeningRefused."""
    codes, refusal = OPENERS[kind]
    if supervisee is None or not holds_over(by, codes, supervisee, on):
        raise OpeningRefused(refusal)


@transaction.atomic
def refer(*, meeting: Meeting, section: str, reader: Any, reason: str, by: Any, at: datetime) -> Opening:
    """One class of one record, to one person of HR or occupational health, for the policy's days.

    What is personal is referred by the person it is about alone. Raises OpeningRefused.
    """
    day, record = timezone.localdate(at), _record(meeting)
    if not is_one_of_two(by, record.meeting, day):
        raise OpeningRefused(TWO_ONLY)
    if not has_role(reader, roles.HR, day):
        raise OpeningRefused(NOT_HR)
    demand_outside(record.meeting, (reader,), day)
    _demand_section(record, section, by, at)
    days = policies.book().whole(REFERRAL_DAYS, day)
    return make(
        meeting=record.meeting,
        kind=Opening.Kind.REFERRAL,
        reader=reader,
        reason=reason,
        lasts=timedelta(days=days),
        by=by,
        at=at,
        section=section,
    )


@transaction.atomic
def audit(*, meeting: Meeting, reason: str, by: Any, at: datetime) -> Opening:
    """A finished record, sampled by an auditor or moderator outside its line. Raises OpeningRefused."""
    day = timezone.localdate(at)
    demand_role_over(Opening.Kind.AUDIT, by, meeting.supervisee, day)
    record = _record(meeting)
    demand_outside(record.meeting, (by,), day)
    if any(each.capacity in LINE for each in standings(by, record.meeting, at)):
        raise OpeningRefused(IN_LINE)
    _demand_locked(record)
    lasts = timedelta(days=policies.book().whole(AUDIT_DAYS, day))
    return make(meeting=record.meeting, kind=Opening.Kind.AUDIT, reader=by, reason=reason, lasts=lasts, by=by, at=at)


@transaction.atomic
def inspect(*, meeting: Meeting, reader: Any, hours: int, reason: str, by: Any, at: datetime) -> Opening:
    """A finished record, listed for an inspector by a host, for so many hours. Raises OpeningRefused."""
    day = timezone.localdate(at)
    demand_role_over(Opening.Kind.INSPECTION, by, meeting.supervisee, day)
    record = _record(meeting)
    if not has_role(reader, roles.INSPECTOR, day):
        raise OpeningRefused(NOT_INSPECTOR)
    demand_outside(record.meeting, (by, reader), day)
    most = policies.book().whole(INSPECTION_HOURS, day)
    if not 1 <= hours <= most:
        raise OpeningRefused(HOURS.format(most))
    _demand_locked(record)
    lasts = timedelta(hours=hours)
    return make(
        meeting=record.meeting, kind=Opening.Kind.INSPECTION, reader=reader, reason=reason, lasts=lasts, by=by, at=at
    )


@transaction.atomic
def close(*, opening_id: int, by: Any, at: datetime) -> Opening:
    """It ends now. Closed twice is closed once. Raises OpeningRefused."""
    opening = _held(opening_id)
    if opening.opened_by_id != by.pk or opening.kind in Opening.BY_TWO:
        raise OpeningRefused(NOT_YOURS)
    if opening.ends_at is None or opening.ends_at > at:
        opening.ends_at = max(at, opening.starts_at + timedelta(microseconds=1))
        opening.save(update_fields=["ends_at"])
        changelog.record(
            by=by, at=at, verb=f"supervision.{opening.kind}_closed", subject=opening.meeting, fields=["openings"]
        )
    return opening


@transaction.atomic
def consent(*, opening_id: int, given: bool, by: Any, at: datetime) -> Opening:
    """The person it is about lets this audit read what is personal, or takes that back. Raises OpeningRefused."""
    opening = _held(opening_id)
    if opening.kind != Opening.Kind.AUDIT or not is_supervised(by, opening.meeting, timezone.localdate(at)):
        raise OpeningRefused(NO_AUDIT)
    if opening.ends_at is not None and opening.ends_at <= at:
        raise OpeningRefused(NOT_RUNNING)
    if given != (opening.consented_at is not None):
        opening.consented_at = at if given else None
        opening.save(update_fields=["consented_at"])
        verb = "supervision.audit_consented" if given else "supervision.audit_consent_taken_back"
        changelog.record(by=by, at=at, verb=verb, subject=opening.meeting, fields=["openings"])
    return opening


def _record(meeting: Meeting) -> Record:
    """The record under its meeting's lock. Raises OpeningRefused while it is written, or where there is none."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    found: Record | None = Record.objects.with_meeting().filter(meeting=meeting).first()
    if found is None or found.state == Record.State.DRAFT:
        raise OpeningRefused(NOT_SHARED)
    return found


def _demand_section(record: Record, section: str, by: Any, at: datetime) -> None:
    if section not in set(record.sections.values_list("visibility", flat=True)):
        raise OpeningRefused(NO_PART)
    if section in (PERSONAL, WELLBEING) and not is_supervised(by, record.meeting, timezone.localdate(at)):
        raise OpeningRefused(THEIRS)
    if section == WELLBEING and record.shared_with != Record.SharedWith.HR:
        raise OpeningRefused(ONLY_SHARED)


def _demand_locked(record: Record) -> None:
    if not record.is_locked:
        raise OpeningRefused(NOT_LOCKED)


def _held(opening_id: int) -> Opening:
    found: Opening = Opening.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=opening_id)
    return found
