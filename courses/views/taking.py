"""`/courses/sessions/…/book/`: what a booking would mean, and the press that asks for it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions import bookings
from courses.forms.wishes import WishForm
from courses.models import Booking, Session
from courses.presenters.session_offer import session_offer, who_is_asked
from courses.querysets.learners import learner_of, remembered_needs
from courses.querysets.session_pages import public_key, session_for
from courses.rules.conditions import BookingContext
from courses.rules.conditions.loading import contexts
from courses.rules.conditions.queue import queues
from courses.rules.wishes import BEYOND_ALLOWANCE
from foundation import policies
from workforce.models import Person

CONFLICT = 409
NO_SESSION = "There is no such session. It may have been withdrawn: look at the course's other dates."


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what a booking would mean; on POST, make it or ask for it."""
    now = timezone.now()
    person = learner_of(request.user, timezone.localdate(now))
    if person is None:
        return no_record(request, public_id)
    if request.method != "POST":
        return _offer_page(request, public_id, person, now, _empty_form(request.user))
    form = WishForm(request.POST)
    if not form.is_valid():
        return _offer_page(request, public_id, person, now, form)
    session_id = session_key_or_404(request.user, public_id)
    wish = form.wish(beyond_allowance=request.POST.get("asks") == BEYOND_ALLOWANCE)
    try:
        made = bookings.request(session_id=session_id, person_id=person.pk, wish=wish, by=request.user, at=now)
    except bookings.BookingRefused as refused:
        if refused.refusal.key == "not_booked_already":  # pressed twice
            mine = Booking.objects.for_user(request.user).live()
            return redirect("courses:booking", public_id=mine.get(session=session_id).public_id)
        return _offer_page(request, public_id, person, now, form, refused)
    return redirect("courses:booked", public_id=made.public_id)


def no_record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Somebody who signs in but learns nothing here: what to do about it."""
    session = session_or_404(request.user, public_id)
    return render(request, "courses/book_no_record.html", {"session": session}, status=403)


def session_key_or_404(user: Any, public_id: UUID) -> int:
    """The key of a session the user may know of: all that a press needs, since the action reads it under its lock."""
    found = public_key(user, public_id)
    if found is None:
        raise Http404(NO_SESSION)
    return found


def session_or_404(user: Any, public_id: UUID) -> Session:
    """A session the user may know of, with what its page says."""
    found: Session | None = session_for(user, public_id)
    if found is None:
        raise Http404(NO_SESSION)
    return found


def _empty_form(user: Any) -> WishForm:
    """With what the person wished us to remember."""
    remembered = remembered_needs(user)
    return WishForm(needs=remembered, initial={"remember": bool(remembered)})


def _offer_page(
    request: HttpRequest,
    public_id: UUID,
    person: Person,
    now: datetime,
    form: WishForm,
    refused: bookings.BookingRefused | None = None,
) -> HttpResponse:
    """The page before the press, and the same with the reasons when the press was refused."""
    session = session_or_404(request.user, public_id)
    context = refused.context if refused else _context(session, person, now)
    offer = session_offer(session, context, refused.refusals if refused else None)
    shown = {
        "session": session,
        "offer": offer,
        "asked": who_is_asked(person, timezone.localdate(now)) if offer.needs_approval else "",
        "form": form,
        "refused": refused is not None,
        "course_url": f"/courses/{session.course.slug}/",
    }
    return render(request, "courses/book.html", shown, status=CONFLICT if refused else 200)


def _context(session: Session, person: Person, now: datetime) -> BookingContext:
    """What the conditions look at before anybody has pressed; after a press the action has looked already."""
    book = policies.book()
    lists = queues(sessions=[session], person=person, at=now, book=book)
    return contexts(sessions=[session], person=person, at=now, book=book, queues=lists)[session.pk]
