"""Who stands in for a manager between two dates: a deputy decides, a delegate only keeps things going."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog, policies
from workforce import permissions
from workforce.models import Deputy, Person
from workforce.policies import DEPUTY_DAYS
from workforce.querysets.recorded import not_ended


class NotAllowed(PermissionError):
    """Only the manager themselves, who manages them, a coordinator, HR or an administrator names a deputy."""


class DeputyRefused(ValueError):
    """Nobody can stand in like this; `field` names what to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def name(
    *,
    principal: Person,
    deputy: Person,
    kind: str,
    starts_on: date,
    ends_on: date,
    reason: str,
    by: Any,
    at: datetime,
) -> Deputy:
    """`ends_on` is exclusive, and never further off than the policy says. Raises NotAllowed, DeputyRefused."""
    day = timezone.localdate(at)
    _guard(principal, by, day)
    _check(principal, deputy, starts_on, ends_on, day)
    named = Deputy.objects.create(
        principal=principal,
        deputy=deputy,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        created_by=by,
    )
    changelog.record(by=by, at=at, verb=f"name {kind}", subject=named, reason=reason)
    return named


@transaction.atomic
def end(*, deputy: Deputy, by: Any, at: datetime) -> None:
    """They stand in no longer from today; one not yet begun is withdrawn. Raises NotAllowed."""
    day = timezone.localdate(at)
    _guard(deputy.principal, by, day)
    changelog.record(by=by, at=at, verb=f"end {deputy.kind}", subject=deputy, fields=["ends_on"])
    if deputy.starts_on >= day:
        deputy.delete()
    elif deputy.ends_on is None or deputy.ends_on > day:
        deputy.ends_on = day
        deputy.save(update_fields=["ends_on"])


def _guard(principal: Person, by: Any, day: date) -> None:
    if not permissions.can_name_deputy(by, principal, day):
        raise NotAllowed(
            "Only the manager, who manages them, a coordinator, HR or an administrator can name who stands in."
        )


def _check(principal: Person, deputy: Person, starts_on: date, ends_on: date, day: date) -> None:
    _check_dates(starts_on, ends_on, day)
    if deputy.pk == principal.pk:
        raise DeputyRefused("deputy", "Nobody stands in for themselves: choose somebody else.")
    if not Person.objects.in_service(starts_on).filter(pk=deputy.pk).exists():
        raise DeputyRefused("deputy", "They have no running post on that day: choose somebody else.")
    same = Deputy.objects.filter(not_ended(starts_on), principal=principal, deputy=deputy, starts_on__lt=ends_on)
    if same.exists():
        raise DeputyRefused("starts_on", "They stand in during that time already.")


def _check_dates(starts_on: date, ends_on: date, day: date) -> None:
    longest = policies.book().whole(DEPUTY_DAYS, day)
    if starts_on < day:
        raise DeputyRefused("starts_on", "Somebody can stand in from today or later.")
    if ends_on <= starts_on:
        raise DeputyRefused("ends_on", "The last day is before the first: check both dates.")
    if (ends_on - starts_on).days > longest:
        raise DeputyRefused("ends_on", f"At most {longest} days. For longer, name an acting manager.")
