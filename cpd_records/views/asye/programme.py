"""`/my/asye/`, `/asye/<id>/` and the portfolio as a PDF."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cpd_records import policies
from cpd_records.models import AsyeEnrolment
from cpd_records.pdf.portfolio import portfolio_pdf
from cpd_records.presenters.asye import programme as phrased
from cpd_records.presenters.asye.portfolio import pieces, portfolio_facts
from cpd_records.rules.asye.away import proposed
from cpd_records.views.asye.opening import capacities, gathered, opened, own
from foundation.policies import book
from foundation.private_files import private_file
from workforce.actions import reads


@require_safe
@login_required
def my_asye(request: HttpRequest) -> HttpResponse:
    """One's own programme, or a word that there is none."""
    row = own(request)
    if row is None:
        today = timezone.localdate()
        refused = AsyeEnrolment.objects.for_user(request.user, today).filter(state="refused").last()
        return render(request, "cpd_records/asye/none.html", {"refused": refused})
    return _page(request, row, "cpd_records/asye/mine.html")


@require_safe
@login_required
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """Somebody's programme, for the assessor and the coordinator; the worker sees that they looked."""
    row = opened(request, public_id)
    _note(request, row, "ASYE portfolio")
    return _page(request, row, "cpd_records/asye/one.html")


@require_safe
@login_required
def portfolio(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The portfolio as a PDF, with what the reader may read."""
    row, today, figures = opened(request, public_id), timezone.localdate(), book()
    _note(request, row, "ASYE portfolio (PDF)")
    who = capacities(request.user, row, today)
    found = gathered(row, today, figures)
    shown = phrased.programme(found, today, figures, notes=who["is_worker"] or who["is_assessor"])
    content = portfolio_pdf(portfolio_facts(shown, row, today))
    return private_file(ContentFile(content, name="portfolio.pdf"), allowed=True, name="asye-portfolio.pdf")


def _page(request: HttpRequest, row: AsyeEnrolment, template: str) -> HttpResponse:
    today, figures = timezone.localdate(), book()
    who = capacities(request.user, row, today)
    found = gathered(row, today, figures)
    evidence = pieces(row)
    context: dict[str, Any] = {
        "row": row,
        **who,
        "running": row.state == AsyeEnrolment.State.RUNNING,
        "shown": phrased.programme(found, today, figures, notes=who["is_worker"] or who["is_assessor"]),
        "times": phrased.time_lines(row.times.standing(), figures.whole(policies.DAY, row.starts_on)),
        "evidence": evidence,
        "coverage": phrased.coverage(evidence, today),
        "away": proposed(row, found.course.pauses, today, figures) if who["is_coordinator"] else [],
    }
    return render(request, template, context)


def _note(request: HttpRequest, row: AsyeEnrolment, page: str) -> None:
    who = capacities(request.user, row, timezone.localdate())
    capacity = "Assessor" if who["is_assessor"] else "ASYE coordinator"
    reads.note(person=row.person, page=page, capacity=capacity, by=request.user, at=timezone.now())
