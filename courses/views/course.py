"""`/courses/<slug>/`: one course, and its preview for editors."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.actions.courses import TERM_FIELDS
from courses.models import Course, Session
from courses.presenters.course import NO_DATES, CourseFace, course_face, retired, session_card
from courses.presenters.course_rows import Reader, all_drawn
from courses.presenters.session_offer import SessionOffer, session_offer
from courses.querysets.learners import learner_of
from courses.querysets.sessions_ahead import sessions_ahead
from courses.rules.conditions.loading import contexts
from courses.rules.conditions.queue import queues
from foundation import policies, public_copies
from workforce.permissions import is_line_manager

ALTERNATIVES = 3


@require_safe
def course(request: HttpRequest, slug: str, preview: Course | None = None) -> HttpResponse:
    """The page of a published course. `preview` is a draft that the CMS wants to see as it would be."""
    now = timezone.now()
    face = _face(slug) if preview is None else course_face(preview, _terms(preview), preview=True)
    if face is None:
        raise Http404("No course has this address. It may have been renamed: search the catalogue.")
    shown = preview or face.course()
    sessions = sessions_ahead(shown, now) if preview is None else _sessions(request, preview, now)
    offers = {} if preview else _offers(request.user, sessions, now)
    cards = [session_card(session, now, offers.get(session.pk)) for session in sessions]
    context: dict[str, Any] = {
        "face": face,
        "course": shown,
        "sessions": all_drawn(cards, _reader(request, face, now)),
        "no_dates": NO_DATES,
        "retired": retired(shown, now),
    }
    if context["retired"]:
        context["alternatives"] = _alternatives(shown, timezone.localdate(now))
        return render(request, "courses/course_retired.html", context)
    response = render(request, "courses/course.html", context)
    if preview is None:
        public_copies.mark_listing(request, response)
    return response


def _face(slug: str) -> CourseFace | None:
    """What the page says to everybody: from the kept copy, which publishing empties. Two queries to make it."""

    def made() -> CourseFace | None:
        found = Course.objects.published().filter(slug=slug).first()
        return found and course_face(found, Course.objects.term_names(found.pk))

    kept: CourseFace | None = public_copies.for_listing(f"course:{slug}", made)
    return kept


def _reader(request: HttpRequest, face: CourseFace, now: datetime) -> Reader:
    return Reader(
        sign_in_url="" if request.user.is_authenticated else sign_in_url(request.path),
        has_team=is_line_manager(request.user, timezone.localdate(now)),
        preview=face.preview,
    )


def _alternatives(shown: Course, day: date) -> list[Course]:
    return list(Course.objects.alternatives_to(shown, day)[:ALTERNATIVES])


def sign_in_url(path: str) -> str:
    """Where to sign in, and come back here."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': path})}"


def _sessions(request: HttpRequest, draft: Course, now: datetime) -> list[Session]:
    """Sessions of a course that may not be published, as its editor may know of them."""
    if draft.pk is None:
        return []
    found = list(Session.objects.visible_to(request.user).ahead(now).filter(course_id=draft.pk).for_pages())
    for session in found:
        session.course = draft
    return found


def _offers(user: Any, sessions: list[Session], now: datetime) -> dict[int, SessionOffer]:
    """What each session would mean for the signed-in learner; nothing for somebody who cannot learn here."""
    person = learner_of(user, timezone.localdate(now)) if sessions else None
    if person is None:
        return {}
    book = policies.book()
    lists = queues(sessions=sessions, person=person, at=now, book=book)
    found = contexts(sessions=sessions, person=person, at=now, book=book, queues=lists)
    return {session.pk: session_offer(session, found[session.pk]) for session in sessions}


def _terms(shown: Course) -> dict[str, list[str]]:
    """Names by field, read from the draft itself, which nothing in the database knows yet."""
    return {name: [term.name for term in getattr(shown, name).all()] for name in TERM_FIELDS}
