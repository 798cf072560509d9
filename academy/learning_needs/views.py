"""`/supervision/needs/` for the two, `/coordinate/learning-needs/` for coordinators."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.learning_needs import actions, presenters
from courses.models import Course
from supervision.actions import needs as in_supervision
from supervision.actions.needs import NeedRefused
from supervision.models import LearningNeed
from workforce import roles
from workforce.permissions import has_role
from workforce.views.forms import posted, send

LIST = {"label": "Learning needs", "url": "/supervision/needs/"}


class CourseForm(forms.Form):
    """Which course would meet it."""

    def __init__(self, data: Any = None, *, on: date) -> None:
        super().__init__(data)
        courses = Course.objects.on_offer(on).order_by("title").values_list("pk", "title")
        self.fields["course"] = forms.TypedChoiceField(
            label="Which course would meet it?",
            choices=[("", "Choose a course"), *courses],
            coerce=int,
            error_messages={"required": "Choose a course"},
        )


PRESSES: dict[str, tuple[Callable[..., object], str]] = {
    "agree": (in_supervision.agree, "Agreed. It can be booked without asking again."),
    "settle": (in_supervision.settle, "Settled. It comes to the agenda no more."),
}
RELEASED = {
    True: "A coordinator can read this one line now, with your team and without your name.",
    False: "No coordinator reads it any more.",
}


@login_required
@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """Mine, and of those I supervise, each with how far it has come."""
    day = timezone.localdate()
    rows = LearningNeed.objects.visible_to(request.user, day).open().select_related("person")
    found = presenters.lines(rows, request.user, day)
    context = {"own": [line for line in found if line.own], "others": [line for line in found if not line.own]}
    return render(request, "academy/learning_needs.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def course(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose a course for one need."""
    now = timezone.now()
    day = timezone.localdate(now)
    need = _need(request, public_id, day)
    return send(
        request,
        CourseForm(posted(request), on=day),
        lambda given: actions.choose(need_id=need.pk, course_id=given["course"], by=request.user, at=now),
        refusals=(NeedRefused,),
        done="Chosen. You will be told of new dates.",
        to="learning_needs:needs",
        title="Choose a course",
        lead="The need itself stays between the two of you. The course list says nothing of where the wish comes from.",
        button="Choose it",
        breadcrumbs=[LIST, {"label": "Choose a course"}],
    )


@login_required
@require_POST
def press(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree, settle, release to coordinators or take that back."""
    now = timezone.now()
    need = _need(request, public_id, timezone.localdate(now))
    asked = request.POST.get("do", "")
    try:
        said = _pressed(need, asked, request.user, now)
    except NeedRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("learning_needs:needs")


@login_required
@require_safe
def released(request: HttpRequest) -> HttpResponse:
    """What people released, line by line, without names."""
    day = timezone.localdate()
    if not has_role(request.user, roles.COORDINATOR, day):
        raise PermissionDenied("This page is for coordinators.")
    return render(request, "academy/released_needs.html", {"lines": presenters.released_lines(request.user, day)})


def _pressed(need: LearningNeed, asked: str, by: Any, at: Any) -> str:
    if asked in PRESSES:
        act, said = PRESSES[asked]
        act(need_id=need.pk, by=by, at=at)
        return said
    if asked in ("release", "keep"):
        in_supervision.release(need_id=need.pk, released=asked == "release", by=by, at=at)
        return RELEASED[asked == "release"]
    raise Http404("There is no such button.")


def _need(request: HttpRequest, public_id: UUID, day: date) -> LearningNeed:
    rows = LearningNeed.objects.visible_to(request.user, day).open()
    found: LearningNeed = get_object_or_404(rows, public_id=public_id)
    return found
