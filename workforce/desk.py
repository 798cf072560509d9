"""What this room puts on the desk of those who keep the staff files."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from foundation.slots import DeskCard
from workforce import permissions, roles
from workforce.models import FactDispute, Person

CARERS = frozenset({roles.HR, roles.SYSTEM_ADMINISTRATOR, roles.COORDINATOR, roles.PARTNER_ADMINISTRATOR})


def cards(user: Any, now: datetime) -> Iterable[DeskCard]:
    """One card: facts to mend, people missing. Nothing for anybody else, and two queries at most."""
    day = timezone.localdate(now)
    if not CARERS & permissions.roles_of(user, day):
        return
    items = [*_disputes(user, day), *_missing(user, day)]
    if items:
        yield DeskCard(key="staff-facts", title="Staff records", order=60, items=tuple(items))


def _disputes(user: Any, day: Any) -> Iterable[tuple[str, str, str]]:
    count = FactDispute.objects.visible_to(user, day).waiting().exclude(person__user=user).count()
    if count:
        yield f"{count} fact{'s' if count > 1 else ''} to check", reverse("disputes"), "Somebody says it is wrong"


def _missing(user: Any, day: Any) -> Iterable[tuple[str, str, str]]:
    if not permissions.can_keep_standing(user, day):
        return
    count = Person.objects.visible_to(user, day).missing().filter(kept_on=None, suspended_on=None).count()
    if count:
        text = f"{count} {'people' if count > 1 else 'person'} missing from the staff file"
        yield text, reverse("missing_people"), "Access stops unless you confirm"
