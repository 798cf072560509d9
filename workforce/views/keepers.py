"""For HR and administrators: people missing, records to join, roles, live dates, facts to mend."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workforce import permissions
from workforce.actions import disputes, joins, live_from, missing
from workforce.actions import roles as role_actions
from workforce.forms import AnswerForm, LiveFromForm, ReasonForm, RoleForm
from workforce.models import FactDispute, Person, RoleGrant
from workforce.presenters import keepers as lists
from workforce.presenters.words import head
from workforce.querysets.invitations import may_invite_to
from workforce.querysets.joins import join_proposals
from workforce.querysets.organisations import KEEPERS as ORGANISATION_KEEPERS
from workforce.views.forms import posted, send

PEOPLE = {"label": "People", "url": "/people/"}
FORM_METHODS = ["GET", "HEAD", "POST"]
View = Callable[..., HttpResponse]


def keepers_only(view: View) -> View:
    """403 for everybody but HR and administrators of the whole academy."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, **named: Any) -> HttpResponse:
        if not permissions.can_keep_standing(request.user, timezone.localdate()):
            raise PermissionDenied
        return view(request, **named)

    return guarded


@require_safe
@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Find somebody one may see, and the ways to the lists below."""
    day = timezone.localdate()
    if not (permissions.can_enter_starter(request.user, day) or permissions.keeps_people(request.user, day)):
        raise PermissionDenied
    text = request.GET.get("q", "").strip()
    context = {
        "page_title": "People",
        "text": text,
        "rows": lists.found_people(request.user, text, day),
        "head": head("Name", "Work e-mail", "Organisation", ""),
        "keeps": permissions.can_keep_standing(request.user, day),
        "enters": permissions.can_enter_starter(request.user, day),
        "answers": permissions.keeps_people(request.user, day),
        "organises": bool(ORGANISATION_KEEPERS & permissions.roles_of(request.user, day)),
        "invites": may_invite_to(request.user, day).exists(),
        "most": lists.MOST_FOUND,
    }
    return render(request, "workforce/people.html", context)


@require_safe
@keepers_only
def missing_people(request: HttpRequest) -> HttpResponse:
    """Who is at work but not in the latest staff file."""
    rows = lists.missing_people(request.user, timezone.localdate())
    context = {"page_title": "Missing from the staff file", "rows": rows, "breadcrumbs": [PEOPLE, {"label": "Missing"}]}
    return render(request, "workforce/missing.html", context)


@require_http_methods(FORM_METHODS)
@keepers_only
def confirm_missing(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that somebody does work here."""
    now = timezone.now()
    person = get_object_or_404(Person.objects.visible_to(request.user, timezone.localdate(now)), public_id=public_id)
    return send(
        request,
        ReasonForm(posted(request)),
        lambda data: missing.confirm(person=person, **data, by=request.user, at=now),
        refusals=(missing.NotMissing, missing.NotYours),
        done=f"{person.full_name} keeps their access.",
        to="missing_people",
        title=f"Confirm that {person.full_name} works here",
        lead="They stay listed until a staff file has them again, but their access does not stop.",
        button="Confirm",
        breadcrumbs=[PEOPLE, {"label": "Missing", "url": "/people/missing/"}, {"label": "Confirm"}],
    )


@require_safe
@keepers_only
def joins_page(request: HttpRequest) -> HttpResponse:
    """Records that may be one human, and those that have been joined."""
    context = {
        "page_title": "Records to join",
        "proposals": lists.proposals(join_proposals()),
        "joined": lists.joined_records(request.user, timezone.localdate()),
        "breadcrumbs": [PEOPLE, {"label": "Records to join"}],
    }
    return render(request, "workforce/joins.html", context)


@require_http_methods(FORM_METHODS)
@keepers_only
def decide_join(request: HttpRequest, kept: UUID, other: UUID, decision: str) -> HttpResponse:
    """Join two records, say that they are two humans, or part them again."""
    now = timezone.now()
    visible = Person.objects.visible_to(request.user, timezone.localdate(now))
    pair = {"kept": get_object_or_404(visible, public_id=kept), "other": get_object_or_404(visible, public_id=other)}
    acts: dict[str, tuple[Callable[[str], None], str]] = {
        "join": (lambda why: joins.join(**pair, reason=why, by=request.user, at=now), "Join these two records"),
        "refuse": (lambda why: joins.refuse(**pair, reason=why, by=request.user, at=now), "These are two people"),
        "part": (
            lambda why: joins.part(other=pair["other"], reason=why, by=request.user, at=now),
            "Part these records",
        ),
    }
    act, title = acts[decision]
    return send(
        request,
        ReasonForm(posted(request)),
        lambda data: act(data["reason"]),
        refusals=(joins.JoinRefused, joins.NotAllowed),
        done="Done, and kept in the history of decisions.",
        to="joins",
        title=title,
        lead=" and ".join(f"{p.full_name} ({p.employee_number or 'no number'})" for p in pair.values()),
        button=title,
        breadcrumbs=[PEOPLE, {"label": "Records to join", "url": "/people/joins/"}, {"label": title}],
    )


