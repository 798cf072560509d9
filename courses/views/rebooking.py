"""`/my/bookings/…/another-date/`: where the letter of a cancelled session leads; one press books another date.

Whoever the Academy let down comes first on every waiting list of the course for some months (DOMAIN 6,
rule 8): the page says so, and its buttons post where the course page's do.
"""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.models import Booking, Session
from courses.presenters.course import session_card
from courses.presenters.rebooking import other_date
from courses.presenters.session_offer import session_offer
from courses.rules.conditions.loading import contexts
from courses.rules.conditions.queue import queues
from foundation import policies


@login_required
@require_safe
def rebook(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The dates ahead of the course whose date was cancelled, each with its one button. Opening it does nothing."""
    now = timezone.now()
    mine = Booking.objects.for_user(request.user).filter(public_id=public_id).with_session().first()
    if mine is None:
        raise Http404("There is no such booking among yours. Your bookings are listed under My learning.")
    if mine.session.state != Session.State.CANCELLED:
        return redirect("courses:booking", public_id=public_id)
    ahead = Session.objects.visible_to(request.user).bookable(now).filter(course=mine.session.course_id)
    sessions = list(ahead.select_related("course").for_pages().order_by("starts_at", "pk"))
    book = policies.book()
    lists = queues(sessions=sessions, person=mine.person, at=now, book=book)
    found = contexts(sessions=sessions, person=mine.person, at=now, book=book, queues=lists) if sessions else {}
    dates = [
        other_date(session_card(session, now, session_offer(session, found[session.pk])), lists[session.pk])
        for session in sessions
    ]
    return render(request, "courses/rebook.html", {"course": mine.session.course, "booking": mine, "dates": dates})
