"""Peer reflection: inviting a colleague, and their page, signed in or by a link."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cpd_records.actions.registration import peers
from cpd_records.forms import InviteForm, PeerAnswerForm
from cpd_records.models import PeerInvitation, RegistrationRule
from cpd_records.presenters.registration import fields_of
from cpd_records.views.registration import own_piece
from foundation import rate_limits
from foundation.british_dates import long_date

INVITES, AN_HOUR = 20, 3600
"""Invitations one person may send in an hour: more than anybody needs."""
LINKS, A_MINUTE = 30, 60
"""Requests for links from one address in a minute: far fewer than guessing takes."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask a colleague to reflect on one of my pieces."""
    piece = own_piece(request, public_id)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            rate_limits.count(what="peer-invite", who=str(request.user.pk), limit=INVITES, seconds=AN_HOUR)
            asked = peers.Colleague(**form.cleaned_data)
            made = peers.invite(piece_id=piece.pk, colleague=asked, by=request.user, at=timezone.now())
        except peers.InvitationRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        except rate_limits.AskedTooOften:
            form.add_error(None, "You have invited many people in the last hour. Wait a little and try again.")
        else:
            messages.success(request, f"{made.name} is asked, and has until {long_date(made.expires_at)}.")
            return redirect("cpd_records:piece", public_id=public_id)
    return render(request, "cpd_records/invite_peer.html", {"form": form, "piece": piece})


@require_POST
@login_required
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take an invitation back; use an answer, or do without it."""
    now = timezone.now()
    mine = PeerInvitation.objects.for_user(request.user, timezone.localdate(now)).filter(public_id=public_id)
    row = mine.select_related("piece").first()
    if row is None:
        raise Http404("There is no such invitation of yours.")
    what = request.POST.get("what", "")
    given: dict[str, Any] = {"invitation_id": row.pk, "by": request.user, "at": now}
    if what == "revoke":
        peers.revoke(**given)
        messages.success(request, f"The invitation of {row.name} is taken back.")
    elif what in ("use", "decline"):
        peers.decide(use=what == "use", **given)
        done = "It is in your piece now: make it your own." if what == "use" else "It is not used."
        messages.success(request, done)
    else:
        raise Http404("There is nothing to decide like this.")
    return redirect("cpd_records:piece", public_id=row.piece.public_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def colleague(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page of somebody in the directory who was asked."""
    now = timezone.now()
    on = timezone.localdate(now)
    asking = PeerInvitation.objects.visible_to(request.user, on).asking(request.user, on).with_piece()
    row = asking.filter(public_id=public_id).first()
    if row is None:
        raise Http404("There is no such invitation for you.")
    return _serve(request, row, by=request.user)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a professional from elsewhere. Opening it shows who asks and a button, nothing else."""
    try:
        rate_limits.count(what="peer-link", who=rate_limits.address_of(request), limit=LINKS, seconds=A_MINUTE)
        row = peers.by_link(token, timezone.now())
    except rate_limits.AskedTooOften as often:
        return _closed(request, str(often), status=429)
    except peers.InvitationClosed as closed:
        return _closed(request, str(closed), status=404)
    return _serve(request, row, by=None)


def _serve(request: HttpRequest, row: PeerInvitation, *, by: Any) -> HttpResponse:
    """Opening asks for a press; the press shows the piece; the answer closes it."""
    what = request.POST.get("what", "") if request.method == "POST" else ""
    given: dict[str, Any] = {"invitation_id": row.pk, "by": by, "at": timezone.now()}
    try:
        if what == "refuse":
            peers.refuse(**given)
            return _thanks(request, "Thank you for saying so. Your colleague can ask somebody else.")
        if what in ("open", "answer"):
            return _answer(request, peers.opened(**given), what, given)
    except peers.InvitationClosed as closed:
        return _closed(request, str(closed), status=404)
    if not _is_open(row):
        return _closed(request, peers.GONE, status=404)
    context = {"who": row.piece.person.full_name, "until": long_date(row.expires_at)}
    return render(request, "cpd_records/peer_asked.html", context)


def _answer(request: HttpRequest, row: PeerInvitation, what: str, given: dict[str, Any]) -> HttpResponse:
    form = PeerAnswerForm(request.POST if what == "answer" else None)
    if what == "answer" and form.is_valid():
        peers.answer(text=form.cleaned_data["answer"], **given)
        return _thanks(request, f"Thank you. {row.piece.person.full_name} can read it now, and decides how to use it.")
    rule = RegistrationRule.objects.in_force(row.piece.rule_code, timezone.localdate(given["at"]))
    shown = [field for field in fields_of(row.piece, rule) if not field.ident.endswith("-peer")]
    context = {"row": row, "who": row.piece.person.full_name, "fields": shown, "form": form}
    return render(request, "cpd_records/peer_answer.html", context | {"until": long_date(row.expires_at)})


def _is_open(row: PeerInvitation) -> bool:
    return row.state == PeerInvitation.State.ASKED and row.expires_at > timezone.now() and not row.piece.removed_at


def _thanks(request: HttpRequest, words: str) -> HttpResponse:
    return render(request, "cpd_records/peer_done.html", {"title": "Thank you", "words": words})


def _closed(request: HttpRequest, words: str, status: int) -> HttpResponse:
    return render(request, "cpd_records/peer_done.html", {"title": "Not open", "words": words}, status=status)
