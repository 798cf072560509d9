"""`/my/bookings/…/move/`: another date of the same course, in one press."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions import bookings
from courses.forms.waiting import MoveForm
from courses.models import Booking, Session
from courses.presenters.bookings import booking_view, consequence
from courses.presenters.moving import OtherDate, other_dates
from foundation import policies

CONFLICT = 409


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the other dates and what speaks against each; on POST, move. Opening the page does nothing."""
    now = timezone.now()
    mine = Booking.objects.for_user(request.user).filter(public_id=public_id).with_session().first()
    if mine is None:
        raise Http404("There is no such booking among yours. Your bookings are listed under My learning.")
    if mine.state not in bookings.MOVABLE or now >= mine.session.starts_at:
        return redirect("courses:booking", public_id=public_id)
    book = policies.book()
    ahead = Session.objects.visible_to(request.user).bookable(now).filter(course=mine.session.course_id)
    found = list(ahead.exclude(pk=mine.session_id).select_related("course").for_pages().order_by("starts_at"))
    dates = other_dates(mine, found, now, book)
    late = mine.state == Booking.State.BOOKED and consequence(mine, now, book).late
    choices = [(each.key, each.label) for each in dates if not each.refusal]
    form = MoveForm(request.POST if request.method == "POST" else None, dates=choices, late=late)
    if request.method == "POST" and form.is_valid():
        chosen = next(session for session in found if str(session.public_id) == form.cleaned_data["session"])
        return _move(request, mine, chosen, form, dates, now)
    return _page(request, mine, form, dates, now)


def _move(
    request: HttpRequest, mine: Booking, chosen: Session, form: MoveForm, dates: list[OtherDate], now: datetime
) -> HttpResponse:
    reason = form.cleaned_data.get("reason", "")
    try:
        new = bookings.move(booking_id=mine.pk, session_id=chosen.pk, reason=reason, by=request.user, at=now)
    except bookings.BookingRefused as refused:
        form.add_error("session", f"{refused.refusal.sentence} Choose another date.")
        return _page(request, mine, form, dates, now, CONFLICT)
    except bookings.CancellationRefused as refused:
        messages.error(request, str(refused))
        return redirect("courses:booking", public_id=mine.public_id)
    messages.success(request, f"You have moved to the new date of {mine.session.course.title}.")
    return redirect("courses:booking", public_id=new.public_id)


def _page(
    request: HttpRequest, mine: Booking, form: MoveForm, dates: list[OtherDate], now: datetime, status: int = 200
) -> HttpResponse:
    context = {
        "booking": booking_view(mine, now),
        "form": form,
        "consequence": consequence(mine, now, policies.book()),
        "possible": [each for each in dates if not each.refusal],
        "impossible": [each for each in dates if each.refusal],
    }
    return render(request, "courses/move_booking.html", context, status=status)
