"""The number somebody gives, to be rung when a session changes late."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation import changelog
from workforce.models import Person


@transaction.atomic
def set_number(*, person: Person, phone: str, by: Any, at: datetime) -> None:
    """Keep the owner's own number, or none. Raises PermissionDenied for anybody else."""
    if person.user_id is None or by.pk != person.user_id:
        raise PermissionDenied("You can give your own number only.")
    person.phone = phone.strip()
    person.save(update_fields=["phone"])
    changelog.record(by=by, at=at, verb="set telephone number", subject=person, fields=["phone"])
