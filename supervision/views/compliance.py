"""`/supervision/compliance/`: whether supervision happens, for managers and leaders."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation import changelog
from foundation.spreadsheets import write_csv
from supervision import permissions
from supervision.presenters import compliance


@require_safe
@login_required
def by_team(request: HttpRequest) -> HttpResponseBase:
    """Figures of one's own line, or of a leader's scope; every look is logged. CSV with `format=csv`."""
    now = timezone.now()
    today = timezone.localdate(now)
    if not permissions.can_see_compliance(request.user, today):
        raise PermissionDenied("These figures are for managers and leaders.")
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and 2018 <= int(asked[:5]) <= today.year else None
    page = compliance.page(request.user, today, year)
    user = request.user
    as_file = request.GET.get("format") == "csv"
    verb = "supervision.compliance_exported" if as_file else "supervision.compliance_read"
    changelog.record(by=user, at=now, verb=verb, subject=user)  # type: ignore[arg-type]
    if as_file:
        rows = write_csv(compliance.HEADINGS, compliance.tidy(page["figures"], today))
        response = StreamingHttpResponse(rows, content_type="text/csv")
        response["Content-Disposition"] = 'attachment; filename="supervision.csv"'
        return response
    return render(request, "supervision/compliance.html", page)
