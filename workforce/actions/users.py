"""The user somebody signs in as."""

from datetime import datetime
from typing import Any

from django.db import transaction

from foundation import changelog
from workforce.models import Person, User

LABEL = "system: sign-in"


@transaction.atomic
def open_account(*, person: Person, by: Any, at: datetime) -> User:
    """The person's user, under the work address the file gives today.

    Made now if there is none; it has no password and opens only by proof of an address. Where HR
    changed the address, the user follows it, so that a mailbox given to somebody else opens nothing
    of the person who had it before.
    """
    locked = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    address = locked.work_email.lower()
    if locked.user is not None and locked.user.email == address:
        return locked.user
    _make_way(address, locked, at)
    if locked.user is None:
        return _link(locked, address, by, at)
    locked.user.email = address
    locked.user.save(update_fields=["email"])
    changelog.record(by=by, at=at, verb="follow work address", subject=locked, fields=["user"], label=LABEL)
    return locked.user


def _link(person: Person, address: str, by: Any, at: datetime) -> User:
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, display_name=person.full_name)
    person.user = user
    person.save(update_fields=["user"])
    changelog.record(by=by, at=at, verb="open account", subject=person, fields=["user"], label=LABEL)
    return user


def _make_way(address: str, person: Person, at: datetime) -> None:
    """Somebody else's user still under an address that now belongs to this person gives it up.

    It is parked under an address no mailbox has and follows its own person's when they next sign in.
    A user without a person (a partner's, an administrator's) keeps it where this person has none yet:
    then they are the same human.
    """
    holder = User.objects.select_for_update().filter(email=address).first()
    if holder is None or holder.pk == person.user_id:
        return
    if person.user_id is None and not Person.objects.filter(user=holder).exists():
        return
    holder.email = f"moved-{holder.pk}@address.invalid"
    holder.save(update_fields=["email"])
    changelog.record(by=None, at=at, verb="park address", subject=holder, fields=["email"], label=LABEL)
