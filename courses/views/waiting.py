"""`/courses/sessions/…/waiting/` and `/offers/…/`: joining a waiting list, and answering an offer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.actions import waiting
from courses.forms.waiting import JoinForm
from courses.models import Booking, Offer
from courses.presenters import wording
from courses.presenters.waiting import RULE, closes
from courses.rules.bands import band_of
from courses.rules.conditions.queue import queues
from courses.rules.waiting import BANDS
from courses.views.taking import no_record, session_key_or_404, session_or_404
from foundation import policies, rate_limits
from foundation.british_dates import date_and_time
from workforce.models import Person

LIMIT, SECONDS = 60, 300
"""Requests from one address for offers: far more than a person needs, far fewer than guessing takes."""
CONFLICT, GONE, TOO_MANY = 409, 410, 429


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how the list works and what number one would be; on POST, join it."""
    now = timezone.now()
    person = Person.objects.for_user(request.user).first()
    if person is None:
        return no_record(request, public_id)
    session_id = session_key_or_404(request.user, public_id)
    mine = Booking.objects.for_user(request.user).live().filter(session=session_id).first()
    if mine is not None:  # pressed twice, or booked already
        return redirect("courses:booking", public_id=mine.public_id)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _join_page(request, public_id, person, form, now)
    try:
        made = waiting.join(
            session_id=session_id, person_id=person.pk, at_once=form.cleaned_data["at_once"], by=request.user, at=now
        )
    except waiting.JoiningRefused as refused:
        return _join_page(request, public_id, person, form, now, refused.refusals)
    messages.success(request, f"You are on the waiting list for {made.session.course.title}.")
    return redirect("courses:booking", public_id=made.public_id)


def _join_page(
    request: HttpRequest, public_id: UUID, person: Person, form: JoinForm, now: datetime, refused: Any = None
) -> HttpResponse:
    session, book = session_or_404(request.user, public_id), policies.book()
    shown = {
        "session": session,
        "form": form,
        "refusals": refused or [],
        "number": queues(sessions=[session], person=person, at=now, book=book)[session.pk].number,
        "own_band": BANDS[band_of(person.pk, session, now, book)],
        "closes": closes(session, book),
        "rule": RULE,
        "course_url": f"/courses/{session.course.slug}/",
    }
    return render(request, "courses/join_waiting.html", shown, status=CONFLICT if refused else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """A place that is kept: yes or no. Opening the page does nothing; whoever holds the link may answer."""
    try:
        rate_limits.count(what="offer", who=rate_limits.address_of(request), limit=LIMIT, seconds=SECONDS)
    except rate_limits.AskedTooOften as too_often:
        return _closed(request, None, str(too_often), TOO_MANY)
    found = waiting.find_offer(token)
    if found is None:
        return _closed(request, None, waiting.UNKNOWN_OFFER, GONE)
    if request.user.is_authenticated and found.booking.person.user_id != request.user.pk:
        return _closed(request, None, "This place was offered to somebody else. Sign out to answer for them.", 403)
    now = timezone.now()
    if request.method == "POST":
        return _answer(request, found, now)
    ended = waiting.ended(found, now)
    return _closed(request, found, ended, GONE) if ended else _offer_page(request, found)


def _answer(request: HttpRequest, found: Offer, now: datetime) -> HttpResponse:
    """Do what the button says; anything else is no answer."""
    said: dict[str, Any] = {"token": found.token, "by": found.booking.person.user, "at": now}
    answers = {
        "accept": lambda: waiting.accept(**said),
        "decline": lambda: waiting.decline(**said),
        "keep": lambda: waiting.decline(**said, keep=True),
        "rejoin": lambda: waiting.rejoin(**said),
    }
    answer = request.POST.get("answer", "")
    if answer not in answers:
        return redirect("courses:offer", token=found.token)
    try:
        answers[answer]()
    except waiting.OfferGone as gone:
        return _closed(request, found, str(gone), GONE)
    except (waiting.OfferRefused, waiting.JoiningRefused) as refused:
        return _offer_page(request, found, refused.refusals, can_answer=answer == "accept")
    return render(request, "courses/offer_answered.html", _facts(found) | {"answer": answer})


def _offer_page(request: HttpRequest, found: Offer, refused: Any = None, *, can_answer: bool = True) -> HttpResponse:
    context = _facts(found) | {"refusals": refused or [], "can_answer": can_answer}
    return render(request, "courses/offer.html", context, status=CONFLICT if refused else 200)


def _closed(request: HttpRequest, found: Offer | None, sentence: str, status: int) -> HttpResponse:
    context = {"sentence": sentence} | (_facts(found) if found else {})
    can_rejoin = found is not None and found.outcome in (Offer.Outcome.LAPSED, Offer.Outcome.DECLINED)
    return render(request, "courses/offer_closed.html", context | {"can_rejoin": can_rejoin}, status=status)


def _facts(found: Offer) -> dict[str, Any]:
    session = found.booking.session
    return {
        "offer": found,
        "session": session,
        "title": session.course.title,
        "dates": wording.dates(session.starts_at, session.ends_at),
        "until": date_and_time(found.expires_at),
        "course_url": f"/courses/{session.course.slug}/",
    }
