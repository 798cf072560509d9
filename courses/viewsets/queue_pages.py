"""The waiting list of a session in the CMS: who gets the next place, and why."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions import waiting
from courses.models import Booking, Session
from courses.presenters import wording
from courses.presenters.queue_list import queue_rows
from courses.presenters.waiting import RULE, closes
from courses.viewsets.session_pages import coordinators_only
from foundation import policies


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest, pk: int) -> HttpResponse:
    """The list in the order it is served; on POST, put somebody first for a reason that is recorded."""
    sessions = Session.objects.visible_to(request.user).select_related("course", "venue").prefetch_related("dates")
    session = get_object_or_404(sessions, pk=pk)
    problem = _put_first(request, session) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return redirect("sessions:queue", pk)
    now, book = timezone.now(), policies.book()
    listed = Booking.objects.visible_to(request.user).filter(session=session, state__in=("waiting", "offered"))
    shown = {
        "rows": queue_rows(session, list(listed.select_related("person__user")), now, book),
        "free": max(session.capacity - session.places_taken, 0),
        "closes": closes(session, book),
        "rule": RULE,
        "problem": problem,
        "typed": request.POST,
    }
    return render(request, "courses/admin/session_queue.html", shown | _page(session), status=422 if problem else 200)


def _put_first(request: HttpRequest, session: Session) -> str:
    """What is wrong with what was typed; empty when it is done."""
    listed = Booking.objects.visible_to(request.user).filter(session=session)
    booking = next((each for each in listed if str(each.public_id) == request.POST.get("booking")), None)
    if booking is None:
        return "Choose somebody from the list."
    reason = request.POST.get("reason", "")
    try:
        waiting.put_first(booking_id=booking.pk, reason=reason, by=request.user, at=timezone.now())
    except waiting.PreferenceRefused as refused:
        return str(refused)
    messages.success(request, "They come first now, and the reason is kept with their booking.")
    return ""


def _page(session: Session) -> dict[str, Any]:
    title = f"Waiting list: {session.course.title}"
    return {
        "session": session,
        "page_title": title,
        "header_title": title,
        "page_subtitle": wording.dates(session.starts_at, session.ends_at),
        "header_icon": "group",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": reverse("sessions:index"), "label": "Sessions"},
            {"url": reverse("sessions:edit", args=[session.pk]), "label": session.ref},
            {"url": "", "label": "Waiting list"},
        ],
    }
