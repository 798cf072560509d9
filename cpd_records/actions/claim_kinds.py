"""What a kind of learning counts for, from a day on: rows are added, never rewritten (DESIGN rule 7)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cpd_records.models import ClaimKind
from cpd_records.permissions import can_set_requirements
from foundation import changelog


class KindRefused(ValueError):
    """It cannot be set like this; the message says what to change."""


@transaction.atomic
def set_kind(*, code: str, starts_on: date, values: Mapping[str, Any], by: Any, at: datetime) -> ClaimKind:
    """Add what a kind counts for from a day on. Days that have passed stay as they were. Raises KindRefused."""
    today = timezone.localdate(at)
    if by is not None and not can_set_requirements(by, today):
        raise KindRefused("Only a learning coordinator for everybody sets what can be claimed.")
    if starts_on < today:
        raise KindRefused("Choose today or a later day: what was claimed before was claimed under what held then.")
    if ClaimKind.objects.filter(code=code, starts_on=starts_on).exists():
        raise KindRefused("This kind has a setting from that day already, and it stays as it is. Choose another day.")
    row = ClaimKind(code=code, starts_on=starts_on, created_at=at, created_by=by, **values)
    try:
        row.full_clean()
    except ValidationError as refusal:
        raise KindRefused(" ".join(refusal.messages)) from refusal
    row.save(force_insert=True)
    changelog.record(by=by, at=at, verb="claim_kind.set", subject=row, fields=list(values))
    return row
