"""Marking on a phone, one date at a time; all dates in one table on a wide screen; the roster as a file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.actions import registers
from courses.forms.registers import Problem, read_register
from courses.models import Booking, SessionDate
from courses.permissions import can_export_roster
from courses.presenters.register_desk import Desk, opened
from courses.presenters.register_grid import grid
from courses.presenters.register_rows import drawn_rows
from courses.rules.conditions.loading import local_day
from foundation import changelog, spreadsheets

CSV_HEADINGS = ("Name", "Employee number", "E-mail", "State", "Booked at")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark who is there on one date. Saving writes a draft; nothing is spent until it is closed."""
    return serve_register(request, opened(request.user, public_id, timezone.now()))


def serve_register(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same for whoever the desk is open before."""
    shown = desk.shown(request.GET.get("date", ""))
    if request.method != "POST":
        return _page(request, desk, shown)
    given, problems = read_register(request.POST, desk.roster, shown)
    return _written(request, desk, given, problems, shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def all_dates(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every date of the session in one table, for a wide screen."""
    return serve_all_dates(request, opened(request.user, public_id, timezone.now()))


def serve_all_dates(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same for whoever the desk is open before."""
    problems: list[Problem] = []
    if request.method == "POST":
        given = []
        for number, each in enumerate(desk.dates):
            some, wrong = read_register(request.POST, desk.roster, each, suffix=f"-{number}")
            given += some
            problems += wrong
        answer = _saved(request, desk, given, problems)
        if not problems and answer:
            return redirect(request.path)
    return _grid_page(request, desk, problems)


@login_required
@require_safe
def roster_csv(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Who is booked, for a coordinator's own list."""
    now = timezone.now()
    if not can_export_roster(request.user, local_day(now)):
        raise PermissionDenied("The list as a file is for coordinators.")
    desk = opened(request.user, public_id, now)
    changelog.record(by=request.user, at=now, verb="exported roster", subject=desk.session)
    rows = (
        (
            row.name,
            row.number,
            row.email,
            Booking.State(row.state).label,
            row.created_at,
        )
        for row in desk.roster
    )
    response = StreamingHttpResponse(spreadsheets.write_csv(CSV_HEADINGS, rows), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="roster-{desk.session.public_id}.csv"'
    return response


def _written(
    request: HttpRequest, desk: Desk, given: list[registers.Given], problems: list[Problem], shown: SessionDate
) -> HttpResponse:
    if not _saved(request, desk, given, problems):
        return _page(request, desk, shown, problems)
    return redirect(f"{request.path}?date={shown.public_id}")


def _saved(request: HttpRequest, desk: Desk, given: list[registers.Given], problems: list[Problem]) -> bool:
    """Write the good marks; whether the page can be left. What is wrong is added to `problems`."""
    try:
        written = registers.mark(
            session_id=desk.session.pk,
            marks=given,
            by=desk.keeper.user,
            at=desk.now,
            signed_as=desk.keeper.signed_as,
        )
    except registers.MarkRefused as refused:
        problems[:] = [Problem(str(refused), "")]
        return False
    if problems:
        desk.reload()
        return False
    saved = "1 mark saved." if written == 1 else f"{written} marks saved."
    messages.success(request, saved if written else "Nothing had changed, so there was nothing to save.")
    return True


def _page(request: HttpRequest, desk: Desk, shown: SessionDate, problems: list[Problem] | None = None) -> HttpResponse:
    page = desk.page(shown)
    context = _context(desk, page, problems or [])
    if page.can_mark:
        context["drawn_rows"] = drawn_rows(page.rows, page.whole)
    return render(request, "courses/register.html", context)


def _grid_page(request: HttpRequest, desk: Desk, problems: list[Problem]) -> HttpResponse:
    page = desk.page(desk.shown(""))
    shown = grid(desk.dates, desk.roster, desk.newest, desk.now)
    return render(request, "courses/register_all_dates.html", {**_context(desk, page, problems), "grid": shown})


def _context(desk: Desk, page: Any, problems: list[Problem]) -> dict[str, Any]:
    errors = [{"text": problem.text, "anchor": problem.anchor} for problem in problems]
    return {"page": page, "errors": errors, "keeper": desk.keeper, "may_export": desk.keeper.may_export}
