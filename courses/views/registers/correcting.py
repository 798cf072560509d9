"""Putting a closed register right: marks, somebody forgotten, somebody who was never there. For coordinators."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions import registers
from courses.actions.registers.correcting import COORDINATORS_CORRECT
from courses.forms.corrections import ForgottenForm, ReasonForm, RemoveForm
from courses.forms.registers import Problem, read_register
from courses.presenters.register_desk import Desk, opened
from courses.presenters.register_people import candidate
from courses.presenters.register_rows import drawn_rows
from courses.views.registers.adding import GONE, of_desk, searched, who_asks
from foundation import rate_limits
from workforce.models import Person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change marks of a closed register on one date, with a reason."""
    desk = _closed(request, public_id)
    if desk is None:
        return redirect("courses:register", public_id=public_id)
    shown = desk.shown(request.GET.get("date", ""))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    errors: list[Problem] = []
    if request.method == "POST":
        given, errors = read_register(request.POST, desk.roster, shown)
        if form.is_valid() and not errors and _corrected(request, desk, given, form.cleaned_data["reason"], errors):
            return redirect(f"{desk.address}?date={shown.public_id}")
    page = desk.page(shown)
    problems = [Problem(str(text), "#id_reason") for text in form.errors.get("reason", [])] + errors
    context = {
        "page": page,
        "reason": form,
        "errors": [{"text": each.text, "anchor": each.anchor} for each in problems],
        "drawn_rows": drawn_rows(page.rows, page.whole, request.POST if errors or form.errors else {}),
    }
    return render(request, "courses/register_correct.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the wrong person off a closed register."""
    desk = _closed(request, public_id)
    if desk is None:
        return redirect("courses:register", public_id=public_id)
    form = RemoveForm(request.POST if request.method == "POST" else None, roster=desk.roster)
    if request.method == "POST" and form.is_valid():
        booking = of_desk(desk, form.cleaned_data["booking"])
        try:
            registers.remove(booking_id=booking.pk, reason=form.cleaned_data["reason"], by=request.user, at=desk.now)
        except registers.MarkRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{booking.name} is off the register, and has been told.")
            return redirect(desk.address)
    page = desk.page(desk.shown(""))
    return render(request, "courses/register_remove.html", {"page": page, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_forgotten(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Find somebody who was there and was forgotten, say when they were there, and add them."""
    desk = _closed(request, public_id)
    if desk is None:
        return redirect("courses:register", public_id=public_id)
    problem, person = "", None
    try:
        person = _chosen(request, desk)
    except (registers.MarkRefused, rate_limits.AskedTooOften) as refused:
        problem = str(refused)
    form = ForgottenForm(request.POST if "reason" in request.POST else None, dates=desk.dates)
    if person is not None and form.is_valid():
        try:
            return _added(request, desk, person, form)
        except registers.MarkRefused as refused:
            form.add_error(None, str(refused))
    context = {"page": desk.page(desk.shown("")), "form": form, "person": person, "keeper": desk.keeper}
    return render(request, "courses/register_forgotten.html", {**context, **searched(request, desk, problem)})


def _closed(request: HttpRequest, public_id: UUID) -> Desk | None:
    """The desk of a closed register before a coordinator; None while it is open."""
    desk = opened(request.user, public_id, timezone.now())
    if not desk.keeper.coordinates:
        raise PermissionDenied(COORDINATORS_CORRECT)
    return desk if desk.session.state == "closed" else None


def _corrected(
    request: HttpRequest, desk: Desk, given: list[registers.Given], reason: str, errors: list[Problem]
) -> bool:
    try:
        written = registers.correct(
            session_id=desk.session.pk, marks=given, reason=reason, by=request.user, at=desk.now
        )
    except registers.MarkRefused as refused:
        errors.append(Problem(str(refused), ""))
        return False
    said = "The register is corrected. Everybody concerned has been told."
    messages.success(request, said if written else "Nothing had changed, so there was nothing to correct.")
    return True


def _chosen(request: HttpRequest, desk: Desk) -> Person | None:
    """The person that was picked from the search; None before one was."""
    key = request.POST.get("person", "")
    text = request.POST.get("q", "")
    if not key:
        return None
    person = candidate(desk.keeper, key, text, who_asks(request))
    if person is None:
        raise registers.MarkRefused(GONE)
    return person


def _added(request: HttpRequest, desk: Desk, person: Person, form: ForgottenForm) -> HttpResponse:
    registers.add_forgotten(
        session_id=desk.session.pk,
        person_id=person.pk,
        marks=form.marks(),
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=desk.now,
    )
    messages.success(request, f"{person.full_name} has been added, and told.")
    return redirect(desk.address)
