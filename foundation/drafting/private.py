"""Drafts of one person in one place: a reflection not handed in yet, a form half filled.

A room chooses the place ("reflection:new"), gives its form the address `url(place)`, fills it with
`find(user, place).boxes`, and calls `finish` in the transaction that takes the form.
"""

import re
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone

from foundation.models import PrivateDraft

PLACE = re.compile(r"[a-z][a-z0-9_]*(?::[a-z0-9-]+)*")
MOST = 200
"""Drafts of one person: nobody has more in hand, and nobody fills the table."""


def url(place: str) -> str:
    """Where the page's module saves."""
    return reverse("private_draft", args=[place])


def find(user: Any, place: str) -> PrivateDraft | None:
    """What the user has in hand there."""
    return PrivateDraft.objects.filter(owner=user, place=place).first()


def open_one(user: Any, place: str) -> PrivateDraft | None:
    """The same, made where it is missing; None for a place no room would name, and for too many."""
    if len(place) > 120 or not PLACE.fullmatch(place):
        return None
    if PrivateDraft.objects.filter(owner=user).exclude(place=place).count() >= MOST:
        return find(user, place)
    return PrivateDraft.objects.get_or_create(owner=user, place=place)[0]


def begun(user: Any, place: str) -> list[PrivateDraft]:
    """What the user has in hand at places that begin like this, the newest first."""
    rows = PrivateDraft.objects.filter(owner=user, place__startswith=place, saved_at__isnull=False)
    return list(rows.order_by("-saved_at"))


def finish(user: Any, place: str) -> None:
    """The form was taken: nothing is in hand any more. Without a user or a place there was nothing."""
    if user is None or not place:
        return
    PrivateDraft.objects.filter(owner=user, place=place).delete()


def remove_old(*, before: date) -> int:
    """Remove drafts that nobody has touched since before a day (DOMAIN 9: drafts 90 days); how many went."""
    since = timezone.make_aware(datetime.combine(before, time()))
    return PrivateDraft.objects.filter(saved_at__lt=since).delete()[0]
