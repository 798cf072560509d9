"""Keys to the API: made, used and taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from foundation import changelog, policies
from foundation.bearer_tokens import digest_of, new_token
from workforce.models import AccessKey, User
from workforce.permissions import has_access
from workforce.policies import API_KEY_DAYS

MOST = 5
"""Working keys of one user: one for each program."""
PREFIX = "academy_"
SCOPES = {"bookings:read": "Read my own bookings, and what booking a session would mean for me"}
"""What a key can be for. The catalogue needs none."""


class KeyRefused(Exception):
    """This key cannot be made; the message says what to do."""


@transaction.atomic
def make(*, user: Any, name: str, scopes: Sequence[str], days: int, at: datetime) -> str:
    """Make a key for so many days; the answer is the key (256 bits), kept only as a digest. Raises KeyRefused."""
    User.objects.select_for_update().get(pk=user.pk)
    longest = policies.book().whole(API_KEY_DAYS, timezone.localdate(at))
    if not scopes or set(scopes) - set(SCOPES):
        raise KeyRefused("Choose what the key may be used for.")
    if not 1 <= days <= longest:
        raise KeyRefused(f"A key lasts between 1 and {longest} days. You can make a new one when it ends.")
    if AccessKey.objects.filter(user=user).working(at).count() >= MOST:
        raise KeyRefused(f"You have {MOST} working keys already. Take one back first.")
    key = PREFIX + new_token()
    made = AccessKey.objects.create(
        user=user,
        name=name.strip()[:60],
        scopes=sorted(set(scopes)),
        digest=digest_of(key),
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    changelog.record(by=user, at=at, verb="access key made", subject=made, fields=["scopes"])
    return key


@transaction.atomic
def revoke(*, user: Any, public_id: UUID, at: datetime) -> None:
    """Take a key of one's own back, at once and for ever. Twice is once. Raises AccessKey.DoesNotExist."""
    found = AccessKey.objects.select_for_update().get(public_id=public_id, user=user)
    if found.revoked_at is None:
        found.revoked_at = at
        found.save(update_fields=["revoked_at"])
        changelog.record(by=user, at=at, verb="access key revoked", subject=found)


def key_of(*, key: str, at: datetime) -> AccessKey | None:
    """The working key this is, with its user; None for any other, and for somebody whose access has ended."""
    today = timezone.localdate(at)
    found = AccessKey.objects.working(at).filter(digest=digest_of(key)).select_related("user").first()
    if found is None or not found.user.is_active or not has_access(found.user, today):
        return None
    if found.used_on != today:
        AccessKey.objects.filter(pk=found.pk).update(used_on=today)
    return found
