"""Setting a policy figure from a day on (DESIGN rule 7)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog, slots
from foundation.models import PolicyValue
from foundation.policies import PolicyDefinition, UnknownPolicy, definitions

LARGEST = Decimal(10_000_000)
WHOLE_UNITS = ("minutes", "days", "working_days", "hours", "months", "count", "pence")


class BadPolicyValue(ValueError):
    """The figure, its day or its reason will not do; `field` says which, the message why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def set_value(*, key: str, value: Decimal, starts_on: date, reason: str, by: Any, at: datetime) -> PolicyValue:
    """Let a policy have this figure from `starts_on` until its next row; the whole change is logged.

    What was in force before today stays as it was. A figure set for the same day is replaced.
    Raises UnknownPolicy and BadPolicyValue. Who may is the caller's question: this room knows no roles.
    """
    definition = definitions().get(key)
    if definition is None:
        raise UnknownPolicy(f"No policy is called {key}.")
    check(definition, value=value, starts_on=starts_on, reason=reason, today=timezone.localdate(at))
    row, new = PolicyValue.objects.update_or_create(
        key=key,
        starts_on=starts_on,
        defaults={"value": value, "reason": reason.strip(), "created_at": at, "created_by": by},
    )
    verb = "policy.set" if new else "policy.replaced"
    changelog.record(by=by, at=at, verb=verb, subject=row, fields=["value"], reason=reason.strip())
    return row


def check(definition: PolicyDefinition, *, value: Decimal, starts_on: date, reason: str, today: date) -> None:
    """Raises BadPolicyValue for a figure that cannot be."""
    if starts_on < today:
        raise BadPolicyValue("starts_on", "Choose today or a later day: what was in force before stays as it was.")
    if not reason.strip():
        raise BadPolicyValue("reason", "Say why, so that people can look it up later.")
    if definition.unit == "yes_no" and value not in (0, 1):
        raise BadPolicyValue("value", "Choose yes or no.")
    if definition.unit == "percent" and not 0 <= value <= 100:
        raise BadPolicyValue("value", "Enter a percentage from 0 to 100.")
    if definition.unit in WHOLE_UNITS and (value != value.to_integral_value() or not 0 <= value <= LARGEST):
        raise BadPolicyValue("value", "Enter a whole number, 0 or more.")


def touched(*, key: str, value: Decimal, starts_on: date) -> list[str]:
    """Whom a figure would touch, in sentences from the rooms that know (slot "policy_previews")."""
    return [line for preview in slots.entries("policy_previews") for line in preview(key, value, starts_on)]
