"""`/verify/`: anybody who holds a certificate's code may ask whether it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cpd_records.forms import CertificateCodeForm
from cpd_records.presenters.certificates import Verification, verification
from foundation import rate_limits

LIMIT, SECONDS = 30, 60
"""Requests from one address in so many seconds: far more than a person needs, far fewer than guessing takes."""


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Type a code."""
    form = CertificateCodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("cpd_records:verify_code", code=form.cleaned_data["code"])
    return render(request, "cpd_records/verify.html", {"form": form})


@require_safe
@never_cache
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the certificate with this code shows, and whether it stands."""
    try:
        rate_limits.count(what="verify", who=rate_limits.address_of(request), limit=LIMIT, seconds=SECONDS)
    except rate_limits.AskedTooOften as refusal:
        return render(request, "cpd_records/verified.html", {"refusal": str(refusal)}, status=429)
    found: Verification = verification(code, timezone.localdate())
    return render(
        request, "cpd_records/verified.html", {"found": found}, status=404 if found.state == "unknown" else 200
    )
