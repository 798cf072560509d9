"""The way in for outside trainers: a link whose opening does nothing, and a code mailed to their address.

The link's token and the code are kept as digests only (DESIGN 7). A link is for one trainer of one
session, can be taken back, and ends by itself some days after the session.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from courses import policies
from courses.emails import trainers as letters
from courses.models import Session, SessionTrainer, TrainerLink
from courses.permissions import NOT_YOUR_SESSION, can_manage_session, demand
from foundation import changelog, outbox
from foundation import policies as figures

TOKEN_BYTES = 32
CODE_DIGITS = 6
CODE_LIVES = timedelta(minutes=letters.MINUTES)
TRIES = 5


class LinkRefused(Exception):
    """The link or the code opens nothing; the message says what to do."""


def send_links(*, session_id: int, by: Any, at: datetime) -> int:
    """A new link for every outside trainer of a session; earlier ones open nothing any more. Answers how many."""
    session = Session.objects.select_related("course").get(pk=session_id)
    demand(can_manage_session(by, session, timezone.localdate(at)), NOT_YOUR_SESSION)
    trainers = session.trainers.outside().select_related("session__course")
    return sum(_send(trainer, by, at) for trainer in trainers)


def send_due(*, by: Any, at: datetime) -> int:
    """The clock: links for outside trainers of open sessions that are near and have none. Repeatable."""
    before = timedelta(days=figures.book().whole(policies.TRAINER_LINK_SENT, timezone.localdate(at)))
    near = SessionTrainer.objects.outside().filter(
        session__state=Session.State.OPEN, session__starts_at__gt=at, session__starts_at__lte=at + before
    )
    return sum(_send(trainer, by, at) for trainer in near.filter(links=None).select_related("session__course"))


@transaction.atomic
def revoke(*, session_id: int, by: Any, at: datetime) -> int:
    """Take back every link of a session; answers how many."""
    session = Session.objects.get(pk=session_id)
    demand(can_manage_session(by, session, timezone.localdate(at)), NOT_YOUR_SESSION)
    changelog.record(by=by, at=at, verb="trainers' links taken back", subject=session)
    return TrainerLink.objects.filter(trainer__session=session, revoked_at=None).update(revoked_at=at)


def link_of(token: str, at: datetime) -> TrainerLink:
    """The link behind a token, while it works. Raises LinkRefused, alike for links that ended and never were."""
    rows = TrainerLink.objects.valid(at).filter(digest=_digest(token))
    link = rows.select_related("trainer__session__course", "trainer__session__venue").first()
    if link is None:
        raise LinkRefused("This link works no more. Ask the Academy for a new one.")
    return link


@transaction.atomic
def send_code(*, token: str, at: datetime) -> None:
    """Mail a code to the trainer's address; an earlier code opens nothing any more."""
    link = TrainerLink.objects.select_for_update(of=("self",)).get(pk=link_of(token, at).pk)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    link.code_digest, link.code_sent_at, link.code_tries = _digest(f"{link.pk}:{code}"), at, 0
    link.save(update_fields=["code_digest", "code_sent_at", "code_tries"])
    subject, body = letters.page_code(link.trainer, code)
    _queue(link, "trainer-code", f"code:{at.timestamp():.0f}", subject, body, at, urgent=True)


def check_code(*, token: str, code: str, at: datetime) -> TrainerLink:
    """The link that a code opens, once. Raises LinkRefused; a wrong try counts although it is refused."""
    with transaction.atomic():
        link = TrainerLink.objects.select_for_update(of=("self",)).get(pk=link_of(token, at).pk)
        right = _is_right(link, code.strip().replace(" ", ""), at)
        link.code_tries += 1
        if right:
            link.code_digest, link.last_used_at = "", at
        link.save(update_fields=["code_digest", "code_tries", "last_used_at"])
    if not right:
        raise LinkRefused("This code is not right, or no longer works. Check it, or ask for another.")
    changelog.record(by=None, at=at, verb="trainer came in", subject=link.trainer.session)
    return link


def _is_right(link: TrainerLink, code: str, at: datetime) -> bool:
    if not link.code_digest or link.code_sent_at is None or link.code_tries >= TRIES:
        return False
    alive = at < link.code_sent_at + CODE_LIVES
    return alive and hmac.compare_digest(link.code_digest, _digest(f"{link.pk}:{code}"))


@transaction.atomic
def _send(trainer: SessionTrainer, by: Any, at: datetime) -> int:
    TrainerLink.objects.filter(trainer=trainer, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    days = figures.book().whole(policies.TRAINER_LINK, timezone.localdate(at))
    ends = max(trainer.session.ends_at, at) + timedelta(days=days)
    link = TrainerLink.objects.create(trainer=trainer, digest=_digest(token), created_at=at, expires_at=ends)
    subject, body = letters.page_link(trainer, token)
    _queue(link, "trainer-page", "page", subject, body, at)
    changelog.record(by=by, at=at, verb="trainer's link sent", subject=trainer.session)
    return 1


def _queue(
    link: TrainerLink, kind: str, part: str, subject: str, body: str, at: datetime, urgent: bool = False
) -> None:
    outbox.queue(
        kind=kind,
        source=f"trainer-link:{link.pk}:{part}",
        to=link.trainer.email,
        recipient=None,
        subject=subject,
        body=body,
        at=at,
        urgent=urgent,
    )


def _digest(text: str) -> str:
    return hmac.new(settings.DIGEST_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
