"""The user somebody signs in as."""

from datetime import datetime
from typing import Any

from django.db import transaction

from foundation import changelog
from workforce.models import Person, User


@transaction.atomic
def open_account(*, person: Person, by: Any, at: datetime) -> User:
    """The person's user, made now if there is none. It has no password and opens only by proof of an address."""
    locked = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    if locked.user is not None:
        return locked.user
    user = User.objects.filter(email=locked.work_email.lower()).first()
    if user is None:
        user = User.objects.create_user(locked.work_email, display_name=locked.full_name)
    locked.user = user
    locked.save(update_fields=["user"])
    changelog.record(by=by, at=at, verb="open account", subject=locked, fields=["user"], label="system: sign-in")
    return user
