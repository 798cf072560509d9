"""`/my/cpd/career/`: what I was awarded, whom I mentor, what I taught; and the coordinators' check of awards."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cpd_records.actions import career as actions
from cpd_records.forms.career import AchievementForm, CheckForm, MentoringForm
from cpd_records.models import Achievement, CpdRecord, Mentoring
from cpd_records.permissions import can_follow_requirements
from cpd_records.presenters import career as phrased
from cpd_records.presenters.certificates import span
from foundation import slots, uploads
from foundation.slots import TeachingGiven
from foundation.uploads.handlers import refusal
from workforce.models import Person
from workforce.querysets.access import access_of

METHODS = ["GET", "HEAD", "POST"]
LISTED = 50
FORM = "cpd_records/career/form.html"


@require_safe
@login_required
def career(request: HttpRequest) -> HttpResponse:
    """Everything on one page; it follows the person between teams and records."""
    today = timezone.localdate()
    user, mine = request.user, access_of(request.user, today).person_ids
    awards = Achievement.objects.for_user(user, today).select_related("evidence")
    pairs = Mentoring.objects.visible_to(user, today).select_related("mentor", "mentee")
    context = {
        "awards": phrased.achievement_lines(awards, today),
        "mentoring": phrased.mentoring_lines(pairs, mine),
        "teaching": _teaching(user, today),
    }
    return render(request, "cpd_records/career/mine.html", context)


@require_http_methods(METHODS)
@login_required
def add_achievement(request: HttpRequest) -> HttpResponse:
    """Add an accreditation or qualification, with its proof."""
    person, now = _person(request), timezone.now()
    form = AchievementForm(request.POST, request.FILES) if request.method == "POST" else AchievementForm()
    too_large = refusal(request) if request.method == "POST" else ""
    if too_large:
        form.add_error("file", too_large)
    elif request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        said: dict[str, Any] = {"person_id": person.pk, "values": given, "by": request.user, "at": now}
        if _done(form, lambda: actions.state(upload=given.pop("file"), **said)):
            messages.success(request, "Added. A learning coordinator will check it.")
            return redirect("cpd_records:career")
    context = {"form": form, "title": "Add an award or qualification", "files": True}
    return render(request, FORM, context)


@require_http_methods(METHODS)
@login_required
def add_mentoring(request: HttpRequest) -> HttpResponse:
    """Add somebody whom I mentor, or who mentors me."""
    person, now = _person(request), timezone.now()
    form = MentoringForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if _done(form, lambda: actions.record_mentoring(**_pair(person, given), by=cast(Any, request.user), at=now)):
            messages.success(request, "Added.")
            return redirect("cpd_records:career")
    return render(request, FORM, {"form": form, "title": "Add mentoring or coaching"})


@require_POST
@login_required
def remove_achievement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take one of mine off the page."""
    row = get_object_or_404(Achievement.objects.for_user(request.user, timezone.localdate()), public_id=public_id)
    actions.remove(achievement_id=row.pk, by=cast(Any, request.user), at=timezone.now())
    messages.success(request, "Removed.")
    return redirect("cpd_records:career")


@require_POST
@login_required
def remove_mentoring(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a pair that I am one of off both pages."""
    row = get_object_or_404(Mentoring.objects.visible_to(request.user, timezone.localdate()), public_id=public_id)
    actions.remove_mentoring(mentoring_id=row.pk, by=cast(Any, request.user), at=timezone.now())
    messages.success(request, "Removed from both of your pages.")
    return redirect("cpd_records:career")


@require_safe
@login_required
def to_check(request: HttpRequest) -> HttpResponse:
    """Awards in my scope that nobody has checked, then those that were."""
    today = _guard(request)
    mine = (
        Achievement.objects.visible_to(request.user, today)
        .coordinated_by(request.user, today)
        .select_related("person", "evidence")
    )
    context = {
        "waiting": phrased.achievement_lines(mine.to_check()[:LISTED], today, named=True),
        "checked": phrased.achievement_lines(mine.exclude(state="stated")[:LISTED], today, named=True),
    }
    return render(request, "cpd_records/career/to_check.html", context)


@require_http_methods(METHODS)
@login_required
def check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that I have seen the proof, or why it cannot be checked."""
    today = _guard(request)
    mine = (
        Achievement.objects.visible_to(request.user, today)
        .coordinated_by(request.user, today)
        .select_related("person", "evidence")
    )
    row = get_object_or_404(mine, public_id=public_id)
    form = CheckForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {"verified": request.POST.get("answer") == "verify", "reason": form.cleaned_data["reason"]}
        who = cast(Any, request.user)
        if _done(form, lambda: actions.check(achievement_id=row.pk, by=who, at=timezone.now(), **given)):
            messages.success(request, "Saved. They can see it on their page.")
            return redirect("cpd_records:career_to_check")
    line = phrased.achievement_lines([row], today, named=True)[0]
    return render(request, "cpd_records/career/check.html", {"line": line, "form": form})


def _done(form: Any, act: Callable[[], object]) -> bool:
    """Do it, or say beside what to mend why not."""
    try:
        act()
    except (actions.CareerRefused, uploads.UploadRefused) as refused:
        field = getattr(refused, "field", "file")
        form.add_error(field if field in form.fields else None, str(refused))
        return False
    return True


def _pair(person: Person, given: dict[str, Any]) -> dict[str, Any]:
    other = actions.colleague(given["colleague"]).pk if given["colleague"] else None
    receives = given["role"] == "mentee"
    last = given["last_day"]
    return {
        "mentee_id": person.pk if receives else other,
        "mentor_id": other if receives else person.pk,
        "mentor_name": given["mentor_name"],
        "kind": given["kind"],
        "starts_on": given["starts_on"],
        "ends_on": last + timedelta(days=1) if last else None,
        "meetings": given["meetings"],
    }


def _teaching(user: Any, today: date) -> list[TeachingGiven]:
    """Sessions led (told by the rooms above, by slot) and teaching that was claimed, newest first."""
    claimed = CpdRecord.objects.for_user(user, today).standing().filter(kind=CpdRecord.Kind.TEACHING)
    found = [TeachingGiven(row.starts_on, row.title, span(row.starts_on, row.ends_on)) for row in claimed]
    for source in slots.entries("teaching_given"):
        found += source(user, today)
    return sorted(found, key=lambda each: each.on, reverse=True)[:LISTED]


def _person(request: HttpRequest) -> Person:
    person = Person.objects.for_user(request.user).first()
    if person is None:
        raise Http404("This page is for people in the staff file.")
    return person


def _guard(request: HttpRequest) -> date:
    today = timezone.localdate()
    if not can_follow_requirements(request.user, today):
        raise PermissionDenied("This page is for learning coordinators.")
    return today
