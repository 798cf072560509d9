"""`/team/allowance/`: totals of a manager's people, as a page and as CSV; a kind word at mid-year."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cpd_records.actions import nudges
from cpd_records.forms.team import TeamFilterForm
from cpd_records.presenters import allowance as phrased
from cpd_records.presenters import team
from cpd_records.rules.years import year_name, year_start
from foundation import changelog
from foundation.policies import book
from foundation.spreadsheets import write_csv
from workforce.models import Person, User
from workforce.permissions import has_team


@require_safe
@login_required
def team_allowance(request: HttpRequest) -> HttpResponseBase:
    """Totals of everybody who reports to me: filtered, sorted, as CSV with `format=csv`."""
    today, user = timezone.localdate(), cast(User, request.user)
    if not has_team(user, today):
        raise PermissionDenied("This page is for people who manage a team.")
    start, figures = year_start(today), book()
    found = team.followed(user, start, today, figures)
    if request.GET.get("format") == "csv":
        changelog.record(by=user, at=timezone.now(), verb="exported team allowances", subject=user)
        return _csv(team.csv_rows(found.people, found.lines))
    form = TeamFilterForm(request.GET or None)
    chosen = form.chosen()
    balances = found.balances.values()
    context = {
        "year": phrased.year_label(start),
        "year_name": year_name(start),
        "filters": form,
        "anybody": bool(found.lines),
        "lines": team.choose(found.lines, chosen["note"], chosen["order"]),
        "bar": team.team_bar(balances, figures, today),
        "balance": team.balance_sentence(balances),
    }
    return render(request, "cpd_records/team_allowance.html", context)


@require_POST
@login_required
def nudge(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send one person a kind word."""
    now, user = timezone.now(), cast(User, request.user)
    person = get_object_or_404(Person.objects.visible_to(user, timezone.localdate(now)), public_id=public_id)
    try:
        nudges.send(person_id=person.pk, by=user, at=now)
    except nudges.NudgeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"A kind word is on its way to {person.full_name}. It is sent once a year.")
    return redirect("cpd_records:team_allowance")


def _csv(rows: Any) -> StreamingHttpResponse:
    response = StreamingHttpResponse(write_csv(team.HEADINGS, rows), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="team-allowance.csv"'
    return response
