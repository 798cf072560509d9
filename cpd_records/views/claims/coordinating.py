"""`/coordinate/claims/`: what coordinators do with claims without reading their words (DOMAIN 9)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cpd_records import policies as allowance
from cpd_records.actions import claims as actions
from cpd_records.actions.claims.coordinating import codes_asked_for
from cpd_records.forms.claims import AcceptForm, WordsForm
from cpd_records.models import Claim, ClaimKind
from cpd_records.permissions import can_follow_requirements
from cpd_records.presenters import claims as phrased
from foundation import policies
from workforce.views.forms import posted, send

A_PAGE = 50
METHODS = ["GET", "HEAD", "POST"]
REFUSALS = (actions.ClaimRefused, actions.NotForYou)


@require_safe
@login_required
def claims(request: HttpRequest) -> HttpResponse:
    """Late ones to allow, certificates to look at, and all of my scope."""
    today = _guard(request)
    kinds, day = ClaimKind.objects.book(today), policies.book().whole(allowance.DAY, today)
    mine = Claim.objects.visible_to(request.user, today).coordinated_by(request.user, today).select_related("person")
    page = Paginator(mine, A_PAGE).get_page(request.GET.get("page"))
    sections = {
        "late": mine.late_to_decide()[:A_PAGE],
        "certificates": mine.with_certificate().filter(course_code="")[:A_PAGE],
        "lines": page,
    }
    lines = {name: [phrased.line(each, kinds, day, own=False) for each in found] for name, found in sections.items()}
    return render(request, "cpd_records/claims/coordinate.html", {"page": page, **lines})


@require_safe
@login_required
def coordinated_claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The facts of one, its certificates, and what can be done."""
    today = _guard(request)
    claim = _found(request, public_id, today)
    kinds, day = ClaimKind.objects.book(today), policies.book().whole(allowance.DAY, today)
    context = {
        "claim": claim,
        "line": phrased.line(claim, kinds, day, own=False),
        "facts": phrased.facts(claim, kinds, day),
        "files": list(claim.files.filter(certificate=True)),
        "late": claim.late_asked_at is not None and claim.late_allowed_at is None,
    }
    return render(request, "cpd_records/claims/coordinate_one.html", context)


@require_http_methods(METHODS)
@login_required
def allow_late(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let somebody claim what is too old."""
    claim = _found(request, public_id, _guard(request))
    form = WordsForm(
        posted(request), label="Why is it allowed?", missing="Say why it is allowed", help_text="They can read this."
    )
    return _send(request, claim, form, actions.allow_late, "Allow a late claim", "Allow it")


@require_http_methods(METHODS)
@login_required
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a verified claim back."""
    claim = _found(request, public_id, _guard(request))
    form = WordsForm(
        posted(request), label="Why is it taken back?", missing="Say why", help_text="They and their manager read this."
    )
    return _send(request, claim, form, actions.reverse, "Take a verified claim back", "Take it back")


@require_http_methods(METHODS)
@login_required
def accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say which required course a certificate counts as."""
    claim = _found(request, public_id, _guard(request))
    form = AcceptForm(posted(request), codes=codes_asked_for(timezone.now()))
    return _send(request, claim, form, actions.accept_certificate, "Accept a certificate", "Accept it")


def _send(request: HttpRequest, claim: Claim, form: Any, action: Any, title: str, button: str) -> HttpResponse:
    return send(
        request,
        form,
        lambda given: action(claim_id=claim.pk, by=request.user, at=timezone.now(), **given),
        refusals=REFUSALS,
        done="Done. They can see it.",
        to=f"/coordinate/claims/{claim.public_id}/",
        title=title,
        lead=f"{claim.person.full_name}: {claim.title}",
        button=button,
    )


def _found(request: HttpRequest, public_id: UUID, today: date) -> Claim:
    mine = (
        Claim.objects.visible_to(request.user, today)
        .coordinated_by(request.user, today)
        .select_related("person", "provider")
    )
    return get_object_or_404(mine, public_id=public_id)


def _guard(request: HttpRequest) -> date:
    """Today, for a coordinator; everybody else is refused."""
    today = timezone.localdate()
    if not can_follow_requirements(request.user, today):
        raise PermissionDenied("This page is for learning coordinators.")
    return today
