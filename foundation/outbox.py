"""Messages: written with what they tell, sent after it is committed (DESIGN 4 "Messages").

At least once, never twice by design: the attempt is committed before the mail server is asked, and a
row left in the middle of an attempt is sent again as the same mail, under the same Message-ID.
"""

import logging
import uuid
from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from kombu.exceptions import OperationalError

from foundation import changelog, preferences, text_gateway
from foundation.delivery import State, is_left
from foundation.models import OutboxMessage
from foundation.reading import READ_LINK, link_of
from foundation.tasks import send_message

logger = logging.getLogger(__name__)


class BadMessage(ValueError):
    """The message cannot be sent as it is; the text says why."""


def queue(
    *,
    kind: str,
    source: str,
    to: str,
    recipient: Any,
    subject: str,
    body: str,
    at: datetime,
    calendar: str = "",
    calendar_method: str = "",
    urgent: bool = False,
    at_once: bool = False,
    text: str = "",
) -> OutboxMessage:
    """Write a message in the caller's transaction; it leaves once that has committed.

    The same `source`, `kind` and address again gives the row there is: a retried action sends
    nothing twice. `calendar` is an iCalendar object and needs its `calendar_method` (REQUEST,
    CANCEL). `recipient` is the user behind the address, or None: their quiet hours and daily mail
    hold it back, unless it is `urgent` or `at_once` (what they asked for this minute). Urgent news
    also goes as `text`, where that is given, to people with a proved number. A body with
    `reading.READ_LINK` gets the link of its own message there, and waits to be read. Raises BadMessage.
    """
    _check(to, subject, calendar, calendar_method)
    choices = preferences.of(recipient)
    about = ":".join(source.split(":")[:2])[:80]
    row = {"source": source, "kind": kind, "about": about, "recipient": recipient, "subject": subject}
    row |= {"queued_at": at, "urgent": urgent}
    times = preferences.AT_ONCE if urgent or at_once else preferences.times(choices, at, own_mail=bool(calendar))
    row |= {"not_before": times.not_before, "in_digest": times.in_digest}
    message = _write(row, to, body, calendar=calendar, calendar_method=calendar_method)
    if urgent and text and choices.takes_texts and text_gateway.is_on():
        _write(row, choices.mobile, text, channel=OutboxMessage.Channel.TEXT)
    return message


def queue_text(
    *, kind: str, source: str, to: str, recipient: Any, subject: str, text: str, at: datetime
) -> OutboxMessage:
    """Write a text message on its own: the code that proves a number. Raises BadMessage where none are sent."""
    if not text_gateway.is_on():
        raise BadMessage("Text messages are not switched on here.")
    about = ":".join(source.split(":")[:2])[:80]
    row = {"source": source, "kind": kind, "about": about, "recipient": recipient, "subject": subject}
    return _write(row | {"queued_at": at}, to, text, channel=OutboxMessage.Channel.TEXT)


def _write(row: dict[str, Any], to: str, body: str, **more: str) -> OutboxMessage:
    """The row, once for each happening, kind and address; a worker is told after commit if it may go now."""
    public_id = uuid.uuid4()
    message, new = OutboxMessage.objects.get_or_create(
        source=row["source"],
        kind=row["kind"],
        to_address=to,
        defaults={
            **row,
            **more,
            "public_id": public_id,
            "body": body.replace(READ_LINK, link_of(public_id)),
            "asks_reading": READ_LINK in body,
            "message_id": f"<{public_id}@{_domain()}>",
        },
    )
    if new and message.not_before is None:
        transaction.on_commit(lambda: _hand_over(message.pk))
    return message


def resend(*, message_id: int, by: Any, at: datetime) -> OutboxMessage:
    """Queue a message again, sent or not, as the same mail, at once and on its own. The press is recorded.

    Raises BadMessage while it is being sent.
    """
    with transaction.atomic():
        message = OutboxMessage.objects.select_for_update().get(pk=message_id)
        if message.state == State.ATTEMPTING and not is_left(message, at):
            raise BadMessage("This message is being sent just now. Look again in a few minutes.")
        message.state, message.sent_at, message.retry_at, message.attempts = State.QUEUED, None, None, 0
        message.error, message.not_before, message.in_digest, message.digest = "", None, False, None
        message.save(
            update_fields=["state", "sent_at", "retry_at", "attempts", "error", "not_before", "in_digest", "digest"]
        )
        changelog.record(by=by, at=at, verb="message.resent", subject=message)
        transaction.on_commit(lambda: _hand_over(message.pk))
    return message


def resend_many(*, message_ids: Iterable[int], by: Any, at: datetime) -> int:
    """Queue many messages again, each in a transaction of its own; answers how many. One on its way is passed over."""
    done = 0
    for message_id in message_ids:
        try:
            resend(message_id=message_id, by=by, at=at)
        except BadMessage:
            continue
        done += 1
    return done


def _check(to: str, subject: str, calendar: str, calendar_method: str) -> None:
    try:
        validate_email(to)
    except ValidationError:
        raise BadMessage("The message needs an e-mail address to go to.") from None
    if "\n" in subject or "\r" in subject:
        raise BadMessage("A subject is one line.")
    if bool(calendar) != bool(calendar_method):
        raise BadMessage("An invitation needs its method, and a method its invitation.")


def _hand_over(pk: int) -> None:
    """Tell a worker. Without the queue the row waits for the sweep, and the caller's work stands."""
    try:
        send_message.delay(pk)
    except OperationalError as fault:
        logger.warning("message %s waits for the sweep: %s", pk, fault)


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
