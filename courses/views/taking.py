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
from courses.models import Booking, RememberedNeed, Session
from courses.presenters.session_offer import session_offer, who_is_asked
from courses.rules.conditions import Refusal
from courses.rules.conditions.loading import contexts
from courses.rules.conditions.queue import queues
from courses.rules.wishes import BEYOND_ALLOWANCE
from foundation import policies
from workforce.models import Person

CONFLICT = 409


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what a booking would mean; on POST, make it or ask for it."""
    now = timezone.now()
    session = session_or_404(request.user, public_id)
    person = Person.objects.for_user(request.user).first()
    if person is None:
        return render(request, "courses/book_no_record.html", {"session": session}, status=403)
    if request.method != "POST":
        return _offer_page(request, session, person, now, _empty_form(request.user))
    form = WishForm(request.POST)
    if not form.is_valid():
        return _offer_page(request, session, person, now, form)
    wish = form.wish(beyond_allowance=request.POST.get("asks") == BEYOND_ALLOWANCE)
    try:
        made = bookings.request(session_id=session.pk, person_id=person.pk, wish=wish, by=request.user, at=now)
    except bookings.BookingRefused as refused:
        if refused.refusal.key == "not_booked_already":  # pressed twice
            mine = Booking.objects.for_user(request.user).live()
            return redirect("courses:booking", public_id=mine.get(session=session).public_id)
        return _offer_page(request, session, person, now, form, refused.refusals)
    return redirect("courses:booked", public_id=made.public_id)


def session_or_404(user: Any, public_id: UUID) -> Session:
    """A session the user may know of, with what its page says."""
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


def _empty_form(user: Any) -> WishForm:
    """With what the person wished us to remember."""
    remembered = dict(RememberedNeed.objects.for_user(user).values_list("kind", "words"))
    return WishForm(needs=remembered, initial={"remember": bool(remembered)})


def _offer_page(
    request: HttpRequest,
    session: Session,
    person: Person,
    now: datetime,
    form: WishForm,
    refused: list[Refusal] | None = None,
) -> HttpResponse:
    """The page before the press, and the same with the reasons when the press was refused."""
    book = policies.book()
    lists = queues(sessions=[session], person=person, at=now, book=book)
    context = contexts(sessions=[session], person=person, at=now, book=book, queues=lists)[session.pk]
    offer = session_offer(session, context, refused)
    shown = {
        "session": session,
        "offer": offer,
        "asked": who_is_asked(person, timezone.localdate(now)) if offer.needs_approval else "",
        "form": form,
        "refused": refused is not None,
        "course_url": f"/courses/{session.course.slug}/",
    }
    return render(request, "courses/book.html", shown, status=CONFLICT if refused else 200)
