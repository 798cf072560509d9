"""`/people/organisations/`: partners, schools and carers' groups, kept by coordinators and administrators."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from workforce.actions import organisations as actions
from workforce.models import Organisation
from workforce.presenters import organisations as lists
from workforce.views.forms import posted, send

FORM_METHODS = ["GET", "HEAD", "POST"]
PEOPLE = {"label": "People", "url": "/people/"}
LIST = {"label": "Organisations", "url": "/people/organisations/"}
REFUSALS = (actions.OrganisationRefused, actions.LightPersonRefused, actions.NotAllowed)


@require_safe
@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """Everybody the Academy learns with, and how many schools stand where."""
    day = timezone.localdate()
    kept = Organisation.objects.kept_by(request.user, day)
    if not kept.exists() and not Organisation.objects.all().keeps_all(request.user, day):
        raise PermissionDenied("Learning coordinators and administrators keep this list.")
    context = {
        "page_title": "Organisations",
        "head": lists.LIST_HEAD,
        "rows": lists.organisation_rows(kept, day),
        "count_head": lists.COUNT_HEAD,
        "counts": lists.schools_by_stage(day),
        "adds": Organisation.objects.all().keeps_all(request.user, day),
        "breadcrumbs": [PEOPLE, {"label": "Organisations"}],
    }
    return render(request, "workforce/organisations.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Enter a new one."""
    now = timezone.now()
    if not Organisation.objects.all().keeps_all(request.user, timezone.localdate(now)):
        raise PermissionDenied("Learning coordinators and administrators keep this list.")
    return send(
        request,
        lists.NewOrganisationForm(posted(request)),
        lambda data: actions.add(
            code=data.pop("code"), facts=actions.OrganisationFacts(**data), by=request.user, at=now
        ),
        refusals=REFUSALS,
        done="The organisation is on the list. Give its administrator the role, or invite its people.",
        to="organisations",
        title="Add an organisation",
        lead="A partner agency, a school, a voluntary body or a group of carers.",
        button="Add it",
        breadcrumbs=[PEOPLE, LIST, {"label": "Add"}],
    )


@require_http_methods(FORM_METHODS)
@login_required
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is written down about one."""
    now = timezone.now()
    found = _kept(request, code)
    initial = {name: getattr(found, name) for name in ("name", "kind", "email_domain", "retired_on")}
    school = found.kind == Organisation.Kind.SCHOOL
    return send(
        request,
        lists.OrganisationForm(posted(request), initial=initial),
        lambda data: actions.change(
            organisation=found, facts=actions.OrganisationFacts(**data), by=request.user, at=now
        ),
        refusals=REFUSALS,
        done="Saved.",
        to="organisations",
        title=found.name,
        lead="",
        links=_links(found, school),
        table_caption="Attachment Friendly Schools journey" if school else "",
        table_head=lists.STAGE_HEAD,
        table_rows=lists.stage_rows(found) if school else [],
        button="Save",
        breadcrumbs=[PEOPLE, LIST, {"label": found.name}],
    )


def _links(found: Organisation, school: bool) -> list[tuple[str, str]]:
    above = f"/people/organisations/{found.code}"
    links = [(f"{above}/people/new/", "Enter somebody of this organisation without a log-in")]
    return [*links, (f"{above}/stage/", "Enter a stage of the journey")] if school else links


@require_http_methods(FORM_METHODS)
@login_required
def stage(request: HttpRequest, code: str) -> HttpResponse:
    """A school has reached a stage."""
    now = timezone.now()
    found = _kept(request, code)
    return send(
        request,
        lists.StageForm(posted(request)),
        lambda data: actions.enter_stage(organisation=found, **data, by=request.user, at=now),
        refusals=REFUSALS,
        done="The stage is entered. The one before ends on that day.",
        to=f"/people/organisations/{found.code}/",
        title=f"A stage of {found.name}",
        lead="Where the school stands on its Attachment Friendly Schools journey.",
        button="Enter this stage",
        breadcrumbs=[PEOPLE, LIST, {"label": found.name, "url": f"/people/organisations/{found.code}/"}],
    )


@require_http_methods(FORM_METHODS)
@login_required
def person(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a carer, a volunteer or a member of a partner's staff, without a log-in."""
    now = timezone.now()
    found = _kept(request, code)
    return send(
        request,
        lists.LightPersonForm(posted(request)),
        lambda data: actions.light_person(organisation=found, **data, by=request.user, at=now),
        refusals=REFUSALS,
        done="They can be booked from now on, and sign in whenever they like.",
        to=f"/people/organisations/{found.code}/",
        title=f"Somebody of {found.name}",
        lead="Only what is needed to invite them: no staff record is kept.",
        button="Enter them",
        breadcrumbs=[PEOPLE, LIST, {"label": found.name, "url": f"/people/organisations/{found.code}/"}],
    )


def _kept(request: HttpRequest, code: str) -> Any:
    """One of those the user keeps, or 404."""
    return get_object_or_404(Organisation.objects.kept_by(request.user, timezone.localdate()), code=code)
