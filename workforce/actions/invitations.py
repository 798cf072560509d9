"""Inviting people of other organisations, and their joining (DESIGN 7)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from foundation import changelog, outbox
from foundation.bearer_tokens import digest_of, new_token
from workforce import emails
from workforce.actions.users import open_account
from workforce.models import Invitation, Organisation, Person, User
from workforce.querysets.invitations import may_invite_to

LASTS = timedelta(days=14)


class NotAllowed(PermissionError):
    """The user may not invite people of this organisation."""


class InvitationRefused(ValueError):
    """Cannot be done with this invitation; the message says why, `field` what to mend."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def invite(
    *, organisation: Organisation, email: str, first_name: str, last_name: str, by: Any, at: datetime
) -> Invitation:
    """Write an invitation and its mail. Raises NotAllowed, InvitationRefused."""
    _guard(organisation, by, timezone.localdate(at))
    address = email.strip().lower()
    if Person.objects.filter(work_email__iexact=address, joined_into=None).exists():
        raise InvitationRefused("Somebody with this address is here already and can just sign in.", "email")
    if Invitation.objects.waiting().filter(email__iexact=address, organisation=organisation).exists():
        raise InvitationRefused("This address is invited already. Send that invitation again instead.", "email")
    token = new_token()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=address,
        first_name=first_name,
        last_name=last_name,
        token_hash=digest_of(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + LASTS,
    )
    changelog.record(by=by, at=at, verb="invite", subject=invitation)
    _mail(invitation, token, at)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: Any, at: datetime) -> None:
    """Send it again with a new link and a new clock; the old link ends. Raises NotAllowed, InvitationRefused."""
    locked = _waiting(invitation, by, at)
    token = new_token()
    locked.token_hash, locked.expires_at, locked.sent_times = digest_of(token), at + LASTS, locked.sent_times + 1
    locked.save(update_fields=["token_hash", "expires_at", "sent_times"])
    changelog.record(by=by, at=at, verb="send invitation again", subject=locked, fields=["expires_at"])
    _mail(locked, token, at)


@transaction.atomic
def revoke(*, invitation: Invitation, by: Any, at: datetime) -> None:
    """Take it back. Raises NotAllowed, InvitationRefused."""
    locked = _waiting(invitation, by, at)
    locked.revoked_at = at
    locked.save(update_fields=["revoked_at"])
    changelog.record(by=by, at=at, verb="revoke invitation", subject=locked, fields=["revoked_at"])


def find(token: str) -> Invitation | None:
    """The invitation a link belongs to, whatever its state."""
    return Invitation.objects.select_related("organisation", "invited_by").filter(token_hash=digest_of(token)).first()


@transaction.atomic
def accept(*, token: str, at: datetime) -> User:
    """Make the person and their user; the address is proved by a code before anybody is let in.

    Raises InvitationRefused when it has run out, was used or was taken back.
    """
    invitation = Invitation.objects.select_for_update().filter(token_hash=digest_of(token)).first()
    if invitation is None or invitation.state_at(at) != "waiting":
        raise InvitationRefused("This invitation can no longer be used.")
    person = join(
        organisation=invitation.organisation,
        email=invitation.email,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
        at=at,
    )
    invitation.accepted_at, invitation.person = at, person
    invitation.save(update_fields=["accepted_at", "person"])
    changelog.record(by=person.user, at=at, verb="accept invitation", subject=invitation, fields=["accepted_at"])
    return open_account(person=person, by=None, at=at)


@transaction.atomic
def join(*, organisation: Organisation, email: str, first_name: str, last_name: str, at: datetime) -> Person:
    """The person of another organisation with this address, made now if there is none."""
    known = Person.objects.filter(work_email__iexact=email, joined_into=None).first()
    if known is not None:
        return known
    person = Person.objects.create(
        organisation=organisation,
        standing=Person.Standing.EXTERNAL,
        first_name=first_name,
        last_name=last_name,
        work_email=email.lower(),
    )
    open_account(person=person, by=None, at=at)
    person.refresh_from_db()
    changelog.record(by=person.user, at=at, verb="join from another organisation", subject=person)
    return person


def _guard(organisation: Organisation, by: Any, on: date) -> None:
    if not may_invite_to(by, on).filter(pk=organisation.pk).exists():
        raise NotAllowed("You can invite people of your own organisation only.")


def _waiting(invitation: Invitation, by: Any, at: datetime) -> Invitation:
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _guard(locked.organisation, by, timezone.localdate(at))
    if locked.accepted_at or locked.revoked_at:
        raise InvitationRefused("This invitation was used or taken back already.")
    return locked


def _mail(invitation: Invitation, token: str, at: datetime) -> None:
    link = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/accounts/invitation/{token}/"
    subject, body = emails.invitation(
        name=invitation.first_name,
        organisation=invitation.organisation.name,
        inviter=invitation.invited_by.get_full_name(),
        link=link,
        until=timezone.localdate(invitation.expires_at),
    )
    outbox.queue(
        kind="invitation",
        source=f"invitation:{invitation.public_id}:{invitation.sent_times}",
        to=invitation.email,
        recipient=None,
        subject=subject,
        body=body,
        at=at,
    )
