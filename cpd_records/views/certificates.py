"""One's own certificates, and what a coordinator does about somebody's."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cpd_records import badge_signing
from cpd_records.actions import certificates
from cpd_records.forms.certificates import CertificateReasonForm, FindCertificateForm
from cpd_records.models import Certificate
from cpd_records.permissions import can_follow_requirements
from cpd_records.presenters import certificates as phrased
from cpd_records.rules.certificate_codes import normalised
from workforce.views.forms import posted, send

A_PAGE = 25
MINE, EVERYBODYS = "cpd_records:my_certificates", "cpd_records:certificates"
RENAMED = "The holder’s name has changed"


@require_safe
@login_required
def my_certificates(request: HttpRequest) -> HttpResponse:
    """My certificates, who may verify them and how, and another where my name has changed."""
    today = timezone.localdate()
    rows = Certificate.objects.for_user(request.user, today).with_until().select_related("record__person")
    page = Paginator(rows.standing_first(), A_PAGE).get_page(request.GET.get("page"))
    lines = [phrased.held(row, today) for row in page]
    context = {"page": page, "lines": lines, "badges": badge_signing.offered()}
    return render(request, "cpd_records/my_certificates.html", context)


@require_POST
@login_required
def my_reissue(request: HttpRequest, code: str) -> HttpResponse:
    """Another in my name as it stands now."""
    now = timezone.now()
    row = get_object_or_404(Certificate.objects.for_user(request.user, timezone.localdate(now)), code=normalised(code))
    try:
        certificates.reissue(certificate=row, reason=RENAMED, by=request.user, at=now)
    except certificates.CertificateRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Another certificate is issued in your name. The old code says that it was replaced.")
    return redirect(MINE)


@require_safe
@login_required
def find(request: HttpRequest) -> HttpResponse:
    """A certificate of somebody in my scope, by its code."""
    _guard(request)
    form = FindCertificateForm(request.GET if "code" in request.GET else None)
    found = None
    if form.is_bound and form.is_valid():
        found = _theirs(request).with_until().filter(code=form.cleaned_data["code"]).first()
        if found is None:
            form.add_error("code", "Nobody in your scope has a certificate with this code")
    shown = phrased.held(found, timezone.localdate()) if found else None
    return render(request, "cpd_records/certificates.html", {"form": form, "shown": shown})


@require_http_methods(["GET", "POST"])
@login_required
def reissue(request: HttpRequest, code: str) -> HttpResponse:
    """Another in the holder's name as the staff file has it now."""
    row, now = _one(request, code), timezone.now()
    return _send(
        request,
        CertificateReasonForm(posted(request)),
        lambda given: certificates.reissue(certificate=row, reason=given["reason"], by=request.user, at=now),
        done="Another certificate is issued. The old code says that it was replaced.",
        title=f"Issue another certificate to {row.record.person.full_name}",
        lead=f"“{row.record.title}”, in the name the staff file has now.",
        button="Issue another",
    )


@require_http_methods(["GET", "POST"])
@login_required
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Take a certificate back."""
    row, now = _one(request, code), timezone.now()
    return _send(
        request,
        CertificateReasonForm(posted(request)),
        lambda given: certificates.take_back(certificate=row, reason=given["reason"], by=request.user, at=now),
        done="The certificate is taken back. Its code says so.",
        title=f"Take back a certificate of {row.record.person.full_name}",
        lead=f"“{row.record.title}”. What they learned stays in their record; to take that out, correct the register.",
        button="Take it back",
    )


def _send(request: HttpRequest, form: forms.Form, act: Any, **words: Any) -> HttpResponse:
    return send(request, form, act, refusals=(certificates.CertificateRefused,), to=EVERYBODYS, **words)


def _guard(request: HttpRequest) -> None:
    if not can_follow_requirements(request.user, timezone.localdate()):
        raise PermissionDenied("This page is for learning coordinators.")


def _theirs(request: HttpRequest) -> Any:
    rows = Certificate.objects.visible_to(request.user, timezone.localdate())
    return rows.exclude(record__person__user=request.user).select_related("record__person")


def _one(request: HttpRequest, code: str) -> Certificate:
    _guard(request)
    found: Certificate = get_object_or_404(_theirs(request), code=normalised(code))
    return found
