"""`/courses/sessions/…/book/` and `/my/bookings/`: taking a place, seeing it, giving it up."""

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
from courses.models import Booking, Session
from courses.presenters.bookings import booking_view, booking_views, consequence
from courses.presenters.session_offer import session_offer
from courses.rules.conditions import Refusal
from courses.rules.conditions.loading import contexts
from courses.rules.conditions.queue import queues
from foundation import policies, reading
from workforce.models import Person

LISTED = 50
CONFLICT = 409


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what a booking would mean; on POST, make it."""
    now = timezone.now()
    session = _session(request.user, public_id)
    person = Person.objects.for_user(request.user).first()
    if person is None:
        return render(request, "courses/book_no_record.html", {"session": session}, status=403)
    if request.method != "POST":
        return _offer_page(request, session, person, now)
    try:
        made = bookings.book(session_id=session.pk, person_id=person.pk, by=request.user, at=now)
    except bookings.BookingRefused as refused:
        if refused.refusal.key == "not_booked_already":  # pressed twice
            mine = Booking.objects.for_user(request.user).live()
            return redirect("courses:booking", public_id=mine.get(session=session).public_id)
        return _offer_page(request, session, person, now, refused.refusals)
    return redirect("courses:booked", public_id=made.public_id)


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
    return render(request, "courses/booking.html", {"booking": booking_view(mine, now)})


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
    try:
        bookings.cancel(booking_id=mine.pk, reason=reason, by=request.user, at=now)
    except bookings.CancellationRefused as refused:
        messages.error(request, str(refused))
        return redirect("courses:booking", public_id=mine.public_id)
    messages.success(request, f"Your place on {mine.session.course.title} has been cancelled.")
    return redirect("courses:my_bookings")


def _offer_page(
    request: HttpRequest, session: Session, person: Person, now: datetime, refused: list[Refusal] | None = None
) -> HttpResponse:
    """The page before the press, and the same with the reasons when the press was refused."""
    book = policies.book()
    lists = queues(sessions=[session], person=person, at=now, book=book)
    context = contexts(sessions=[session], person=person, at=now, book=book, queues=lists)[session.pk]
    shown = {
        "session": session,
        "offer": session_offer(session, context, refused),
        "refused": refused is not None,
        "course_url": f"/courses/{session.course.slug}/",
    }
    return render(request, "courses/book.html", shown, status=CONFLICT if refused else 200)


def _session(user: Any, public_id: UUID) -> Session:
    found = (
        Session.objects.visible_to(user)
        .filter(public_id=public_id)
        .select_related("course", "venue")
        .prefetch_related("dates", "trainers")
        .first()
    )
    if found is None:
        raise Http404("There is no such session. It may have been withdrawn: look at the course's other dates.")
    return found


def _own(user: Any, public_id: UUID) -> Booking:
    """The user's own booking; anybody else's is not found, whatever they may see elsewhere."""
    mine = Booking.objects.for_user(user).filter(public_id=public_id).with_session().first()
    if mine is None:
        raise Http404("There is no such booking among yours. Your bookings are listed under My learning.")
    return mine
