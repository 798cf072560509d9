"""`/my/cpd/` and one's certificates."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cpd_records.actions import certificates
from cpd_records.forms import RecordFilterForm
from cpd_records.models import Certificate, CpdRecord
from cpd_records.pdf.certificate import certificate_pdf
from cpd_records.presenters import certificates as phrased
from cpd_records.rules.certificate_codes import normalised
from cpd_records.rules.years import year_end, year_start
from foundation.private_files import private_file
from workforce.models import User

A_PAGE = 25


@require_safe
@login_required
def my_cpd(request: HttpRequest) -> HttpResponse:
    """What I have learned, newest first, by year and methodology."""
    today = timezone.localdate()
    mine = CpdRecord.objects.for_user(request.user, today).standing()
    days = mine.order_by().dates("starts_on", "month")
    form = RecordFilterForm(request.GET or None, years=sorted({year_start(day) for day in days}, reverse=True))
    found = _filtered(mine, form.chosen())
    page = Paginator(found.latest_first().with_certificates(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": form,
        "page": page,
        "lines": [phrased.line(record) for record in page],
        "ever": bool(form.years),
    }
    return render(request, "cpd_records/my_cpd.html", context)


def _filtered(records: Any, chosen: dict[str, Any]) -> Any:
    if chosen["year"]:
        records = records.between(chosen["year"], year_end(chosen["year"]))
    return records.touching(chosen["methodology"]) if chosen["methodology"] else records


@require_POST
@login_required
def get_certificate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Issue the certificate of one of my records, and hand it over."""
    now = timezone.now()
    mine = CpdRecord.objects.for_user(request.user, timezone.localdate(now)).standing()
    record = get_object_or_404(mine, public_id=public_id)
    try:
        issued = certificates.issue(record=record, by=cast(User, request.user), at=now)
    except certificates.NotCompleted as refusal:
        messages.error(request, str(refusal))
        return redirect("cpd_records:my_cpd")
    return redirect("cpd_records:download_certificate", code=issued.code)


@require_safe
@login_required
def download_certificate(request: HttpRequest, code: str) -> HttpResponseBase:
    """One of my certificates as a PDF; a revoked one is gone."""
    mine = Certificate.objects.for_user(request.user, timezone.localdate()).valid().select_related("record")
    certificate = get_object_or_404(mine, code=normalised(code))
    address = request.build_absolute_uri(reverse("cpd_records:verify_code", args=[certificate.code]))
    content = certificate_pdf(phrased.facts(certificate, address))
    name = f"certificate-{certificate.code}.pdf"
    return private_file(ContentFile(content, name=name), allowed=True, name=name)
