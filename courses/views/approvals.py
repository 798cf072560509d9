"""`/team/approvals/`: what waits for this user's answer, and one request with what to weigh."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions import approvals as actions
from courses.forms.approvals import APPROVE, AnswerForm
from courses.models import Approval
from courses.permissions import can_answer_requests, can_decide_for
from courses.presenters.approvals import approval_page, approval_rows
from foundation import policies

METHODS = ["GET", "HEAD", "POST"]
LISTED = 100
NOBODY_CHOSEN = "Choose at least one request"


@login_required
@require_http_methods(METHODS)
def approvals(request: HttpRequest) -> HttpResponse:
    """Everything that waits; ticked ones are answered together. Opening the page answers nothing."""
    now = timezone.now()
    day = timezone.localdate(now)
    waiting = Approval.objects.visible_to(request.user, day).pending().waiting_for(request.user, day)
    rows = list(waiting.with_booking()[:LISTED])
    if not rows and not can_answer_requests(request.user, day):
        raise PermissionDenied
    form = AnswerForm(request.POST if request.method == "POST" else None)
    chosen = set(request.POST.getlist("approval"))
    if request.method == "POST":
        picked = [each for each in rows if str(each.public_id) in chosen]
        if not picked:
            form.add_error(None, NOBODY_CHOSEN)
        elif form.is_valid():
            _answer(request, picked, form, now)
            return redirect("courses:approvals")
    context = {"rows": approval_rows(rows), "form": form, "chosen": chosen, "page_title": "Approvals waiting"}
    return render(request, "courses/approvals.html", context)


@login_required
@require_http_methods(METHODS)
def approval(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One request, with the person's allowance, cover in the team and what they missed."""
    now = timezone.now()
    found, mine_to_answer = _found(request.user, public_id, timezone.localdate(now))
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _answer(request, [found], form, now)
        return redirect("courses:approvals")
    page = approval_page(found, now, policies.book())
    context = {"page": page, "form": form, "can_answer": mine_to_answer}
    return render(request, "courses/approval.html", context)


def _found(user: Any, public_id: UUID, day: date) -> tuple[Approval, bool]:
    """The request, and whether it waits for this user. Anybody who neither answers nor manages finds nothing."""
    rows = Approval.objects.visible_to(user, day).with_booking().select_related("decided_by")
    found = rows.filter(public_id=public_id).first()
    if found is not None:
        mine = Approval.objects.visible_to(user, day).pending().waiting_for(user, day).filter(pk=found.pk).exists()
        if mine or found.decided_by_id == user.pk or can_decide_for(user, found.booking.person, day):
            return found, mine
    raise Http404("There is no such request for you to answer. Those that wait are listed under Approvals.")


def _answer(request: HttpRequest, picked: list[Approval], form: AnswerForm, now: datetime) -> None:
    """Answer them, and say what became of each."""
    said: dict[str, Any] = {"reason": form.cleaned_data["reason"], "by": request.user, "at": now}
    yes = form.cleaned_data["answer"] == APPROVE
    answers = (actions.approve if yes else actions.decline)(approval_ids=[each.pk for each in picked], **said)
    names = {each.pk: each.booking.person.full_name for each in picked}
    done = [names[answer.approval_id] for answer in answers if answer.done]
    if done:
        word = "approved" if yes else "declined"
        messages.success(request, f"You have {word} {len(done)}: {', '.join(done)}. They have been told.")
    for answer in answers:
        if not answer.done:
            messages.error(request, f"{names[answer.approval_id]}: {answer.problem}")
