"""What a requirement asks, from a day on: rows are added, never rewritten (DESIGN rule 7)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from cpd_records.models import Requirement
from cpd_records.permissions import can_set_requirements
from foundation import changelog
from foundation.models import Term


class RequirementRefused(ValueError):
    """It cannot be set like this; the message says what to change."""


class NotForYou(PermissionDenied):
    """Somebody who may not set requirements, or let people off, tried to."""


@transaction.atomic
def set_requirement(
    *, code: str, starts_on: date, values: Mapping[str, Any], terms: Iterable[Term], by: Any, at: datetime
) -> Requirement:
    """Add what a requirement asks from a day on. The same again gives the row there is.

    Raises RequirementRefused, ValidationError or NotForYou.
    """
    if by is not None and not can_set_requirements(by, timezone.localdate(at)):
        raise NotForYou("Only a learning coordinator for everybody sets requirements.")
    chosen = list(terms)
    standing = Requirement.objects.filter(code=code, starts_on=starts_on).first()
    if standing is not None:
        return _the_same(standing, values, chosen)
    row = Requirement(code=code, starts_on=starts_on, created_at=at, created_by=by, **values)
    try:
        row.full_clean()
    except ValidationError as refusal:
        raise RequirementRefused(" ".join(refusal.messages)) from refusal
    row.save(force_insert=True)
    row.audiences.set(chosen)
    changelog.record(by=by, at=at, verb="set requirement", subject=row, fields=[*values, "audiences"])
    return row


def _the_same(standing: Requirement, values: Mapping[str, Any], chosen: list[Term]) -> Requirement:
    differs = [name for name, value in values.items() if getattr(standing, name) != value]
    if differs or set(standing.audiences.all()) != set(chosen):
        raise RequirementRefused(
            f"{standing.title} has a setting from that day already, and it stays as it is. Choose another day."
        )
    return standing
