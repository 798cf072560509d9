"""`/my/cpd/` and one's certificates."""

from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cpd_records.actions import certificates
from cpd_records.forms import RecordFilterForm, Span
from cpd_records.models import Certificate, CpdRecord, Reflection, RegistrationRule
from cpd_records.pdf.certificate import certificate_pdf
from cpd_records.pdf.record import RecordPaper, record_pdf
from cpd_records.presenters import certificates as phrased
from cpd_records.presenters import record_list as listed
from cpd_records.presenters.reflections import on_paper
from cpd_records.rules.certificate_codes import normalised
from cpd_records.rules.years import year_start
from foundation.british_dates import long_date
from foundation.private_files import private_file
from foundation.spreadsheets import write_csv
from workforce.models import Person, User

A_PAGE = 25


@require_safe
@login_required
def my_cpd(request: HttpRequest) -> HttpResponseBase:
    """What I have learned, newest first: by year, kind, approach and reflection; also as CSV and PDF."""
    today = timezone.localdate()
    mine = CpdRecord.objects.for_user(request.user, today).standing().with_reflections()
    form = _filters(request, mine, today)
    chosen = form.chosen()
    found = _filtered(mine, chosen).latest_first()
    if request.GET.get("format") == "csv":
        response = StreamingHttpResponse(write_csv(listed.HEADINGS, listed.csv_rows(found)), content_type="text/csv")
        response["Content-Disposition"] = 'attachment; filename="cpd-record.csv"'
        return response
    if request.GET.get("format") == "pdf":
        return _paper(request, found, chosen["year"], today)
    page = Paginator(found.with_certificates(), A_PAGE).get_page(request.GET.get("page"))
    waits = certificates.waits([record.source for record in page], today)
    lines = [(phrased.line(record, waits), record.reflection_key, record.get_kind_display()) for record in page]
    context = {
        "filters": form,
        "page": page,
        "lines": lines,
        "totals": listed.totals(found.totals()) if lines else None,
        "ever": bool(form.years),
        "query": urlencode({name: value for name, value in request.GET.items() if name in form.fields}),
    }
    return render(request, "cpd_records/my_cpd.html", context)


def _filters(request: HttpRequest, mine: Any, today: date) -> RecordFilterForm:
    """The years that hold something, of the allowance and of the bodies one is registered with."""
    days = list(mine.order_by().dates("starts_on", "month"))
    person = Person.objects.for_user(request.user).first()
    rules = [
        rule for rule in RegistrationRule.objects.asked_on(today) if person and person.registration_body in rule.bodies
    ]
    spans = {key: Span(*span) for key, span in listed.registration_years(rules, days).items()}
    years = sorted({year_start(day) for day in days}, reverse=True)
    return RecordFilterForm(request.GET or None, years=years, registration=spans)


def _filtered(records: Any, chosen: dict[str, Any]) -> Any:
    if chosen["days"]:
        records = records.between(*chosen["days"])
    if chosen["kind"]:
        records = records.filter(kind=chosen["kind"])
    if chosen["reflection"]:
        records = records.reflected(chosen["reflection"] == "yes")
    return records.touching(chosen["methodology"]) if chosen["methodology"] else records


def _paper(request: HttpRequest, found: Any, year: str, today: date) -> HttpResponseBase:
    """The record on the letterhead; with one's own reflections where they are asked for."""
    person = Person.objects.for_user(request.user).first()
    if person is None:
        raise Http404
    total = listed.totals(found.totals())
    summary = [("Pieces of learning", str(total.pieces)), ("Learning time", total.time)]
    summary += [("By approach", total.words)] if total.pieces else []
    written: Any = ()
    if request.GET.get("with") == "reflections":
        mine = Reflection.objects.for_user(request.user, today).filter(record__in=found.order_by().values("pk"))
        written = tuple(on_paper(row) for row in mine.select_related("record").latest_first())
    shown = RecordPaper(
        name=person.full_name,
        chosen=year or "Everything in the record",
        printed=long_date(today),
        summary=tuple(summary),
        rows=list(listed.paper_rows(found)),
        reflections=written,
    )
    return private_file(ContentFile(record_pdf(shown), name="cpd-record.pdf"), allowed=True, name="cpd-record.pdf")


@require_POST
@login_required
def get_certificate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Issue the certificate of one of my records, and hand it over."""
    now = timezone.now()
    mine = CpdRecord.objects.for_user(request.user, timezone.localdate(now)).standing()
    record = get_object_or_404(mine, public_id=public_id)
    try:
        issued = certificates.fetch(record=record, by=cast(User, request.user), at=now)
    except certificates.CertificateWaits as refusal:
        messages.error(request, "Say how the course was first: your certificate is issued when you send the form.")
        return redirect(refusal.path)
    except certificates.NotCompleted as refusal:
        messages.error(request, str(refusal))
        return redirect("cpd_records:my_cpd")
    return redirect("cpd_records:download_certificate", code=issued.code)


@require_safe
@login_required
def download_certificate(request: HttpRequest, code: str) -> HttpResponseBase:
    """One of my certificates as a PDF; a revoked one is gone."""
    mine = Certificate.objects.for_user(request.user, timezone.localdate()).valid().with_until()
    certificate = get_object_or_404(mine.select_related("record"), code=normalised(code))
    address = request.build_absolute_uri(reverse("cpd_records:verify_code", args=[certificate.code]))
    content = certificate_pdf(phrased.facts(certificate, address, certificate.until))
    name = f"certificate-{certificate.code}.pdf"
    return private_file(ContentFile(content, name=name), allowed=True, name=name)
