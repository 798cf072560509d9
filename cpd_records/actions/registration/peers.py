"""Peer reflection: a colleague, or a professional from elsewhere, is asked to reflect on one piece.

They see that piece and nothing else. Links in letters never act when opened; a token is kept as a
digest only, works once, ends by itself and can be taken back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions.reflections.writing import NotYours
from cpd_records.actions.registration.letters import tell_answered, tell_asked
from cpd_records.models import PeerInvitation, Piece
from cpd_records.permissions import can_answer_as_peer, can_write_for
from cpd_records.reflection_policies import PEER_DAYS, PEER_OPEN
from foundation import changelog
from foundation.bearer_tokens import digest_of, new_token
from foundation.policies import book
from workforce.actions import reads
from workforce.models import Person
from workforce.permissions import has_access

State = PeerInvitation.State
GONE = "This invitation is no longer open. If you still want to help, ask your colleague to invite you again."


class InvitationRefused(Exception):
    """This colleague cannot be asked; `field` is what to mend, the message says how."""

    def __init__(self, message: str, field: str = "email") -> None:
        self.field = field
        super().__init__(message)


class InvitationClosed(Exception):
    """It was answered, taken back, or has run out: the message never says which, nor whose it was."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who is asked, and as what they know the practice."""

    name: str
    email: str
    capacity: str
    note: str = ""


@transaction.atomic
def invite(*, piece_id: int, colleague: Colleague, by: Any, at: datetime) -> PeerInvitation:
    """Ask somebody to reflect on a piece: who is in the directory signs in, anybody else gets a link.

    Asked again while the first asking waits, it is that one. Raises InvitationRefused or NotYours.
    """
    piece = Piece.objects.select_for_update(of=("self",)).select_related("person").get(pk=piece_id)
    _demand(by, piece, at)
    address = colleague.email.strip().lower()
    waiting = piece.invitations.filter(state=State.ASKED)
    there = waiting.filter(email=address, expires_at__gt=at).first()
    if there is not None:
        return there
    _check(piece, address, waiting.filter(expires_at__gt=at).count(), at)
    waiting.filter(email=address).update(state=State.REVOKED)
    known = _of_directory(address, at)
    token = "" if known else new_token()
    made = PeerInvitation.objects.create(
        piece=piece,
        colleague=known,
        name=known.full_name if known else colleague.name.strip(),
        email=address,
        capacity=colleague.capacity.strip(),
        note=colleague.note.strip(),
        digest=digest_of(token) if token else None,
        asked_at=at,
        expires_at=at + timedelta(days=book().whole(PEER_DAYS, timezone.localdate(at))),
    )
    changelog.record(by=by, at=at, verb="peer.invite", subject=made)
    tell_asked(made, token, at)
    return made


@transaction.atomic
def revoke(*, invitation_id: int, by: Any, at: datetime) -> PeerInvitation:
    """Take an invitation back while it waits. Twice does nothing. Raises NotYours."""
    row = _locked(invitation_id)
    _demand(by, row.piece, at)
    if row.state == State.ASKED:
        _close(row, State.REVOKED, by, at)
    return row


@transaction.atomic
def opened(*, invitation_id: int, by: Any, at: datetime) -> PeerInvitation:
    """The piece is shown to the colleague: noted before they see it. Raises InvitationClosed or NotYours.

    `by` is None for somebody who came by their link.
    """
    row = _open(invitation_id, by, at)
    if row.opened_at is None:
        row.opened_at = at
        row.save(update_fields=["opened_at"])
    if by is not None:
        page, capacity = "A piece you asked a colleague about", f"Invited: {row.capacity}"[:60]
        reads.note(person=row.piece.person, page=page, capacity=capacity, by=by, at=at)
    return row


@transaction.atomic
def answer(*, invitation_id: int, text: str, by: Any, at: datetime) -> PeerInvitation:
    """The colleague's short reflection, once. The same text again, as a second press sends it, is no fault.

    Raises InvitationClosed or NotYours.
    """
    row = _locked(invitation_id)
    if row.state == State.ANSWERED and row.answer == text.strip():
        return row
    row = _open(invitation_id, by, at)
    row.answer, row.answered_at = text.strip(), at
    _close(row, State.ANSWERED, by, at, "answer", "answered_at")
    tell_answered(row, at)
    return row


