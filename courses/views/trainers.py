"""`/trainer/<token>/`: an outside trainer's page. The link alone opens nothing: a code mailed to them does.

The code gives this browser a signed cookie, for this link's pages only and for some hours.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions import trainer_links
from courses.actions.sessions import SessionRefused, needs
from courses.emails.trainers import MINUTES
from courses.models import TrainerLink
from courses.presenters.led_sessions import feedback_of_outsider, trainer_page
from courses.presenters.register_desk import opened_by_link
from courses.views.led import TOLD
from courses.views.registers.adding import serve_add, serve_take_off
from courses.views.registers.checking_in import serve_screen
from courses.views.registers.closing import serve_close
from courses.views.registers.marking import serve_all_dates, serve_register
from courses.views.registers.meeting import serve_meeting_list
from courses.views.registers.sheets import serve_sheet, serve_sheet_pdf
from foundation import rate_limits

COOKIE, SALT, HOURS = "trainer", "courses.trainer-page", 8
CODES, TRIES, WINDOW = 5, 20, 900
View = Callable[..., HttpResponseBase]


def with_link(view: View) -> View:
    """Hand the view the working link; anything else is not found, alike for all."""

    @never_cache
    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        now = timezone.now()
        try:
            rate_limits.count(what="trainer-page", who=rate_limits.address_of(request), limit=300, seconds=WINDOW)
            link = trainer_links.link_of(token, now)
        except trainer_links.LinkRefused as refused:
            raise Http404(str(refused)) from None
        except rate_limits.AskedTooOften as refused:
            return HttpResponse(str(refused), status=429, content_type="text/plain")
        answer = view(request, token=token, link=link, now=now, **kwargs)
        answer["Referrer-Policy"] = "same-origin"  # none at all, and browsers forbid the forms
        return answer

    return found


def came_in(view: View) -> View:
    """The same, for a browser that a code has opened the page in; any other is sent to the first page."""

    @with_link
    @wraps(view)
    def inside(request: HttpRequest, token: str, link: TrainerLink, now: datetime, **kwargs: Any) -> HttpResponseBase:
        if not _is_in(request, link):
            return redirect("courses:trainer", token=token)
        return view(request, token=token, link=link, now=now, **kwargs)

    return inside


@require_safe
@with_link
def trainer(request: HttpRequest, token: str, link: TrainerLink, now: datetime) -> HttpResponse:
    """The page; before the code, a button that mails one. Opening it does nothing."""
    if not _is_in(request, link):
        return _door(request, token, link)
    context = {
        "page": trainer_page(link.trainer, now),
        "register_url": reverse("courses:trainer_register", args=[token]),
        "ill_url": reverse("courses:trainer_ill", args=[token]),
        "said": feedback_of_outsider(link.trainer, now),
    }
    return render(request, "courses/trainers/session.html", context)


@sensitive_post_parameters("code")
@require_POST
@with_link
def code(request: HttpRequest, token: str, link: TrainerLink, now: datetime) -> HttpResponse:
    """Mail a code, or take one."""
    given = request.POST.get("code")
    try:
        if given is None:
            rate_limits.count(what="trainer-code", who=str(link.pk), limit=CODES, seconds=WINDOW)
            trainer_links.send_code(token=token, at=now)
            return _door(request, token, link, sent=True)
        rate_limits.count(what="trainer-try", who=str(link.pk), limit=TRIES, seconds=WINDOW)
        trainer_links.check_code(token=token, code=given, at=now)
    except (trainer_links.LinkRefused, rate_limits.AskedTooOften) as refused:
        return _door(request, token, link, sent=given is not None, problem=str(refused))
    answer = redirect("courses:trainer", token=token)
    path = reverse("courses:trainer", args=[token])
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_signed_cookie(
        COOKIE, str(link.pk), salt=SALT, max_age=HOURS * 3600, path=path, secure=secure, httponly=True, samesite="Lax"
    )
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@came_in
def ill(request: HttpRequest, token: str, link: TrainerLink, now: datetime) -> HttpResponse:
    """Ask once more, then tell the coordinators."""
    back = reverse("courses:trainer", args=[token])
    if request.method != "POST":
        return render(request, "courses/trainers/ill.html", {"page": trainer_page(link.trainer, now), "back": back})
    try:
        needs.cannot_lead(trainer_id=link.trainer_id, by=None, at=now, by_link=True)
    except SessionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, TOLD)
    return redirect(back)


def _at_desk(serve: View) -> View:
    """A page of the register, signed with the trainer's name, by whoever serves it to trainers of ours."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @came_in
    def served(request: HttpRequest, token: str, link: TrainerLink, now: datetime, **kwargs: Any) -> HttpResponseBase:
        address = reverse("courses:trainer_register", args=[token])
        desk = opened_by_link(link.trainer.session, link.trainer.name, address, now)
        return serve(request, desk, **kwargs)

    return served


register = _at_desk(serve_register)
close_register = _at_desk(serve_close)
all_dates = _at_desk(serve_all_dates)
add = _at_desk(serve_add)
take_off = _at_desk(serve_take_off)
meeting_list = _at_desk(serve_meeting_list)
check_in_screen = require_safe(_at_desk(serve_screen))
sheet = require_safe(_at_desk(serve_sheet))
sheet_pdf = require_safe(_at_desk(serve_sheet_pdf))


def _is_in(request: HttpRequest, link: TrainerLink) -> bool:
    key = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=HOURS * 3600)
    return key == str(link.pk)


def _door(
    request: HttpRequest, token: str, link: TrainerLink, *, sent: bool = False, problem: str = ""
) -> HttpResponse:
    context = {
        "title": link.trainer.session.course.title,
        "code_url": reverse("courses:trainer_code", args=[token]),
        "sent": sent,
        "problem": problem,
        "minutes": MINUTES,
    }
    return render(request, "courses/trainers/door.html", context, status=422 if problem else 200)
