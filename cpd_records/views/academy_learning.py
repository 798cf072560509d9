"""`/cms/allowances/`: learning days by service and team, for coordinators, in the CMS."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cpd_records.permissions import can_follow_requirements
from cpd_records.presenters import academy_learning as phrased
from cpd_records.presenters.allowance import year_label
from cpd_records.rules.learning_by_team import learning_by_team
from cpd_records.rules.years import year_start
from foundation import changelog
from foundation.policies import book
from foundation.spreadsheets import write_csv
from workforce import roles
from workforce.models import Person
from workforce.permissions import scope_paths

A_PAGE = 50


@require_safe
@login_required
def allowances(request: HttpRequest) -> HttpResponseBase:
    """The tables, and who is far behind in my scope; as CSV with `format=csv`."""
    today, user, figures = timezone.localdate(), request.user, book()
    if not can_follow_requirements(user, today):
        raise PermissionDenied("This page is for learning coordinators.")
    start = year_start(today)
    found = learning_by_team(start, today, scope_paths(user, roles.COORDINATOR, today), figures)
    if request.GET.get("format") == "csv":
        changelog.record(by=user, at=timezone.now(), verb="exported academy allowances", subject=user)  # type: ignore[arg-type]
        response = StreamingHttpResponse(write_csv(phrased.HEADINGS, phrased.csv_rows(found)), content_type="text/csv")
        response["Content-Disposition"] = 'attachment; filename="allowances.csv"'
        return response
    mine = Person.objects.visible_to(user, today).opened_by(roles.COORDINATOR, user, today).in_service(today)
    behind = phrased.far_behind_lines(mine.order_by("sort_name", "pk"), start, today, figures)
    context = {
        "year": year_label(start),
        "services": phrased.service_rows(found, figures, today),
        "teams": phrased.team_rows(found, figures, today),
        "page": Paginator(behind, A_PAGE).get_page(request.GET.get("page")),
        "header_title": "Allowances",
        "page_title": "Allowances",
        "header_icon": "date",
    }
    return render(request, "cpd_records/admin/allowances.html", context)
