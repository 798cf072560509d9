"""What a registration body asks, from a day on: rows are added, never rewritten (DESIGN rule 7)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from cpd_records.models import RegistrationRule
from cpd_records.permissions import can_set_registration_rules
from foundation import changelog


class RuleRefused(ValueError):
    """It cannot be set like this; the message says what to change."""


class NotForYou(PermissionDenied):
    """Somebody who may not set what bodies ask tried to."""


@transaction.atomic
def set_rule(*, code: str, starts_on: date, values: Mapping[str, Any], by: Any, at: datetime) -> RegistrationRule:
    """Add what a body asks from a day on. The same again gives the row there is.

    Raises RuleRefused or NotForYou.
    """
    if by is not None and not can_set_registration_rules(by, timezone.localdate(at)):
        raise NotForYou("Only a learning coordinator for everybody sets what registration bodies ask.")
    standing = RegistrationRule.objects.filter(code=code, starts_on=starts_on).first()
    if standing is not None:
        return _the_same(standing, values)
    row = RegistrationRule(code=code, starts_on=starts_on, created_at=at, created_by=by, **values)
    try:
        row.full_clean()
    except ValidationError as refusal:
        raise RuleRefused(" ".join(refusal.messages)) from refusal
    row.save(force_insert=True)
    changelog.record(by=by, at=at, verb="set registration rule", subject=row, fields=values)
    return row


def _the_same(standing: RegistrationRule, values: Mapping[str, Any]) -> RegistrationRule:
    if all(getattr(standing, name) == value for name, value in values.items()):
        return standing
    raise RuleRefused(f"{standing.title} has a setting from that day already, and it stays. Choose another day.")
