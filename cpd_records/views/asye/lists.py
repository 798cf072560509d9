"""`/asye/`: a coordinator's cohort and whom somebody assesses; `/team/asye/`: a manager's people."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cpd_records.models import AsyeEnrolment
from cpd_records.permissions import coordinates_asye
from cpd_records.presenters.asye.cohort import HEADINGS, CohortLine, cohort_lines, csv_rows
from foundation import changelog
from foundation.policies import book
from foundation.spreadsheets import write_csv
from workforce.permissions import has_team


@require_safe
@login_required
def cohort(request: HttpRequest) -> HttpResponseBase:
    """Who is in my cohort and how they stand; below, whom I assess. As CSV with `format=csv`."""
    today, figures, user = timezone.localdate(), book(), request.user
    rows = _loaded(AsyeEnrolment.objects.visible_to(user, today).own_cohort(user, today))
    assessed = _loaded(AsyeEnrolment.objects.visible_to(user, today).assessed_by(user, today).running())
    coordinates = coordinates_asye(user, today)
    if not coordinates and not assessed.exists():
        raise PermissionDenied("This page is for ASYE coordinators and assessors.")
    if coordinates and request.GET.get("format") == "csv":
        changelog.record(by=user, at=timezone.now(), verb="exported ASYE cohort", subject=user)  # type: ignore[arg-type]
        return _csv(csv_rows(rows.on_it(), today, figures))
    lines = cohort_lines(rows.exclude(state="refused"), today, figures)
    context = {
        "coordinates": coordinates,
        "waiting": _of(lines, "proposed"),
        "running": _of(lines, "running"),
        "ended": [line for line in lines if line.row.state in ("passed", "not_passed", "left")],
        "assessed": cohort_lines(assessed, today, figures),
    }
    return render(request, "cpd_records/asye/cohort.html", context)


@require_safe
@login_required
def team(request: HttpRequest) -> HttpResponse:
    """Stage and dates of the newly qualified among my people; nothing they wrote."""
    today = timezone.localdate()
    if not has_team(request.user, today):
        raise PermissionDenied("This page is for people who manage a team.")
    rows = AsyeEnrolment.objects.visible_to(request.user, today).of_reports(request.user, today).on_it()
    lines = cohort_lines(_loaded(rows), today, book())
    return render(request, "cpd_records/asye/team.html", {"lines": lines})


def _loaded(rows: Any) -> Any:
    found = rows.select_related("person", "assessor").prefetch_related("changes")
    return found.order_by("starts_on", "person__sort_name", "pk")


def _of(lines: Iterable[CohortLine], state: str) -> list[CohortLine]:
    return [line for line in lines if line.row.state == state]


def _csv(rows: Iterable[tuple[Any, ...]]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(write_csv(HEADINGS, rows), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="asye-cohort.csv"'
    return response
