"""`/my/requirements/` and `/team/requirements/`."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cpd_records.permissions import can_see_team_requirements
from cpd_records.presenters import requirements as phrased
from foundation.policies import book


@require_safe
@login_required
def my_requirements(request: HttpRequest) -> HttpResponse:
    """What is required of me, what holds until when, and what I have completed before."""
    lines = phrased.own_lines(request.user, timezone.localdate())
    return render(request, "cpd_records/my_requirements.html", {"lines": lines})


@require_safe
@login_required
def team_requirements(request: HttpRequest) -> HttpResponse:
    """How my team stands, person by person."""
    today = timezone.localdate()
    if not can_see_team_requirements(request.user, today):
        raise PermissionDenied("This page is for people who manage a team.")
    lines = phrased.team_lines(request.user, today, book())
    return render(request, "cpd_records/team_requirements.html", {"lines": lines, "team": phrased.totals(lines)})