@require_http_methods(FORM_METHODS)
@keepers_only
def roles_page(request: HttpRequest) -> HttpResponse:
    """Who holds which role."""
    day = timezone.localdate()
    context = {
        "page_title": "Roles",
        "rows": lists.grants(request.user, day),
        "me": request.user,
        "breadcrumbs": [PEOPLE, {"label": "Roles"}],
    }
    return render(request, "workforce/roles.html", context)


@require_http_methods(FORM_METHODS)
@keepers_only
def give_role(request: HttpRequest) -> HttpResponse:
    """Give somebody a role."""
    now = timezone.now()
    return send(
        request,
        RoleForm(posted(request), day=timezone.localdate(now)),
        lambda data: role_actions.grant(user=data.pop("email"), **data, by=request.user, at=now),
        refusals=(role_actions.RoleRefused, role_actions.NotAllowed),
        done="The role is given.",
        to="roles",
        title="Give a role",
        lead="Line managers and deputies are not given here: they follow from posts and dates.",
        button="Give this role",
        breadcrumbs=[PEOPLE, {"label": "Roles", "url": "/people/roles/"}, {"label": "Give a role"}],
    )


@require_POST
@keepers_only
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """The role holds no longer from today."""
    now = timezone.now()
    day = timezone.localdate(now)
    grant = get_object_or_404(RoleGrant.objects.visible_to(request.user, day), pk=pk)
    try:
        role_actions.end(grant=grant, ends_on=day, by=request.user, at=now)
    except role_actions.NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    messages.success(request, "The role has ended.")
    return redirect("roles")


@require_http_methods(FORM_METHODS)
@keepers_only
def live_from_page(request: HttpRequest) -> HttpResponse:
    """What is live where, and setting a date."""
    now = timezone.now()
    day = timezone.localdate(now)
    return send(
        request,
        LiveFromForm(posted(request), day=day),
        lambda data: live_from.set_date(**data, by=request.user, at=now),
        refusals=(live_from.NotAllowed,),
        done="The date is set.",
        to="live_from",
        title="Live from",
        lead="What is due counts from the day a team goes live. The nearest date up the tree of teams counts.",
        button="Set this date",
        table_head=head("What", "For", "From"),
        table_rows=lists.live_dates(day),
        table_caption="Live dates",
        breadcrumbs=[PEOPLE, {"label": "Live from"}],
    )


@require_safe
@login_required
def disputes_page(request: HttpRequest) -> HttpResponse:
    """What people say is wrong and this user can mend."""
    day = timezone.localdate()
    if not permissions.keeps_people(request.user, day):
        raise PermissionDenied
    rows = lists.waiting_disputes(request.user, day)
    context = {"page_title": "Facts to check", "rows": rows, "breadcrumbs": [PEOPLE, {"label": "Facts to check"}]}
    return render(request, "workforce/disputes.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def answer_dispute(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer one; the person gets the answer by e-mail."""
    now = timezone.now()
    day = timezone.localdate(now)
    rows = FactDispute.objects.visible_to(request.user, day).waiting().select_related("person")
    dispute = get_object_or_404(rows, public_id=public_id)
    if not permissions.can_answer_dispute(request.user, dispute, day):
        raise PermissionDenied
    return send(
        request,
        AnswerForm(posted(request)),
        lambda data: disputes.answer(dispute=dispute, **data, by=request.user, at=now),
        refusals=(disputes.AnsweredAlready, disputes.NotYours),
        done="Answered. They get it by e-mail.",
        to="disputes",
        title=dispute.get_fact_display(),
        lead=f"{dispute.person.full_name} says:",
        quote=dispute.statement,
        button="Send the answer",
        breadcrumbs=[PEOPLE, {"label": "Facts to check", "url": "/people/disputes/"}, {"label": "Answer"}],
    )


def closed(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Wagtail's own pages for users and groups: roles as code own both (DESIGN 2)."""
    raise Http404("Users and groups follow from roles: see /people/roles/.")
