"""`/sessions/<id>/need/`: a coordinator or deputy on a phone decides, and sees who has not opened the news."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions.sessions import SessionRefused, needs
from courses.forms.needs import CancelNeedForm, OnlineForm, PostponeForm, SubstituteForm
from courses.models import Session, SessionNeed
from courses.permissions import NOT_YOUR_SESSION, can_manage_session, demand
from courses.presenters.needs import need_page
from courses.presenters.session_needs import newest_need, session_to_decide
from courses.querysets.deciding import has_led
from courses.rules.conditions.loading import local_day

Decide = Callable[[forms.Form, SessionNeed, Any], object]
HEADINGS = {
    "substitute": "Somebody else leads it",
    "online": "Hold it online",
    "postpone": "Move it to another date",
    "cancel": "Cancel it",
}
BUTTONS = {
    "substitute": "Give it to them and tell everyone",
    "online": "Hold it online and tell everyone",
    "postpone": "Move it and tell everyone",
    "cancel": "Cancel it and tell everyone",
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def need(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The choices while nothing is decided; afterwards who has read the news, and numbers to ring."""
    now = timezone.now()
    session = session_to_decide(public_id)
    if session is None:
        raise Http404("There is no such session.")
    demand(can_manage_session(request.user, session, local_day(now)), NOT_YOUR_SESSION)
    found = newest_need(session)
    if found is None:
        raise Http404("Nothing about this session waits for a decision.")
    chosen = request.POST.get("do", "") if request.method == "POST" else ""
    bound = _forms(session, found, request.POST, chosen)
    if chosen and _decide(request, bound.get(chosen), found, chosen):
        return redirect("courses:need", public_id=public_id)
    choices = [
        {"key": key, "heading": HEADINGS[key], "button": BUTTONS[key], "form": form, "open": key == chosen}
        for key, form in bound.items()
    ]
    context = {"page": need_page(found, session, now), "choices": choices}
    return render(request, "courses/need.html", context, status=422 if chosen else 200)


def _forms(session: Session, found: SessionNeed, data: Any, chosen: str) -> dict[str, forms.Form]:
    def given(key: str) -> Any:
        return data if key == chosen else None

    choices: dict[str, forms.Form] = {
        "online": OnlineForm(given("online")),
        "postpone": PostponeForm(given("postpone")),
        "cancel": CancelNeedForm(given("cancel")),
    }
    if found.kind != SessionNeed.Kind.TRAINER:
        return choices
    known = has_led(session.course_id, without=[found.trainer_name])
    return {"substitute": SubstituteForm(given("substitute"), known=known), **choices}


def _decide(request: HttpRequest, form: forms.Form | None, found: SessionNeed, chosen: str) -> bool:
    """Whether it was decided; what stands in the way is said on the form."""
    now, by = timezone.now(), request.user
    try:
        if chosen == "go_ahead":
            needs.go_ahead(need_id=found.pk, by=by, at=now)
        elif form is None or not form.is_valid():
            return False
        else:
            ACTIONS[chosen](form, found, {"need_id": found.pk, "by": by, "at": now})
    except SessionRefused as refused:
        if form is None:
            messages.error(request, str(refused))
        else:
            form.add_error(None, str(refused))
        return False
    messages.success(request, "It is decided, and everyone booked is being told.")
    return True


ACTIONS: dict[str, Decide] = {
    "substitute": lambda form, found, rest: needs.substitute(trainer=form.trainer(), **rest),  # type: ignore[attr-defined]
    "online": lambda form, found, rest: needs.go_online(join_link=form.cleaned_data["join_link"], **rest),
    "postpone": lambda form, found, rest: needs.postpone(first=form.cleaned_data["span"], **rest),
    "cancel": lambda form, found, rest: needs.cancel(reason=form.cleaned_data["reason"], **rest),
}
