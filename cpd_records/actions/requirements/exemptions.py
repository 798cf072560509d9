"""Letting somebody off a requirement for a time, with a reason."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions.requirements.settings import NotForYou
from cpd_records.models import Exemption
from cpd_records.permissions import can_exempt
from foundation import changelog
from workforce.models import Person


class ExemptionRefused(ValueError):
    """It cannot be granted like this; the message says why."""


@transaction.atomic
def grant(
    *, person: Person, code: str, starts_on: date, ends_on: date | None, reason: str, by: Any, at: datetime
) -> Exemption:
    """Let somebody off from a day, until the day before `ends_on` (None: until it is ended).

    Raises NotForYou or ExemptionRefused.
    """
    if not can_exempt(by, person, timezone.localdate(at)):
        raise NotForYou("Only a learning coordinator lets people off a requirement, and nobody themselves.")
    Person.objects.select_for_update().only("pk").get(pk=person.pk)
    if ends_on is not None and ends_on <= starts_on:
        raise ExemptionRefused("The last day comes before the first. Enter a later one, or leave it empty.")
    if Exemption.objects.filter(person=person, code=code).running(starts_on).exists():
        raise ExemptionRefused("They are let off on that day already.")
    row = Exemption.objects.create(
        person=person, code=code, starts_on=starts_on, ends_on=ends_on, reason=reason, granted_by=by, granted_at=at
    )
    changelog.record(by=by, at=at, verb="exempt from requirement", subject=row, fields=["code", "starts_on", "ends_on"])
    return row


@transaction.atomic
def end(*, exemption: Exemption, by: Any, at: datetime) -> Exemption:
    """Ask it of them again, from today. Twice does nothing. Raises NotForYou."""
    today = timezone.localdate(at)
    if not can_exempt(by, exemption.person, today):
        raise NotForYou("Only a learning coordinator ends this.")
    row = Exemption.objects.select_for_update().get(pk=exemption.pk)
    if row.ends_on is None or row.ends_on > today:
        row.ends_on = max(today, row.starts_on + timedelta(days=1))
        row.save(update_fields=["ends_on"])
        changelog.record(by=by, at=at, verb="end exemption", subject=row, fields=["ends_on"])
    return row
