"""Sending what the outbox holds: commit the attempt, ask the mail server or text gateway, keep its answer."""

from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q, QuerySet

from foundation import text_gateway
from foundation.mail import InvitationEmail
from foundation.models import OutboxMessage

LEFT_AFTER = timedelta(minutes=5)
"""An attempt older than this was cut short: far above the mail server's time limit."""
ATTEMPTS = 10
LONGEST_WAIT = 60
State = OutboxMessage.State


def due(at: datetime) -> QuerySet[OutboxMessage]:
    """Messages that ought to be on their way: new, due for another try, or left mid-attempt.

    Not those that wait for the end of quiet hours, nor those that wait for a daily mail.
    """
    waiting = Q(retry_at__isnull=True) | Q(retry_at__lte=at)
    allowed = Q(in_digest=False) & (Q(not_before__isnull=True) | Q(not_before__lte=at))
    return OutboxMessage.objects.filter(
        (Q(state=State.QUEUED) & waiting & allowed) | Q(state=State.ATTEMPTING, attempted_at__lte=at - LEFT_AFTER)
    ).order_by("-urgent", "queued_at")


def is_left(message: OutboxMessage, at: datetime) -> bool:
    """Whether an attempt of this message was cut short."""
    return message.attempted_at is not None and message.attempted_at <= at - LEFT_AFTER


def deliver(*, message_id: int, at: datetime) -> bool:
    """Send one message if it is due; True when the mail server took it.

    Must not run inside a transaction: the attempt has to be committed before the server is asked.
    """
    message = _begin(message_id, at)
    if message is None:
        return False
    try:
        _hand_to_server(message)
    except (SMTPException, OSError) as fault:
        _failed(message, fault, at)
        return False
    _sent(message, at)
    return True


def _hand_to_server(message: OutboxMessage) -> None:
    if message.channel == OutboxMessage.Channel.TEXT:
        text_gateway.send(to=message.to_address, text=message.body.strip(), reference=str(message.public_id))
    else:
        get_connection().send_messages([_mail(message)])


def _begin(message_id: int, at: datetime) -> OutboxMessage | None:
    """Take the row and commit the attempt; None when it is not due or another worker has it."""
    with transaction.atomic():
        message = due(at).select_for_update(skip_locked=True).filter(pk=message_id).first()
        if message is None:
            return None
        message.state, message.attempted_at = State.ATTEMPTING, at
        message.attempts += 1
        message.save(update_fields=["state", "attempted_at", "attempts"])
    return message


def _sent(message: OutboxMessage, at: datetime) -> None:
    OutboxMessage.objects.filter(pk=message.pk, state=State.ATTEMPTING).update(
        state=State.SENT, sent_at=at, error="", retry_at=None
    )


def _failed(message: OutboxMessage, fault: Exception, at: datetime) -> None:
    """Keep the reason; try again after 1, 2, 4 … minutes, unless it can never succeed."""
    final = message.attempts >= ATTEMPTS or _refused_for_good(fault)
    wait = timedelta(minutes=min(2 ** (message.attempts - 1), LONGEST_WAIT))
    OutboxMessage.objects.filter(pk=message.pk, state=State.ATTEMPTING).update(
        state=State.FAILED if final else State.QUEUED,
        retry_at=None if final else at + wait,
        error=_in_words(fault)[:255],
    )


def _refused_for_good(fault: Exception) -> bool:
    """Whether the server said 5xx of every address, or the gateway a 4xx: such an address does not exist."""
    if isinstance(fault, text_gateway.TextNotTaken):
        return fault.final
    if not isinstance(fault, SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _ in fault.recipients.values())


def _in_words(fault: Exception) -> str:
    if isinstance(fault, SMTPRecipientsRefused):
        answers = [f"{code} {text.decode(errors='replace')}" for code, text in fault.recipients.values()]
        return f"The mail server refused the address: {'; '.join(answers)}"
    if isinstance(fault, SMTPException):
        return f"The mail server did not take it: {fault}"
    if isinstance(fault, text_gateway.TextNotTaken):
        return str(fault)
    return f"The mail server could not be reached: {fault}"


def _mail(message: OutboxMessage) -> InvitationEmail:
    return InvitationEmail(
        message_id=message.message_id,
        sent_at=message.queued_at,
        subject=message.subject,
        body=message.body,
        from_email=formataddr((settings.WAGTAIL_SITE_NAME, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[message.to_address],
        calendar=message.calendar,
        calendar_method=message.calendar_method,
    )