@transaction.atomic
def refuse(*, invitation_id: int, by: Any, at: datetime) -> PeerInvitation:
    """The colleague cannot do it; no reason is asked. Raises InvitationClosed or NotYours."""
    row = _locked(invitation_id)
    if row.state == State.REFUSED:
        return row
    row = _open(invitation_id, by, at)
    _close(row, State.REFUSED, by, at)
    tell_answered(row, at)
    return row


@transaction.atomic
def decide(*, invitation_id: int, use: bool, by: Any, at: datetime) -> PeerInvitation:
    """The worker takes an answer into their piece, as a starting point, or does without it; each once.

    Raises NotYours.
    """
    row = _locked(invitation_id)
    _demand(by, row.piece, at)
    if row.state != State.ANSWERED or row.used is not None:
        return row
    row.used, row.decided_at = use, at
    row.save(update_fields=["used", "decided_at"])
    changelog.record(by=by, at=at, verb="peer.decide", subject=row, fields=["used"])
    if use:
        _take_in(row, by, at)
    return row


def by_link(token: str, at: datetime) -> PeerInvitation:
    """The invitation behind a link while it is open. Raises InvitationClosed, alike for all that open nothing."""
    row = PeerInvitation.objects.open(at).of_digest(digest_of(token)).with_piece().first()
    if row is None:
        raise InvitationClosed(GONE)
    return row


def _take_in(row: PeerInvitation, by: Any, at: datetime) -> None:
    piece = Piece.objects.select_for_update(of=("self",)).get(pk=row.piece_id)
    said = f"{row.name} ({row.capacity}): {row.answer}"
    piece.peer = f"{piece.peer.strip()}\n\n{said}".strip()
    piece.with_peer, piece.changed_at = True, at
    piece.version += 1
    piece.save(update_fields=["peer", "with_peer", "changed_at", "version"])
    changelog.record(by=by, at=at, verb="piece.save", subject=piece, fields=["peer"])


def _check(piece: Piece, address: str, waiting: int, at: datetime) -> None:
    if address in {piece.person.work_email.lower(), piece.person.personal_email.lower()}:
        raise InvitationRefused("Somebody else has to reflect with you: enter a colleague’s address.")
    if not (piece.activity.strip() and piece.learned.strip()):
        raise InvitationRefused(
            "Write what you did and what you learned first, so that a colleague has something to read."
        )
    limit = book().whole(PEER_OPEN, timezone.localdate(at))
    if waiting >= limit:
        raise InvitationRefused(f"{limit} invitations are waiting already. Wait for an answer, or take one back.")


def _of_directory(address: str, at: datetime) -> Person | None:
    """Whoever has this work address and can sign in today; everybody else gets a link."""
    found = Person.objects.filter(work_email__iexact=address, joined_into=None, user__isnull=False)
    person = found.select_related("user").first()
    return person if person and person.user and has_access(person.user, timezone.localdate(at)) else None


def _locked(invitation_id: int) -> PeerInvitation:
    rows = PeerInvitation.objects.select_for_update(of=("self",)).select_related("piece__person", "colleague")
    return rows.get(pk=invitation_id)


def _open(invitation_id: int, by: Any, at: datetime) -> PeerInvitation:
    row = _locked(invitation_id)
    if not can_answer_as_peer(by, row, timezone.localdate(at)):
        raise NotYours("This invitation is for somebody else.")
    if row.state != State.ASKED or row.expires_at <= at or row.piece.removed_at is not None:
        raise InvitationClosed(GONE)
    return row


def _close(row: PeerInvitation, state: str, by: Any, at: datetime, *fields: str) -> None:
    row.state = state
    row.save(update_fields=["state", *fields])
    label = "" if by else "an invited colleague"
    changelog.record(by=by, at=at, verb=f"peer.{state}", subject=row, fields=["state"], label=label)


def _demand(by: Any, piece: Piece, at: datetime) -> None:
    if not can_write_for(by, piece.person_id, timezone.localdate(at)):
        raise NotYours("Only you decide about your own pieces.")
