"""The coordinators' pages about required learning: who stands how, by team, letting off, the simulator."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cpd_records.actions.requirements import exemptions
from cpd_records.actions.requirements.cycles import setting_of
from cpd_records.actions.requirements.settings import NotForYou
from cpd_records.forms.requirements import ExemptionForm, FollowForm, PreviewForm
from cpd_records.models import Exemption, Requirement, RequirementPeriod
from cpd_records.permissions import can_exempt, can_follow_requirements
from cpd_records.presenters import requirements as phrased
from cpd_records.rules.cycles import Evidence, extend
from cpd_records.rules.standing import standing
from foundation import changelog
from foundation.british_dates import long_date
from foundation.spreadsheets import write_csv
from workforce.models import TeamVersion
from workforce.views.forms import posted, send

A_PAGE = 50
HEADINGS = ("Employee number", "Last name", "First name", "Requirement", "State", "Due or valid until", "Completed")


@require_safe
@login_required
def everybody(request: HttpRequest) -> HttpResponseBase:
    """Everybody in my scope, filtered; as CSV with `format=csv`."""
    today = _guard(request)
    titles = {row.code: row.title for row in Requirement.objects.asked_on(today)}
    form = FollowForm(request.GET or None, titles=titles)
    rows = _matching(request, form.chosen(), today)
    if request.GET.get("format") == "csv":
        user: Any = request.user
        changelog.record(by=user, at=timezone.now(), verb="exported requirements", subject=user)
        return _csv(rows)
    page = Paginator(rows.select_related("person"), A_PAGE).get_page(request.GET.get("page"))
    lines = [(row.person, phrased.line(row)) for row in page]
    query = request.GET.copy()
    query["format"] = "csv"
    context = {"filters": form, "page": page, "lines": lines, "csv_query": query.urlencode()}
    return render(request, "cpd_records/requirements_everybody.html", context)


@require_safe
@login_required
def by_team(request: HttpRequest) -> HttpResponse:
    """Red, amber and green by team in my scope."""
    today = _guard(request)
    rows = RequirementPeriod.objects.visible_to(request.user, today).present(today).with_team(today).order_by()
    return render(request, "cpd_records/requirements_by_team.html", {"teams": phrased.team_shares(rows, today)})


@require_http_methods(["GET", "POST"])
@login_required
def exempt(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let one person off one requirement, or ask it of them again."""
    now, today = timezone.now(), _guard(request)
    rows = RequirementPeriod.objects.visible_to(request.user, today).present(today).select_related("person")
    row = get_object_or_404(rows, public_id=public_id)
    if not can_exempt(request.user, row.person, today):
        raise PermissionDenied("You can let people in your scope off, and never yourself.")
    running = Exemption.objects.visible_to(request.user, today).running(today)
    standing_one = running.filter(person=row.person, code=row.code).select_related("granted_by").first()
    if standing_one:
        return _exempt_already(request, row, standing_one)
    return send(
        request,
        ExemptionForm(posted(request), initial={"starts_on": today}),
        lambda given: exemptions.grant(
            person=row.person, code=row.code, by=request.user, at=now, **_days(given), reason=given["reason"]
        ),
        refusals=(exemptions.ExemptionRefused, NotForYou),
        done=f"{row.person.full_name} is let off {row.title}.",
        to=reverse("cpd_records:requirements"),
        title=f"Let {row.person.full_name} off {row.title}",
        lead="Reminders stop, and it is left out of the team’s figures. You can end this at any time.",
        button="Let them off",
    )


@require_POST
@login_required
def end_exemption(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it of them again."""
    today = _guard(request)
    row = get_object_or_404(Exemption.objects.visible_to(request.user, today).select_related("person"), pk=pk)
    if not can_exempt(request.user, row.person, today):
        raise PermissionDenied("You can ask people in your scope again, and never yourself.")
    exemptions.end(exemption=row, by=request.user, at=timezone.now())
    return redirect("cpd_records:requirements")


@require_safe
@login_required
def preview(request: HttpRequest) -> HttpResponse:
    """Pick a date, see the cycle: for settings that hold today and those that begin later."""
    today = _guard(request)
    asked = bool(request.GET.get("setting"))
    form = PreviewForm(request.GET if asked else None, initial={"asked_from": today, "on": today})
    cycles: list[dict[str, Any]] = []
    if asked and form.is_valid():
        cycles = list(_simulated(form.cleaned_data))
    return render(request, "cpd_records/requirements_preview.html", {"form": form, "cycles": cycles})


def _simulated(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every cycle a person with these dates would have, by the rule that the nightly job runs."""
    evidence = [Evidence(day, str(number)) for number, day in enumerate(given["completed"])]
    far = max([given["on"], given["asked_from"], *given["completed"]])
    found = extend([], evidence, [setting_of(given["setting"])], given["asked_from"], far)
    for place, cycle in enumerate(found):
        state = standing(found[: place + 1], given["on"]).state if place == len(found) - 1 else ""
        until = cycle.valid_until - timedelta(days=1) if cycle.valid_until else None
        words, colour = phrased.WORDS.get(state, ""), phrased.COLOURS.get(state, "")
        yield {"cycle": cycle, "until": until, "words": words, "colour": colour}


def _guard(request: HttpRequest) -> date:
    """Today, for a coordinator; everybody else is refused."""
    today = timezone.localdate()
    if not can_follow_requirements(request.user, today):
        raise PermissionDenied("This page is for learning coordinators.")
    return today


def _matching(request: HttpRequest, chosen: dict[str, str], today: date) -> Any:
    rows = RequirementPeriod.objects.visible_to(request.user, today).present(today).of_people_here(today)
    if "requirement" in chosen:
        rows = rows.filter(code=chosen["requirement"])
    if "state" in chosen:
        rows = rows.filter(state=chosen["state"])
    if "name" in chosen:
        rows = rows.of_name(chosen["name"])
    if "team" in chosen:
        paths = TeamVersion.objects.current().running(today).filter(team__code__iexact=chosen["team"])
        rows = rows.in_teams(list(paths.values_list("path", flat=True)), today)
    return rows.soonest_first()


def _csv(rows: Any) -> StreamingHttpResponse:
    wanted = ("employee_number", "last_name", "first_name")
    values = rows.values_list(*(f"person__{name}" for name in wanted), "title", "state", "due_on", "completed_on")
    response = StreamingHttpResponse(write_csv(HEADINGS, values.iterator(2000)), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="requirements.csv"'
    return response


def _days(given: dict[str, Any]) -> dict[str, Any]:
    last = given["last_day"]
    return {"starts_on": given["starts_on"], "ends_on": last + timedelta(days=1) if last else None}


def _exempt_already(request: HttpRequest, row: Any, exemption: Exemption) -> HttpResponse:
    until = long_date(exemption.ends_on - timedelta(days=1)) if exemption.ends_on else ""
    context = {"row": row, "exemption": exemption, "until": until}
    return render(request, "cpd_records/requirement_exempt.html", context)
