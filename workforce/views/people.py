"""A person's page, a manager's team, and what managers enter by hand."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workforce import permissions
from workforce.actions import deputies, managers, reads, starters
from workforce.forms import ActingManagerForm, DeputyForm, StarterForm
from workforce.models import ActingManager, Deputy, Person
from workforce.presenters.people import capacity_of, person_page, starting_soon, team_groups
from workforce.presenters.words import head
from workforce.views.forms import posted, send

FORM_METHODS = ["GET", "HEAD", "POST"]
TEAM = {"label": "Team", "url": "/team/"}
PEOPLE = {"label": "People", "url": "/people/"}


def visible_person(request: HttpRequest, public_id: UUID) -> Person:
    """The person, or 404: whoever may not see somebody does not learn that they exist."""
    people = Person.objects.visible_to(request.user, timezone.localdate())
    return get_object_or_404(people.select_related("organisation"), public_id=public_id)


@require_safe
@login_required
def team(request: HttpRequest) -> HttpResponse:
    """The people one looks after, today."""
    day = timezone.localdate()
    if not (permissions.has_team(request.user, day) or permissions.can_enter_starter(request.user, day)):
        raise PermissionDenied
    context = {
        "page_title": "Team",
        "groups": team_groups(request.user, day),
        "starting": starting_soon(request.user, day),
        "team_head": head("Name", "Today", "Job", "Team", "Hours"),
        "starting_head": head("Name", "Job", "First day"),
        "can_enter_starter": permissions.can_enter_starter(request.user, day),
        "day": day,
    }
    return render(request, "workforce/team.html", context)


@require_safe
@login_required
def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One person; opening it is noted and shown to them."""
    now = timezone.now()
    day = timezone.localdate(now)
    found = visible_person(request, public_id)
    capacity = capacity_of(request.user, found, day)
    reads.note(person=found, page="Your page", capacity=capacity, by=request.user, at=now)
    context = {
        "page_title": found.full_name,
        "page": person_page(request.user, found, day),
        "post_head": head("When", "Job", "Team", "Hours"),
        "breadcrumbs": [*_above(request, day), {"label": found.full_name}],
    }
    return render(request, "workforce/person.html", context)


def _above(request: HttpRequest, day: date) -> list[dict[str, str]]:
    """The list this user comes from."""
    return [TEAM] if permissions.has_team(request.user, day) else [PEOPLE]


@require_http_methods(FORM_METHODS)
@login_required
def starter(request: HttpRequest) -> HttpResponse:
    """Enter somebody before the staff file has them."""
    now = timezone.now()
    day = timezone.localdate(now)
    if not permissions.can_enter_starter(request.user, day):
        raise PermissionDenied
    mine = Person.objects.for_user(request.user).first()
    initial = {"line_manager": mine.work_email} if mine and permissions.is_line_manager(request.user, day) else {}
    return send(
        request,
        StarterForm(posted(request), day=day, initial=initial),
        lambda data: starters.enter(starters.NewStarter(**data), by=request.user, at=now),
        refusals=(starters.StarterRefused, starters.NotAllowed),
        done="They can sign in from now on. The next staff file will confirm them.",
        to="team",
        title="Enter a starter",
        lead="For somebody whom the staff file does not have yet. The next file finds them by registration number, "
        "work e-mail, or name and first day, and takes over from there.",
        button="Enter this starter",
        breadcrumbs=[TEAM, {"label": "Enter a starter"}],
    )


def _crumbs(request: HttpRequest, somebody: Person, label: str) -> list[dict[str, str]]:
    above = _above(request, timezone.localdate())
    return [*above, {"label": somebody.full_name, "url": f"/people/{somebody.public_id}/"}, {"label": label}]


@require_http_methods(FORM_METHODS)
@login_required
def acting_manager(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Name who manages somebody until the staff file agrees."""
    now = timezone.now()
    found = visible_person(request, public_id)
    if not permissions.can_name_acting_manager(request.user, found, timezone.localdate(now)):
        raise PermissionDenied
    return send(
        request,
        ActingManagerForm(posted(request)),
        lambda data: managers.appoint(person=found, **data, by=request.user, at=now),
        refusals=(managers.OverrideRefused, managers.NotAllowed),
        done=f"{found.full_name} has an acting manager.",
        to="team",
        title=f"Acting manager for {found.full_name}",
        lead="From the first day the acting manager sees and decides, and the manager in the staff file no longer "
        "does. It ends on the last day, or when the staff file names the same manager.",
        button="Name the acting manager",
        breadcrumbs=_crumbs(request, found, "Acting manager"),
    )


@require_http_methods(FORM_METHODS)
@login_required
def deputy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Name who stands in for a manager."""
    now = timezone.now()
    found = visible_person(request, public_id)
    if not permissions.can_name_deputy(request.user, found, timezone.localdate(now)):
        raise PermissionDenied
    return send(
        request,
        DeputyForm(posted(request)),
        lambda data: deputies.name(principal=found, **data, by=request.user, at=now),
        refusals=(deputies.DeputyRefused, deputies.NotAllowed),
        done=f"Somebody stands in for {found.full_name}.",
        to="team",
        title=f"Who stands in for {found.full_name}?",
        lead="A deputy sees and decides what the manager would, from the first day to the last.",
        button="Save",
        breadcrumbs=_crumbs(request, found, "Who stands in"),
    )


@require_POST
@login_required
def end_acting_manager(request: HttpRequest, pk: int) -> HttpResponse:
    """From today the manager in the file counts again."""
    now = timezone.now()
    acting = get_object_or_404(ActingManager.objects.visible_to(request.user, timezone.localdate(now)), pk=pk)
    return _end(
        request, acting.person, lambda: managers.end(acting=acting, by=request.user, at=now), managers.NotAllowed
    )


@require_POST
@login_required
def end_deputy(request: HttpRequest, pk: int) -> HttpResponse:
    """They stand in no longer."""
    now = timezone.now()
    row = get_object_or_404(Deputy.objects.visible_to(request.user, timezone.localdate(now)), pk=pk)
    return _end(request, row.principal, lambda: deputies.end(deputy=row, by=request.user, at=now), deputies.NotAllowed)


def _end(request: HttpRequest, about: Person, act: Any, refusal: type[Exception]) -> HttpResponse:
    try:
        act()
    except refusal as refused:
        raise PermissionDenied(str(refused)) from refused
    messages.success(request, "That has ended.")
    return redirect("person", public_id=about.public_id)
