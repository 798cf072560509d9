"""`/my/bookings/<id>/why/` and, for who manages somebody, `/team/bookings/<id>/why/`: what got in the way."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions import bookings
from courses.forms.bookings import WhyForm
from courses.models import Booking
from courses.permissions import can_explain
from courses.presenters.bookings import booking_view
from courses.rules.conditions.loading import local_day


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def why(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a reason for something missed. Opening the page keeps nothing."""
    mine = Booking.objects.for_user(request.user).filter(public_id=public_id).with_session().first()
    if mine is None:
        raise Http404("There is no such booking among yours. Your bookings are listed under My learning.")
    if not mine.asks_why:
        return redirect("courses:booking", public_id=public_id)
    form = WhyForm(request.POST if request.method == "POST" else None, initial={"reason": mine.reason})
    if request.method == "POST" and form.is_valid():
        bookings.explain(booking_id=mine.pk, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        messages.success(request, "Thank you. We have kept your reason.")
        return redirect("courses:booking", public_id=public_id)
    context = {"form": form, "booking": booking_view(mine, timezone.now())}
    return render(request, "courses/why.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept_reason(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A manager accepts a reason for somebody. What was given before shows only as others may read it."""
    now = timezone.now()
    theirs = Booking.objects.visible_to(request.user).filter(public_id=public_id)
    booking = theirs.with_session().select_related("person").first()
    if booking is None or not booking.asks_why or not can_explain(request.user, booking.person, local_day(now)):
        raise Http404("There is no such booking among those of your team.")
    form = WhyForm(request.POST if request.method == "POST" else None, of_somebody=True)
    if request.method == "POST" and form.is_valid():
        bookings.explain(booking_id=booking.pk, reason=form.cleaned_data["reason"], by=request.user, at=now)
        messages.success(request, f"The reason is kept for {booking.person.full_name}.")
        return redirect("desk")
    context = {"form": form, "booking": booking, "given": booking.reason_for_others}
    return render(request, "courses/accept_reason.html", context)
