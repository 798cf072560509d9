"""Private calendar feeds: made, read and taken back by their owner."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.models import CalendarFeed
from foundation import changelog
from foundation.bearer_tokens import digest_of, new_token
from workforce.models import User
from workforce.permissions import has_access

MOST = 5
"""Live feeds of one user: enough for every device, few enough to know them apart."""


class FeedRefused(Exception):
    """This feed cannot be made; the message says what to do."""


@transaction.atomic
def make(*, user: Any, name: str, at: datetime) -> str:
    """Make a feed; the answer is its token (256 bits), of which only a digest is kept. Raises FeedRefused."""
    User.objects.select_for_update().get(pk=user.pk)
    if CalendarFeed.objects.filter(user=user, revoked_at=None).count() >= MOST:
        raise FeedRefused(f"You have {MOST} private addresses already. Take one back first.")
    token = new_token()
    feed = CalendarFeed.objects.create(user=user, name=name.strip()[:60], token_digest=digest_of(token), made_at=at)
    changelog.record(by=user, at=at, verb="calendar feed made", subject=feed)
    return token


@transaction.atomic
def revoke(*, user: Any, feed_id: int, at: datetime) -> None:
    """Take a feed of one's own back, at once and for ever. Twice is once. Raises CalendarFeed.DoesNotExist."""
    feed = CalendarFeed.objects.select_for_update().get(pk=feed_id, user=user)
    if feed.revoked_at is None:
        feed.revoked_at = at
        feed.save(update_fields=["revoked_at"])
        changelog.record(by=user, at=at, verb="calendar feed revoked", subject=feed)


def owner_of(*, token: str, at: datetime) -> Any:
    """Whose feed this is, or None: revoked, unknown, or of somebody whose access has ended."""
    today = timezone.localdate(at)
    feed = CalendarFeed.objects.filter(token_digest=digest_of(token), revoked_at=None).select_related("user").first()
    if feed is None or not feed.user.is_active or not has_access(feed.user, today):
        return None
    if feed.read_on != today:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_on=today)
    return feed.user


def live_feeds(user: Any) -> list[CalendarFeed]:
    """The user's feeds that still answer, oldest first."""
    return list(CalendarFeed.objects.filter(user=user, revoked_at=None).order_by("pk"))
