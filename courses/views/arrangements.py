"""What people ask us to arrange: one's own page, and the coordinators' list with its dates."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions import arrangements as actions
from courses.forms.wishes import NeedsForm
from courses.models import Arrangement, Booking, RememberedNeed
from courses.permissions import leads_sessions
from courses.presenters.arrangements import arrangement_rows
from foundation import policies
from workforce.permissions import coordinates

LISTED = 200


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_needs(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change or withdraw what one asked for with a booking; what is emptied is deleted."""
    booking = _own(request.user, public_id)
    there = dict(Arrangement.objects.for_user(request.user).filter(booking=booking).values_list("kind", "words"))
    remembered = RememberedNeed.objects.for_user(request.user).exists()
    form = NeedsForm(request.POST if request.method == "POST" else None, needs=there, initial={"remember": remembered})
    if request.method == "POST" and form.is_valid():
        actions.change(
            booking_id=booking.pk,
            arrange=form.arrange,
            remembered=form.cleaned_data["remember"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, "We have noted what to arrange." if form.arrange else "There is nothing to arrange.")
        return redirect("courses:booking", public_id=booking.public_id)
    return render(request, "courses/my_needs.html", {"booking": booking, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def arrangements(request: HttpRequest) -> HttpResponse:
    """What to arrange, by when. A coordinator's press says that it is done; trainers read their own sessions'."""
    now = timezone.now()
    coordinating = coordinates(request.user, timezone.localdate(now))
    if not (coordinating or leads_sessions(request.user)):
        raise PermissionDenied
    wanted = Arrangement.objects.visible_to(request.user).wanted(now).exclude(booking__person__user=request.user)
    if request.method == "POST" and coordinating:
        _done(request, wanted, now)
        return redirect("courses:arrangements")
    rows = wanted.select_related("booking__person", "booking__session__course").with_dates()[:LISTED]
    context = {"rows": arrangement_rows(rows, now, policies.book()), "can_arrange": coordinating}
    return render(request, "courses/arrangements.html", context)


def _done(request: HttpRequest, wanted: Any, now: Any) -> None:
    """Mark one as arranged; one withdrawn meanwhile is simply gone."""
    key = request.POST.get("arranged", "")
    found = wanted.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    if found is None:
        messages.info(request, "That is no longer needed: it was withdrawn, or the place was given up.")
        return
    actions.mark_arranged(arrangement_id=found.pk, by=request.user, at=now)
    messages.success(request, "Noted as arranged.")


def _own(user: Any, public_id: UUID) -> Booking:
    """One's own booking of a session that is not over."""
    mine = Booking.objects.for_user(user).live().filter(public_id=public_id, session__ends_at__gt=timezone.now())
    found = mine.select_related("session__course", "person").first()
    if found is None:
        raise Http404("There is no such booking ahead of you. What you asked for is erased after the session.")
    return found
