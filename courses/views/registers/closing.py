"""The check before a register is closed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions import registers
from courses.models import SessionDate
from courses.policies import COMPLETE
from courses.presenters import registers as present
from courses.presenters.register_desk import Desk, opened
from courses.rules.attendance import DayMark, attendance, day_as_marked
from courses.rules.conditions.loading import local_day
from courses.rules.rosters import OnRegister
from foundation import policies


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close_register(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The check before closing: who attended, who did not, what it will do; on POST, close."""
    return serve_close(request, opened(request.user, public_id, timezone.now()))


def serve_close(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same for whoever the desk is open before."""
    problem = ""
    if request.method == "POST":
        try:
            registers.close(session_id=desk.session.pk, by=desk.keeper.user, at=desk.now)
        except registers.MarkRefused as refused:
            problem = str(refused)
        else:
            messages.success(request, "The register is closed. Everybody has been told.")
            return redirect(desk.address)
    page = desk.page(desk.dates[-1])
    if page.closed:
        return redirect(desk.address)
    shown = {"page": page, "totals": _totals(desk, page), "errors": [{"text": problem}] if problem else []}
    return render(request, "courses/register_close.html", shown)


def _totals(desk: Desk, page: present.RegisterPage) -> dict[str, list[str]]:
    """What closing would write, by the rule the action uses; nothing while marks are missing."""
    if page.missing_in_all:
        return {}
    percent = policies.book().whole(COMPLETE, local_day(desk.dates[-1].starts_at))
    rows = []
    for booking in desk.roster:
        days = [_as_marked(desk, booking, each) for each in desk.dates]
        rows.append((attendance(days, desk.session.weights, percent).outcome, booking.name))
    return present.totals(rows)


def _as_marked(desk: Desk, booking: OnRegister, each: SessionDate) -> DayMark:
    newest = desk.newest[booking.pk, each.pk]
    return day_as_marked(local_day(each.starts_at), each.learning_minutes, newest.mark, newest.minutes)
