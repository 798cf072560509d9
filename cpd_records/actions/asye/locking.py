"""The lock under every action on a programme, and its two refusals."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cpd_records.models import AsyeEnrolment
from cpd_records.permissions import can_assess, can_coordinate_asye, is_own


class AsyeRefused(ValueError):
    """It cannot be done like this; the message says why, `field` what to mend."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotYours(PermissionDenied):
    """Somebody who is neither the worker, the assessor nor the coordinator tried to."""


def locked(enrolment_id: int) -> AsyeEnrolment:
    """The programme, locked: everything that happens to one happens one after the other."""
    rows = AsyeEnrolment.objects.select_for_update(of=("self",)).select_related("person", "assessor__user")
    return rows.get(pk=enrolment_id)


def for_coordinator(enrolment_id: int, by: Any, at: datetime) -> AsyeEnrolment:
    """Locked, for the coordinator of its cohort. Raises NotYours."""
    found = locked(enrolment_id)
    if not can_coordinate_asye(by, found.person, _day(at)):
        raise NotYours("Only the ASYE coordinator of their cohort decides this, and nobody for themselves.")
    return found


def for_assessor(enrolment_id: int, by: Any, at: datetime) -> AsyeEnrolment:
    """Locked and running, for the assessor who is named. Raises NotYours or AsyeRefused."""
    found = locked(enrolment_id)
    if not can_assess(by, found.assessor_id, _day(at)):
        raise NotYours("Only the assessor who is named records this.")
    return _running(found)


def for_worker(enrolment_id: int, by: Any, at: datetime) -> AsyeEnrolment:
    """Locked and running, for the worker. Raises NotYours or AsyeRefused."""
    found = locked(enrolment_id)
    if not is_own(by, found.person_id, _day(at)):
        raise NotYours("This is somebody else’s programme.")
    return _running(found)


def check_day(on: date, enrolment: AsyeEnrolment, at: datetime, field: str) -> None:
    """Neither before the programme nor in the future. Raises AsyeRefused."""
    if on < enrolment.starts_on:
        raise AsyeRefused("This day is before the programme began.", field)
    if on > _day(at):
        raise AsyeRefused("This day is still ahead. Record it when it has happened.", field)


def _running(enrolment: AsyeEnrolment) -> AsyeEnrolment:
    if enrolment.state != AsyeEnrolment.State.RUNNING:
        raise AsyeRefused("The programme does not run, so nothing can be added. Ask your ASYE coordinator.")
    return enrolment


def _day(at: datetime) -> date:
    return timezone.localdate(at)
