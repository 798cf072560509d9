"""`/my/supervision/` and `/team/supervision/`."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.policies import book
from supervision import permissions
from supervision.policies import LENGTH
from supervision.presenters.group import group_lines
from supervision.presenters.own import own_page
from supervision.presenters.standing_in import proposals
from supervision.presenters.team import team_lines


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My next dates, my agreement, what is due, what was."""
    now = timezone.now()
    page = own_page(request.user, timezone.localdate(now), now)
    return render(request, "supervision/mine.html", page)


@require_safe
@login_required
def team(request: HttpRequest) -> HttpResponse:
    """Those I supervise: due, overdue, away; dates in one press."""
    now = timezone.now()
    today = timezone.localdate(now)
    if not permissions.supervises_anybody(request.user, today):
        raise PermissionDenied("This page is for people who supervise somebody.")
    lines = team_lines(request.user, today, now)
    states = ("overdue", "due", "away")
    counts = {state: sum(line.state == state for line in lines) for state in states}
    context = {
        "lines": lines,
        "groups": group_lines(request.user, today, now),
        "counts": counts,
        "minutes": book().whole(LENGTH, today),
        "proposals": proposals(request.user, today),
        "figures": permissions.can_see_compliance(request.user, today),
    }
    return render(request, "supervision/team.html", context)
