"""Can you still come? A page with two buttons, after a date or the place has changed.

Opening it does nothing: it is reached from a message. People without an account come by a signed link.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.actions import bookings
from courses.models import Booking
from courses.presenters.bookings import booking_view
from courses.presenters.confirming import question
from courses.rules.booking_tokens import UnknownToken
from foundation import rate_limits

COMING = "Thank you: you keep your place."
GIVEN_UP = "You have given the place up. Nothing counts against you, and you are first in line for other dates."


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One's own answer."""
    mine = Booking.objects.for_user(request.user).filter(public_id=public_id).with_session().first()
    if mine is None:
        raise Http404("There is no such booking among yours. Your bookings are listed under My learning.")
    now = timezone.now()
    if request.method != "POST":
        return _page(request, mine, now)
    try:
        text = _answer(request, mine, now, by=request.user)
    except bookings.CancellationRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, text)
    return redirect("courses:booking", public_id=public_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The answer of somebody without an account; the link was made for one change of one booking."""
    try:
        found = bookings.of_link(token)
    except UnknownToken as unknown:  # not ours, or replaced by a later message
        return rate_limits.guessed(request, "confirm", unknown)
    now = timezone.now()
    if request.method != "POST":
        return _page(request, found, now)
    try:
        text = _answer(request, found, now, by=None, by_link=True)
    except bookings.CancellationRefused as refused:
        text = str(refused)
    return render(request, "courses/confirm_done.html", {"booking": booking_view(found, now), "text": text})


def _answer(request: HttpRequest, mine: Booking, now: datetime, *, by: Any, by_link: bool = False) -> str:
    if request.POST.get("answer") == "coming":
        bookings.confirm(booking_id=mine.pk, by=by, at=now, by_link=by_link)
        return COMING
    if request.POST.get("answer") == "not_coming":
        bookings.cannot_come(booking_id=mine.pk, by=by, at=now, by_link=by_link)
        return GIVEN_UP
    raise bookings.CancellationRefused("Press one of the two buttons: you can come, or you cannot.")


def _page(request: HttpRequest, mine: Booking, now: datetime) -> HttpResponse:
    context = {"booking": booking_view(mine, now), "question": question(mine, now)}
    return render(request, "courses/confirm_change.html", context)
