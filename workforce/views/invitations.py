"""`/people/invitations/`: whom a partner's administrator or a coordinator has invited."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workforce.actions import invitations
from workforce.models import Invitation
from workforce.presenters.invitations import InviteForm, invitation_rows
from workforce.querysets.invitations import may_invite_to
from workforce.views.forms import posted, send

LISTED = 200


@require_safe
@login_required
def invitations_page(request: HttpRequest) -> HttpResponse:
    """Who was invited, and what became of it."""
    now = timezone.now()
    day = timezone.localdate(now)
    if not may_invite_to(request.user, day).exists():
        raise PermissionDenied
    found = Invitation.objects.visible_to(request.user, day).select_related("organisation", "invited_by")
    rows = invitation_rows(found.order_by("-invited_at")[:LISTED], now)
    return render(request, "workforce/invitations.html", {"page_title": "Invitations", "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: HttpRequest) -> HttpResponse:
    """Ask for the name and address of one person."""
    now = timezone.now()
    organisations = may_invite_to(request.user, timezone.localdate(now))
    if not organisations.exists():
        raise PermissionDenied
    return send(
        request,
        InviteForm(posted(request), organisations=organisations),
        lambda data: invitations.invite(**data, by=request.user, at=now),
        refusals=(invitations.InvitationRefused, invitations.NotAllowed),
        done="The invitation is on its way.",
        to="invitations",
        title="Invite somebody",
        lead="We send them a link to join. It works for 14 days.",
        button="Send the invitation",
        breadcrumbs=[{"label": "Invitations", "url": "/people/invitations/"}, {"label": "Invite somebody"}],
    )


@require_POST
@login_required
def send_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new link; the old one ends."""
    return _act(request, public_id, invitations.resend, "The invitation is on its way again, with a new link.")


@require_POST
@login_required
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Its link ends."""
    return _act(request, public_id, invitations.revoke, "The invitation is taken back. Its link no longer works.")


def _act(request: HttpRequest, public_id: UUID, act: Any, done: str) -> HttpResponse:
    now = timezone.now()
    mine = Invitation.objects.visible_to(request.user, timezone.localdate(now))
    invitation = get_object_or_404(mine, public_id=public_id)
    try:
        act(invitation=invitation, by=request.user, at=now)
    except invitations.InvitationRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("invitations")
