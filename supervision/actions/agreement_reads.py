"""A look at an agreement by anybody but the two is noted like one at a record, and shown to them (DOMAIN 9)."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from supervision.models import Agreement, AgreementRead
from supervision.permissions import is_party
from supervision.querysets.pairs import supervisees
from supervision.rules.access import Capacity
from workforce.querysets.access import Access, access_of


def note(*, agreement: Agreement, by: Any, at: datetime) -> AgreementRead | None:
    """One row for this look, before it is shown; none for the two themselves."""
    day = timezone.localdate(at)
    if is_party(by, agreement, day):
        return None
    capacity = _capacity(access_of(by, day), agreement)
    return AgreementRead.objects.create(agreement=agreement, reader=by, at=at, capacity=capacity)


def _capacity(access: Access, agreement: Agreement) -> str:
    """As what they read it: the nearest of what opens it to them."""
    for keys, capacity in (
        (access.person_ids, Capacity.NEW_SUPERVISOR),
        (access.deputy_for, Capacity.DEPUTY),
        (access.delegate_for, Capacity.DELEGATE),
    ):
        if keys and supervisees(keys, access.on).filter(pk=agreement.supervisee_id).exists():
            return capacity
    return Capacity.NOBODY
