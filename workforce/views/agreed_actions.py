"""`/my/actions/`: what one has taken on, and settling it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from workforce.actions import agreed_actions
from workforce.forms.agreed_actions import DoneForm, WhyNotForm
from workforce.models import AgreedAction
from workforce.presenters import agreed_actions as presenter
from workforce.views.forms import posted, send

DESK = {"label": "Desk", "url": "/desk/"}
MINE = {"label": "Agreed actions", "url": "/my/actions/"}
REFUSALS = (agreed_actions.ActionRefused, agreed_actions.NotYoursToSettle)


@require_safe
@login_required
def my_actions(request: HttpRequest) -> HttpResponse:
    """Open ones by the day they are due, then those settled last."""
    day = timezone.localdate()
    mine = AgreedAction.objects.visible_to(request.user, day).owned_by(request.user, day).with_readers(day)
    settled = mine.exclude(state=AgreedAction.State.OPEN).order_by("-settled_at")
    context: dict[str, Any] = {
        "page_title": "Agreed actions",
        "breadcrumbs": [DESK, {"label": MINE["label"]}],
        "open": presenter.lines(mine.open(), day),
        "settled": presenter.lines(settled[: presenter.SHOWN_SETTLED], day),
    }
    return render(request, "workforce/my_actions.html", context)


@require_safe
@login_required
def action(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One action, for its owner and its readers."""
    day = timezone.localdate()
    found = _one(request, public_id)
    context: dict[str, Any] = {
        "page_title": "Agreed action",
        "breadcrumbs": [DESK, MINE, {"label": "Agreed action"}],
        "line": presenter.line(found, day),
        "facts": presenter.facts(found, day),
        "public_id": public_id if presenter.may_settle(request.user, found, day) else None,
    }
    return render(request, "workforce/agreed_action.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def done(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that it was done."""
    found = _mine_to_settle(request, public_id)
    return send(
        request,
        DoneForm(posted(request)),
        lambda data: agreed_actions.close(action=found, **data, by=request.user, at=timezone.now()),
        refusals=REFUSALS,
        done="Done. Thank you.",
        to="my_actions",
        title="This is done",
        quote=found.text,
        button="Mark as done",
        breadcrumbs=[DESK, MINE, {"label": "Done"}],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def why_not(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that it was not, and why."""
    found = _mine_to_settle(request, public_id)
    return send(
        request,
        WhyNotForm(posted(request)),
        lambda data: agreed_actions.say_why_not(action=found, **data, by=request.user, at=timezone.now()),
        refusals=REFUSALS,
        done="Noted. Whoever you agreed it with can read why.",
        to="my_actions",
        title="This was not done",
        lead="To carry it on to a later day, leave it open: you look at it together when you next meet.",
        quote=found.text,
        button="Close it, with this reason",
        breadcrumbs=[DESK, MINE, {"label": "Not done"}],
    )


def _one(request: HttpRequest, public_id: UUID) -> AgreedAction:
    day = timezone.localdate()
    rows = AgreedAction.objects.visible_to(request.user, day).with_readers(day).select_related("owner")
    found: AgreedAction | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _mine_to_settle(request: HttpRequest, public_id: UUID) -> AgreedAction:
    found = _one(request, public_id)
    if not presenter.may_settle(request.user, found, timezone.localdate()):
        raise Http404
    return found
