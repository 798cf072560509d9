"""Keys to the API: made, used and taken back."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from foundation import changelog, policies
from workforce.models import ApiToken, User
from workforce.permissions import has_access
from workforce.policies import API_KEY_DAYS

MOST = 5
"""Working keys of one user: one for each program."""
PREFIX = "academy_"
SCOPES = {"bookings:read": "Read my own bookings, and what booking a session would mean for me"}
"""What a key can be for. The catalogue needs none."""


class TokenRefused(Exception):
    """This key cannot be made; the message says what to do."""


@transaction.atomic
def make(*, user: Any, name: str, scopes: Sequence[str], days: int, at: datetime) -> str:
    """Make a key for so many days; the answer is the key (256 bits), kept only as a digest. Raises TokenRefused."""
    User.objects.select_for_update().get(pk=user.pk)
    longest = policies.book().whole(API_KEY_DAYS, timezone.localdate(at))
    if not scopes or set(scopes) - set(SCOPES):
        raise TokenRefused("Choose what the key may be used for.")
    if not 1 <= days <= longest:
        raise TokenRefused(f"A key lasts between 1 and {longest} days. You can make a new one when it ends.")
    if ApiToken.objects.filter(user=user).working(at).count() >= MOST:
        raise TokenRefused(f"You have {MOST} working keys already. Take one back first.")
    key = PREFIX + secrets.token_urlsafe(32)
    made = ApiToken.objects.create(
        user=user,
        name=name.strip()[:60],
        scopes=sorted(set(scopes)),
        digest=digest(key),
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    changelog.record(by=user, at=at, verb="api token made", subject=made, fields=["scopes"])
    return key


@transaction.atomic
def revoke(*, user: Any, public_id: UUID, at: datetime) -> None:
    """Take a key of one's own back, at once and for ever. Twice is once. Raises ApiToken.DoesNotExist."""
    token = ApiToken.objects.select_for_update().get(public_id=public_id, user=user)
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        changelog.record(by=user, at=at, verb="api token revoked", subject=token)


def token_of(*, key: str, at: datetime) -> ApiToken | None:
    """The working key this is, with its user; None for any other, and for somebody whose access has ended."""
    today = timezone.localdate(at)
    token = ApiToken.objects.working(at).filter(digest=digest(key)).select_related("user").first()
    if token is None or not token.user.is_active or not has_access(token.user, today):
        return None
    if token.used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(used_on=today)
    return token


def digest(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
