"""`/pathways/`, `/my/pathways/`, `/team/pathways/` and the coordinators' list of people with none."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions.pathways import enrolments, steps
from courses.forms.pathways import AnswerForm, EnrolForm, StepForm
from courses.models import Course, Enrolment, Pathway, StepDone
from courses.permissions import NotForYou
from courses.presenters import pathways as phrased
from courses.querysets.learned import without_pathway
from courses.rules.pathway_progress import steps_of
from cpd_records.querysets.visibility import report_people
from workforce.models import Person
from workforce.permissions import coordinates, has_team
from workforce.views.forms import posted, send

REFUSALS = (enrolments.CannotJoin, steps.StepRefused, NotForYou)
A_PAGE = 50


@require_safe
def pathways(request: HttpRequest) -> HttpResponse:
    """Every pathway on offer."""
    found = Pathway.objects.on_offer(timezone.localdate()).order_by("position", "title")
    return render(request, "courses/pathways.html", {"pathways": found})


@require_safe
def pathway(request: HttpRequest, slug: str, preview: Pathway | None = None) -> HttpResponse:
    """One pathway with its steps; for whoever is signed in, whether they are on it or may join."""
    found = preview or get_object_or_404(Pathway.objects.published(), slug=slug)
    today = timezone.localdate()
    mine = Enrolment.objects.for_user(request.user, today).running(today).filter(pathway=found.pk).first()
    context = {"pathway": found, "steps": phrased.public_steps(found), "mine": mine, "on_offer": _offered(found)}
    return render(request, "courses/pathway.html", context)


def _offered(pathway: Pathway) -> bool:
    return pathway.live and not (pathway.retired_on and pathway.retired_on <= timezone.localdate())


@require_POST
@login_required
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Put myself on a pathway that is open."""
    found = get_object_or_404(Pathway.objects.published(), slug=slug)
    person = Person.objects.for_user(request.user).first()
    if person is None:
        raise PermissionDenied("You have no learning record here yet.")
    try:
        enrolments.enrol(person=person, pathway=found, by=request.user, at=timezone.now())
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(found.get_absolute_url())
    messages.success(request, f"You are on the pathway {found.title}.")
    return redirect("courses:my_pathways")


@require_POST
@login_required
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Take myself off a pathway I joined."""
    today = timezone.localdate()
    row = get_object_or_404(Enrolment.objects.for_user(request.user, today), pk=pk)
    try:
        enrolments.leave(enrolment=row, by=request.user, at=timezone.now())
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect("courses:my_pathways")


@require_safe
@login_required
def my_pathways(request: HttpRequest) -> HttpResponse:
    """How far I have come, and what comes next."""
    lines = phrased.own_lines(request.user, timezone.localdate())
    return render(request, "courses/my_pathways.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
@login_required
def note_step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Say that I have done a step."""
    now = timezone.now()
    today = timezone.localdate(now)
    rows = Enrolment.objects.for_user(request.user, today).running(today).select_related("pathway", "person")
    row = get_object_or_404(rows, pathway__slug=slug)
    wanted = next((each for each in steps_of(row.pathway.steps) if each.key == step and each.kind != "course"), None)
    if wanted is None:
        raise Http404("This pathway has no such step.")
    return send(
        request,
        StepForm(posted(request), initial={"done_on": today}),
        lambda given: steps.declare(
            person=row.person, pathway=row.pathway, step=step, by=request.user, at=now, **given
        ),
        refusals=REFUSALS,
        done="Noted. Your manager is asked to confirm it.",
        to=reverse("courses:my_pathways"),
        title=wanted.title,
        lead=wanted.what,
        button="Say that it is done",
    )


@require_safe
@login_required
def team_pathways(request: HttpRequest) -> HttpResponse:
    """How my team comes along, and what waits for me."""
    today = timezone.localdate()
    if not has_team(request.user, today):
        raise PermissionDenied("This page is for people who manage a team.")
    people = list(report_people(request.user, today).order_by("sort_name", "pk"))
    waiting = StepDone.objects.visible_to(request.user, today).waiting().filter(person__in=people)
    context = {
        "lines": phrased.team_lines(request.user, people, today),
        "waiting": [(row, phrased.step_title(row)) for row in waiting.select_related("person", "pathway")],
    }
    return render(request, "courses/team_pathways.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def enrol(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put one of my people on a pathway; coordinators anybody in their scope."""
    now = timezone.now()
    today = timezone.localdate(now)
    manages = report_people(request.user, today).filter(public_id=public_id).exists()
    if not (manages or coordinates(request.user, today)):
        raise Http404("Nobody you look after has this address.")
    person = get_object_or_404(Person.objects.visible_to(request.user, today), public_id=public_id)
    on_already = Enrolment.objects.visible_to(request.user, today).running(today).filter(person=person)
    pathways = Pathway.objects.on_offer(today).exclude(pk__in=on_already.values("pathway"))
    return send(
        request,
        EnrolForm(posted(request), pathways=pathways.order_by("position", "title")),
        lambda given: enrolments.enrol(person=person, by=request.user, at=now, **given),
        refusals=REFUSALS,
        done=f"{person.full_name} is on the pathway now.",
        to=reverse("courses:team_pathways" if manages else "courses:without_pathway"),
        title=f"Put {person.full_name} on a pathway",
        button="Put them on it",
    )


@require_http_methods(["GET", "POST"])
@login_required
def answer_step(request: HttpRequest, public_id: str) -> HttpResponse:
    """Confirm what one of my people says they have done, or give it back."""
    now = timezone.now()
    today = timezone.localdate(now)
    rows = StepDone.objects.visible_to(request.user, today).filter(person__in=report_people(request.user, today))
    row = get_object_or_404(rows.select_related("person", "pathway"), public_id=public_id)
    return send(
        request,
        AnswerForm(posted(request)),
        lambda given: steps.answer(row=row, by=request.user, at=now, **given),
        refusals=REFUSALS,
        done=f"Thank you. {row.person.full_name} sees your answer.",
        to=reverse("courses:team_pathways"),
        title=f"{row.person.full_name}: {phrased.step_title(row)}",
        quote=row.note,
        button="Save",
    )


@require_safe
@login_required
def without(request: HttpRequest) -> HttpResponse:
    """People in my scope who are on no pathway: somebody the audiences forgot."""
    today = timezone.localdate()
    if not coordinates(request.user, today):
        raise PermissionDenied("This page is for learning coordinators.")
    rows = without_pathway(today) & Person.objects.visible_to(request.user, today)
    page = Paginator(rows.order_by("sort_name", "pk"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "courses/without_pathway.html", {"page": page})


@require_safe
def by_code(request: HttpRequest, codes: str) -> HttpResponse:
    """The course with this code; a short list where one of several will do (LA02+LA03)."""
    wanted = codes.upper().split("+")
    found: list[Any] = list(Course.objects.published().filter(code__in=wanted))
    if not found:
        raise Http404("No course has this code.")
    if len(found) == 1:
        return redirect(found[0].get_absolute_url())
    found.sort(key=lambda course: wanted.index(course.code))
    return render(request, "courses/any_of.html", {"courses": found})
