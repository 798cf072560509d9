"""Carrying time over: asked for by managers and coordinators, decided by heads of service."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cpd_records import policies
from cpd_records.actions import carry_over
from cpd_records.forms.carry_over import DecideForm, ProposeForm
from cpd_records.models import CarryOver
from cpd_records.permissions import can_propose_carry_over, decides_carry_overs
from cpd_records.presenters.carry_over import lines
from cpd_records.querysets.visibility import allowances_open_to
from cpd_records.rules.carrying import open_on
from cpd_records.rules.years import year_start
from foundation.policies import book
from workforce.models import User

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def to_decide(request: HttpRequest) -> HttpResponse:
    """What waits for the head of service who asks."""
    today = timezone.localdate()
    if not decides_carry_overs(request.user, today):
        raise PermissionDenied("This page is for heads of service.")
    rows = (
        CarryOver.objects.visible_to(request.user, today)
        .to_decide(request.user, today)
        .select_related("person")
        .in_order()
    )
    context = {"lines": lines(rows, book().whole(policies.DAY, today))}
    return render(request, "cpd_records/carry_overs.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One proposal: yes or no."""
    now = timezone.now()
    today = timezone.localdate(now)
    seen = CarryOver.objects.visible_to(request.user, today).select_related("person")
    asked = get_object_or_404(seen.to_decide(request.user, today), public_id=public_id)
    form = DecideForm(request.POST or None)
    if form.is_valid():
        action = carry_over.grant if form.cleaned_data["verdict"] == "grant" else carry_over.decline
        words = form.cleaned_data["answer"]
        try:
            action(public_id=str(public_id), answer=words, by=cast(User, request.user), at=now)
        except carry_over.CarryOverRefused as refusal:
            form.add_error("answer", str(refusal))
        else:
            messages.success(request, "Your answer is recorded, and the allowance follows it.")
            return redirect("cpd_records:carry_overs")
    line = lines([asked], book().whole(policies.DAY, today))[0]
    return render(request, "cpd_records/carry_over.html", {"line": line, "form": form})


@require_http_methods(FORM_METHODS)
@login_required
def propose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for somebody's time to be carried over."""
    now = timezone.now()
    today = timezone.localdate(now)
    person = get_object_or_404(allowances_open_to(request.user, today), public_id=public_id)
    if not can_propose_carry_over(request.user, person, today):
        raise PermissionDenied("Only their manager or a coordinator asks for somebody’s time to be carried over.")
    present, figures = year_start(today), book()
    years = [each for each in (present.replace(year=present.year - 1), present) if open_on(today, each, figures)]
    form = ProposeForm(years, figures.whole(policies.DAY, today), request.POST or None)
    if form.is_valid():
        try:
            carry_over.propose(person=person, by=cast(User, request.user), at=now, **form.asked())
        except carry_over.CarryOverRefused as refusal:
            form.add_error("days", str(refusal))
        else:
            messages.success(request, "The head of service is asked.")
            return redirect("cpd_records:allowance_of", public_id)
    return render(request, "cpd_records/carry_over_propose.html", {"person": person, "form": form})
