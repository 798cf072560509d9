"""Opening a record beyond the two: a manager's sample, and what two people open together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supervision.actions import openings
from supervision.models import OpeningRequest
from supervision.opening_forms import AskForm, ReasonForm
from supervision.permissions.opening import may_open, may_sample
from supervision.presenters.records import moment
from supervision.views.records.finding import record_of

NO_MEETING = "No supervision of this person was held on that day."
NO_ACCOUNT = "This person has no account to read it with."


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The supervisor's manager says why, and reads."""
    record = record_of(request, public_id)
    if not may_sample(request.user, record.meeting, timezone.now()):
        raise Http404("There is no such record.")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            openings.sample(meeting=record.meeting, **form.cleaned_data, by=request.user, at=timezone.now())
        except openings.OpeningRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("supervision:read_record", public_id=public_id)
    return render(request, "supervision/sample.html", {"form": form, "record": record})


@login_required
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    _demand_role(request)
    rows = OpeningRequest.objects.visible_to(request.user, timezone.localdate()).waiting()
    rows = rows.select_related("asked_by", "reader", "meeting__supervisee")
    shown = [(row, moment(row.asked_at), row.asked_by_id != request.user.pk) for row in rows]
    return render(request, "supervision/opening_requests.html", {"rows": shown})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for what two people open together."""
    _demand_role(request)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _asked(request, form):
        messages.success(request, "Asked. It opens when a second person agrees; nothing is open until then.")
        return redirect("supervision:opening_requests")
    return render(request, "supervision/ask_opening.html", {"form": form})


@login_required
@require_POST
def answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The second person agrees, or does not."""
    rows = OpeningRequest.objects.visible_to(request.user, timezone.localdate())
    waiting = rows.filter(public_id=public_id).first()
    if waiting is None:
        raise Http404("There is no such request.")
    act = openings.second if request.POST.get("do") == "open" else openings.decline
    try:
        act(request_id=waiting.pk, by=request.user, at=timezone.now())
    except openings.OpeningRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Opened." if act is openings.second else "Declined.")
    return redirect("supervision:opening_requests")


def _asked(request: HttpRequest, form: AskForm) -> bool:
    """Whether it was; what is wrong stands beside its box."""
    facts: dict[str, Any] = dict(form.cleaned_data)
    supervisee, held_on, reader = facts.pop("supervisee"), facts.pop("held_on"), facts.pop("reader")
    meeting = openings.meeting_held(supervisee, held_on)
    if meeting is None or reader.user is None:
        form.add_error(*(("held_on", NO_MEETING) if meeting is None else ("reader", NO_ACCOUNT)))
        return False
    try:
        openings.ask(meeting=meeting, reader=reader.user, **facts, by=request.user, at=timezone.now())
    except openings.OpeningRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _demand_role(request: HttpRequest) -> None:
    if not may_open(request.user, timezone.now())["by_two"]:
        raise PermissionDenied
