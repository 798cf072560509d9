"""`/courses/<slug>/`: one course, and its preview for editors."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.actions.courses import TERM_FIELDS
from courses.models import Course, Session
from courses.presenters.course import course_page
from courses.presenters.session_offer import SessionOffer, session_offer
from courses.rules.conditions.loading import contexts
from courses.rules.conditions.queue import queues
from foundation import policies, public_copies
from workforce.models import Person
from workforce.permissions import is_line_manager

ALTERNATIVES = 3


@require_safe
def course(request: HttpRequest, slug: str, preview: Course | None = None) -> HttpResponse:
    """The page of a published course. `preview` is a draft that the CMS wants to see as it would be."""
    now = timezone.now()
    shown = preview or Course.objects.published().filter(slug=slug).first()
    if shown is None:
        raise Http404("No course has this address. It may have been renamed: search the catalogue.")
    sessions = _sessions(request, shown, now)
    offers = {} if preview else _offers(request.user, sessions, now)
    terms = Course.objects.term_names(shown.pk) if preview is None else _terms(shown)
    page = course_page(shown, terms, sessions, now, offers=offers, preview=preview is not None)
    context: dict[str, Any] = {"page": page, "course": shown, "sign_in_url": sign_in_url(request.path)}
    context["has_team"] = is_line_manager(request.user, timezone.localdate(now))
    if page.retired:
        day = timezone.localdate(now)
        context["alternatives"] = Course.objects.alternatives_to(shown, day)[:ALTERNATIVES]
        return render(request, "courses/course_retired.html", context)
    response = render(request, "courses/course.html", context)
    if preview is None:
        public_copies.mark_listing(request, response)
    return response


def sign_in_url(path: str) -> str:
    """Where to sign in, and come back here."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': path})}"


def _sessions(request: HttpRequest, shown: Course, now: datetime) -> list[Session]:
    if shown.pk is None:
        return []
    found = list(Session.objects.visible_to(request.user).ahead(now).filter(course_id=shown.pk).for_pages())
    for session in found:
        session.course = shown
    return found


def _offers(user: Any, sessions: list[Session], now: datetime) -> dict[int, SessionOffer]:
    """What each session would mean for the signed-in learner; nothing for somebody who cannot learn here."""
    person = Person.objects.for_user(user).only("standing", "suspended_on").first() if sessions else None
    if person is None:
        return {}
    book = policies.book()
    lists = queues(sessions=sessions, person=person, at=now, book=book)
    found = contexts(sessions=sessions, person=person, at=now, book=book, queues=lists)
    return {session.pk: session_offer(session, found[session.pk]) for session in sessions}


def _terms(shown: Course) -> dict[str, list[str]]:
    """Names by field, read from the draft itself, which nothing in the database knows yet."""
    return {name: [term.name for term in getattr(shown, name).all()] for name in TERM_FIELDS}
