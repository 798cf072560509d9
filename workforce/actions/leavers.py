"""Leaving: access ends the day after the last day; one's own record stays reachable for a while."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from foundation import changelog
from workforce import permissions
from workforce.actions import cms_groups
from workforce.models import Deputy, Person, Post, RoleGrant
from workforce.querysets.access import forget
from workforce.querysets.recorded import not_ended


class AddressRefused(ValueError):
    """This address cannot serve after leaving; the message says why."""


@transaction.atomic
def keep_personal_address(*, person: Person, address: str, by: Any, at: datetime) -> None:
    """Record a personal address that its owner has just proved (the sign-in pages do the proving).

    It serves one purpose: reaching the own CPD record and certificates after leaving. Only while
    still at work, and never the work address. Raises AddressRefused.
    """
    day = timezone.localdate(at)
    if person.user_id is None or by.pk != person.user_id or not permissions.has_access(by, day):
        raise AddressRefused("You can set this for yourself, while you work here.")
    if address.casefold() == person.work_email.casefold():
        raise AddressRefused("This is your work address, which ends when you leave: give a personal one.")
    person.personal_email, person.personal_email_verified_at = address.lower(), at
    person.save(update_fields=["personal_email", "personal_email_verified_at"])
    changelog.record(by=by, at=at, verb="keep personal address", subject=person, fields=["personal_email"])


@transaction.atomic
def forget_personal_address(*, person: Person, by: Any, at: datetime) -> None:
    """Take it away, by its owner's wish or because its time is over (`by` None)."""
    person.personal_email, person.personal_email_verified_at = "", None
    person.save(update_fields=["personal_email", "personal_email_verified_at"])
    changelog.record(by=by, at=at, verb="forget personal address", subject=person, fields=["personal_email"])


@transaction.atomic
def end_access(*, by: Any, at: datetime) -> int:
    """Close what those who have left still hold: roles, deputies, groups of the CMS; how many people.

    Access itself has ended already, by fact, at the first moment after the last day.
    """
    day = timezone.localdate(at)
    posts = Post.objects.current().filter(person=OuterRef("pk"))
    holding = RoleGrant.objects.filter(not_ended(day), user=OuterRef("user"))
    standing_in = Deputy.objects.filter(Q(principal=OuterRef("pk")) | Q(deputy=OuterRef("pk")), not_ended(day))
    left = Person.objects.filter(Exists(posts), joined_into=None).exclude(Exists(posts.filter(not_ended(day))))
    people = list(left.filter(Exists(holding) | Exists(standing_in)).select_related("user"))
    gone = [person for person in people if person.user is None or not permissions.has_access(person.user, day)]
    for person in gone:
        _close(person, by=by, at=at)
    return len(gone)


def _close(person: Person, *, by: Any, at: datetime) -> None:
    day = timezone.localdate(at)
    held = RoleGrant.objects.filter(not_ended(day), user=person.user_id) if person.user_id else RoleGrant.objects.none()
    deputies = Deputy.objects.filter(Q(principal=person) | Q(deputy=person), not_ended(day))
    for row in [*held, *deputies]:
        changelog.record(by=by, at=at, verb="end on leaving", subject=row, fields=["ends_on"], label="system: leavers")
        if row.starts_on >= day:
            row.delete()
        else:
            row.ends_on = day
            row.save(update_fields=["ends_on"])
    if person.user is not None:
        forget(person.user)
        cms_groups.sync_user(user=person.user, on=day)


@transaction.atomic
def forget_spent_addresses(*, by: Any, at: datetime) -> int:
    """Forget personal addresses whose purpose is over; how many."""
    day = timezone.localdate(at)
    people = Person.objects.exclude(personal_email="").filter(user__isnull=False).select_related("user")
    spent = [
        person
        for person in people
        if not permissions.has_access(person.user, day) and not permissions.has_leaver_access(person.user, day)
    ]
    for person in spent:
        forget_personal_address(person=person, by=by, at=at)
    return len(spent)
