"""The code on the trainer's screen, and the page it opens on somebody's phone."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.actions import registers
from courses.models import SessionDate
from courses.presenters.check_in import screen, self_check_in
from courses.presenters.register_desk import Desk, opened
from courses.rules import check_in as rules

COOKIE = "academy_check_in"
SALT = "courses.check-in.grace"
LONGEST_GRACE = timedelta(hours=1)
"""How long a browser keeps the note at most; the policy decides whether it still counts."""
CODE_OLD = "That code has run out, so you are not checked in. Scan the code on the screen again."


@never_cache
@login_required
@require_safe
def check_in_screen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The big screen in the room: a code that changes all the time."""
    return serve_screen(request, opened(request.user, public_id, timezone.now()))


def serve_screen(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same for whoever the desk is open before. `?part=code` is only what changes."""
    shown = desk.shown(request.GET.get("date", ""))
    code = rules.code_for(shown.public_id, desk.now)
    address = request.build_absolute_uri(reverse("courses:check_in", args=[shown.public_id, code]))
    context = {"screen": screen(desk, shown, address), "page": desk.page(shown)}
    part = request.GET.get("part") == "code"
    return render(request, "courses/check_in_code.html" if part else "courses/check_in_screen.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, date_id: UUID, code: str) -> HttpResponse:
    """Say what the code is for; on POST, check in. A code seen in time still counts after signing in."""
    now = timezone.now()
    scanned_at = now if rules.is_current(date_id, code, now) else _noted(request, date_id)
    if not request.user.is_authenticated:
        response: HttpResponse = redirect_to_login(request.get_full_path())
    elif request.method == "POST":
        response = _press(request, date_id, code, scanned_at, now)
    else:
        response = _page(request, date_id, scanned_at, now)
    if scanned_at == now:
        _note(response, date_id, now)
    return response


def _press(request: HttpRequest, date_id: UUID, code: str, scanned_at: datetime | None, now: datetime) -> HttpResponse:
    """Write the mark, then show what the register says: never a success that is not there."""
    day = _date(date_id)
    if scanned_at is None:
        return _page(request, date_id, scanned_at, now)
    try:
        registers.check_in(date_id=day.pk, scanned_at=scanned_at, by=request.user, at=now)
    except registers.CheckInRefused as refused:
        return _page(request, date_id, scanned_at, now, str(refused))
    return redirect("courses:check_in", date_id=date_id, code=code)


def _page(
    request: HttpRequest, date_id: UUID, scanned_at: datetime | None, now: datetime, problem: str = ""
) -> HttpResponse:
    shown = self_check_in(request.user, _date(date_id), scanned_at, now)
    if not shown.done and not problem:
        problem = shown.problem or (CODE_OLD if scanned_at is None else "")
    status = 409 if problem and request.method == "POST" else 200
    return render(request, "courses/check_in.html", {"shown": shown, "problem": problem}, status=status)


def _date(date_id: UUID) -> SessionDate:
    found = SessionDate.objects.select_related("session__course", "session__venue").filter(public_id=date_id).first()
    if found is None or found.session.state == "planned":
        raise Http404("There is no such date. Scan the code on the screen again.")
    return found


def _note(response: HttpResponse, date_id: UUID, at: datetime) -> None:
    """Keep in this browser that the code was seen in time: signed, and for this date only."""
    value = f"{date_id}:{int(at.timestamp())}"
    response.set_signed_cookie(
        COOKIE,
        value,
        salt=SALT,
        max_age=int(LONGEST_GRACE.total_seconds()),
        path="/check-in/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _noted(request: HttpRequest, date_id: UUID) -> datetime | None:
    """When this browser saw the code of that date; None when it did not, or too long ago."""
    try:
        value = request.get_signed_cookie(COOKIE, salt=SALT, max_age=LONGEST_GRACE)
    except (KeyError, signing.BadSignature):
        return None
    key, _, moment = (value or "").partition(":")
    return datetime.fromtimestamp(int(moment), tz=UTC) if key == str(date_id) else None
