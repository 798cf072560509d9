"""Choosing how to hear from the Academy, and proving the number for texts."""

import re
import secrets
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from foundation import changelog, outbox, preferences, wordings
from foundation.letters import MOBILE_CODE
from foundation.models import MessagePreferences, OutboxMessage
from foundation.preferences import Choices

CODE_LIVES = timedelta(minutes=15)
TRIES = 5
UK_MOBILE = re.compile(r"(?:\+44|0044|0)(7\d{9})")


class ChoiceRefused(ValueError):
    """This cannot be chosen; `field` says which answer, the message what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def choose(
    *,
    user: Any,
    reminders: bool,
    digest_hour: int | None,
    quiet_from: time | None,
    quiet_until: time | None,
    texts: bool,
    at: datetime,
) -> MessagePreferences:
    """Keep somebody's choices; what is waiting for them follows the new ones. Raises ChoiceRefused."""
    row = _locked(user)
    if (quiet_from is None) != (quiet_until is None) or (quiet_from is not None and quiet_from == quiet_until):
        raise ChoiceRefused("quiet_until", "Give both times of your quiet hours, and two different ones.")
    if texts and not row.mobile:
        raise ChoiceRefused("texts", "Prove a mobile number first, below.")
    row.reminders, row.digest_hour, row.texts = reminders, digest_hour, texts
    row.quiet_from, row.quiet_until = quiet_from, quiet_until
    row.save()
    changelog.record(by=user, at=at, verb="message choices", subject=row, fields=preferences.FIELDS[:-1])
    _plan_again(row, at)
    return row


@transaction.atomic
def ask_for_number(*, user: Any, number: str, at: datetime) -> MessagePreferences:
    """Send a code to a number. Raises ChoiceRefused for what is no British mobile number."""
    row = _locked(user)
    row.mobile_asked = normal_number(number)
    code = f"{secrets.randbelow(1_000_000):06}"
    row.code_digest, row.code_until, row.code_tries = _digest(row, code), at + CODE_LIVES, 0
    row.save()
    subject, text = wordings.compose(MOBILE_CODE.kind, {"code": code})
    try:
        outbox.queue_text(
            kind=MOBILE_CODE.kind,
            source=f"mobile:{user.pk}:{at.isoformat()}",
            to=row.mobile_asked,
            recipient=user,
            subject=subject,
            text=text,
            at=at,
        )
    except outbox.BadMessage as refusal:
        raise ChoiceRefused("number", str(refusal)) from None
    return row


def prove_number(*, user: Any, code: str, at: datetime) -> MessagePreferences:
    """Take the code that was sent; then texts are on. Raises ChoiceRefused, having counted the try."""
    with transaction.atomic():
        row = _locked(user)
        refusal = _refusal(row, code, at)
        if refusal:
            row.code_tries += 1
            row.save(update_fields=["code_tries"])
        else:
            row.mobile, row.mobile_proved_at, row.texts = row.mobile_asked, at, True
            _forget_code(row)
            changelog.record(by=user, at=at, verb="mobile number proved", subject=row, fields=["mobile"])
    if refusal:
        raise ChoiceRefused("code", refusal)
    return row


@transaction.atomic
def forget_number(*, user: Any, at: datetime) -> MessagePreferences:
    """Remove the number; texts end with it."""
    row = _locked(user)
    row.mobile, row.mobile_proved_at, row.texts = "", None, False
    _forget_code(row)
    changelog.record(by=user, at=at, verb="mobile number removed", subject=row, fields=["mobile"])
    return row


def normal_number(number: str) -> str:
    """ "+447700900123" for any usual way of writing it. Raises ChoiceRefused."""
    found = UK_MOBILE.fullmatch(re.sub(r"[\s().-]", "", number))
    if not found:
        raise ChoiceRefused("number", "Enter a British mobile number, such as 07700 900123.")
    return f"+44{found.group(1)}"


def _locked(user: Any) -> MessagePreferences:
    MessagePreferences.objects.get_or_create(user=user)
    return MessagePreferences.objects.select_for_update().get(user=user)


def _refusal(row: MessagePreferences, code: str, at: datetime) -> str:
    if not row.mobile_asked or row.code_until is None:
        return "Enter your number first: we send a code to it."
    if at > row.code_until or row.code_tries >= TRIES:
        return "This code no longer works. Enter your number again for a new one."
    if not constant_time_compare(row.code_digest, _digest(row, re.sub(r"\s", "", code))):
        return "That is not the code we sent. Look at the newest text message and enter its six figures."
    return ""


def _forget_code(row: MessagePreferences) -> None:
    row.mobile_asked, row.code_digest, row.code_until, row.code_tries = "", "", None, 0
    row.save()


def _digest(row: MessagePreferences, code: str) -> str:
    return salted_hmac(f"mobile:{row.pk}:{row.mobile_asked}", code, algorithm="sha256").hexdigest()


def _plan_again(row: MessagePreferences, at: datetime) -> None:
    """Messages held back are given the times of the new choices."""
    held = OutboxMessage.objects.select_for_update().filter(
        recipient=row.user, state=OutboxMessage.State.QUEUED, not_before__gt=at, channel=OutboxMessage.Channel.MAIL
    )
    choices = Choices(*(getattr(row, name) for name in preferences.FIELDS))
    for message in held:
        times = preferences.times(choices, at, own_mail=bool(message.calendar))
        message.not_before, message.in_digest = times.not_before, times.in_digest
        message.save(update_fields=["not_before", "in_digest"])
