"""`/coordinate/…`: a coordinator books somebody, or lets them off a course that comes first."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from courses.actions import bookings, exemptions
from courses.forms.coordinating import BookForForm, ExemptionForm
from courses.models import PrerequisiteExemption, Session
from courses.rules.conditions import Refusal
from courses.rules.wishes import Wish
from courses.views.taking import CONFLICT, session_or_404
from workforce.permissions import coordinates

METHODS = ["GET", "HEAD", "POST"]
LISTED = 200


@login_required
@require_http_methods(METHODS)
def book_for(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Book one person on a session; with a reason also where the course is meant for others."""
    _coordinators_only(request.user)
    session = session_or_404(request.user, public_id)
    form = BookForForm(request.POST if request.method == "POST" else None, user=request.user)
    refused: list[Refusal] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _book(request, session, form)
        except bookings.BookingRefused as found:
            refused = found.refusals
    context = {"session": session, "form": form, "refusals": refused}
    return render(request, "courses/book_for.html", context, status=CONFLICT if refused else 200)


@login_required
@require_http_methods(METHODS)
def exemptions_page(request: HttpRequest) -> HttpResponse:
    """Who need not have done what, and letting somebody off."""
    _coordinators_only(request.user)
    form = ExemptionForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        person, code = form.cleaned_data["who"], form.cleaned_data["course"]
        said: dict[str, Any] = {"reason": form.cleaned_data["reason"], "by": request.user, "at": timezone.now()}
        exemptions.grant(person_id=person.pk, course_code=code, **said)
        messages.success(request, f"{code} counts as done for {person.full_name}.")
        return redirect("courses:exemptions")
    rows = PrerequisiteExemption.objects.visible_to(request.user).select_related("person", "granted_by")
    context = {"form": form, "rows": rows.order_by("-granted_at", "-pk")[:LISTED]}
    return render(request, "courses/exemptions.html", context)


@login_required
@require_POST
def withdraw_exemption(request: HttpRequest, pk: int) -> HttpResponse:
    """It counts no longer."""
    _coordinators_only(request.user)
    found = PrerequisiteExemption.objects.visible_to(request.user).filter(pk=pk).first()
    if found is not None:
        exemptions.withdraw(exemption_id=found.pk, by=request.user, at=timezone.now())
    messages.success(request, "It counts no longer. Bookings made meanwhile stand.")
    return redirect("courses:exemptions")


def _book(request: HttpRequest, session: Session, form: BookForForm) -> HttpResponse:
    person, wish = form.cleaned_data["who"], Wish(anyway_reason=form.cleaned_data["reason"])
    made = bookings.request(session_id=session.pk, person_id=person.pk, wish=wish, by=request.user, at=timezone.now())
    said = "has a place" if made.state == "booked" else "waits for their manager's answer"
    messages.success(request, f"{person.full_name} {said} on {session.course.title}.")
    return redirect("courses:book_for", public_id=session.public_id)


def _coordinators_only(user: Any) -> None:
    if not coordinates(user, timezone.localdate()):
        raise PermissionDenied
