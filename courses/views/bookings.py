"""`/my/bookings/`: the places one has, what happens next, and giving one up."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.actions import bookings
from courses.forms.bookings import CancelForm
from courses.models import Approval, Booking
from courses.presenters.approvals import standing_of_approval
from courses.presenters.bookings import booking_view, booking_views, consequence
from courses.presenters.waiting import QUEUED
from courses.querysets.session_pages import own_booking
from foundation import policies, reading

LISTED = 50


@login_required
@require_safe
def booked(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """You have a place: what happens next."""
    booking = _own(request.user, public_id)
    if booking.state != Booking.State.BOOKED:
        return redirect("courses:booking", public_id=public_id)
    now = timezone.now()
    said = consequence(booking, now, policies.book())
    return render(request, "courses/booked.html", {"booking": booking_view(booking, now), "consequence": said})


@login_required
@require_safe
def my_bookings(request: HttpRequest) -> HttpResponse:
    """What is ahead, what is behind, what was given up."""
    now = timezone.now()
    mine = Booking.objects.for_user(request.user).with_session()
    context = {
        "ahead": booking_views(mine.ahead(now)[:LISTED], now),
        "behind": booking_views(mine.behind(now)[:LISTED], now),
        "given_up": booking_views(mine.given_up()[:LISTED], now),
    }
    return render(request, "courses/my_bookings.html", context)


@login_required
@require_safe
def booking(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One booking of one's own."""
    now = timezone.now()
    mine = _own(request.user, public_id)
    reading.mark_opened(about=mine.source, recipient=request.user, at=now)
    said = standing_of_approval(Approval.objects.visible_to(request.user).filter(booking=mine), mine, now)
    return render(request, "courses/booking.html", {"booking": booking_view(mine, now), "approval": said})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what giving up the place means; on POST, do it. Opening the page does nothing."""
    now = timezone.now()
    mine = _own(request.user, public_id)
    said = consequence(mine, now, policies.book())
    form = CancelForm(request.POST if request.method == "POST" else None, late=said.late)
    if request.method == "POST" and form.is_valid():
        return _give_up(request, mine, form.cleaned_data["reason"], now)
    view = booking_view(mine, now)
    if not view.can_cancel:
        return redirect("courses:booking", public_id=public_id)
    context = {"booking": view, "consequence": said, "form": form}
    return render(request, "courses/cancel_booking.html", context)


def _give_up(request: HttpRequest, mine: Booking, reason: str, now: datetime) -> HttpResponse:
    asked_only = mine.state == Booking.State.REQUESTED
    try:
        bookings.cancel(booking_id=mine.pk, reason=reason, by=request.user, at=now)
    except bookings.CancellationRefused as refused:
        messages.error(request, str(refused))
        return redirect("courses:booking", public_id=mine.public_id)
    what = "request for" if asked_only else "place on"
    done = "withdrawn" if asked_only else "cancelled"
    title = mine.session.course.title
    queued = mine.state in QUEUED
    said = f"You are off the waiting list for {title}." if queued else f"Your {what} {title} has been {done}."
    messages.success(request, said)
    return redirect("courses:my_bookings")


def _own(user: Any, public_id: UUID) -> Booking:
    """The user's own booking; anybody else's is not found, whatever they may see elsewhere."""
    mine: Booking | None = own_booking(user, public_id)
    if mine is None:
        raise Http404("There is no such booking among yours. Your bookings are listed under My learning.")
    return mine
