"""`/sessions/<id>/register/`: marking on a phone, closing after a check, the roster as a file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.actions import registers
from courses.forms.registers import Problem, read_register
from courses.models import AttendanceMark, Booking, Session, SessionDate
from courses.permissions import can_export_roster, can_mark
from courses.policies import COMPLETE
from courses.presenters import registers as present
from courses.presenters.register_rows import drawn_rows
from courses.rules.attendance import DayMark, attendance, day_as_marked
from courses.rules.conditions.loading import local_day
from foundation import changelog, policies, spreadsheets

CSV_HEADINGS = ("Name", "Employee number", "E-mail", "State", "Booked at")


@dataclass(slots=True)
class _Loaded:
    """A register's rows, in five queries whatever its length."""

    session: Session
    dates: list[SessionDate]
    roster: list[Booking]
    newest: present.Newest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark who is there on one date. Saving writes a draft; nothing is spent until it is closed."""
    now = timezone.now()
    loaded = _load(request.user, public_id, now)
    shown = present.date_to_show(loaded.dates, request.GET.get("date", ""), now)
    if request.method != "POST":
        return _page(request, loaded, shown, now)
    given, problems = read_register(request.POST, loaded.roster, shown)
    try:
        written = registers.mark(session_id=loaded.session.pk, marks=given, by=request.user, at=now)
    except registers.MarkRefused as refused:
        return _page(request, loaded, shown, now, [Problem(str(refused), "")])
    if problems:
        return _page(request, _load(request.user, public_id, now), shown, now, problems)
    saved = "1 mark saved." if written == 1 else f"{written} marks saved."
    messages.success(request, saved if written else "Nothing had changed, so there was nothing to save.")
    return redirect(f"{request.path}?date={shown.public_id}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close_register(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The check before closing: who attended, who did not, what it will do; on POST, close."""
    now = timezone.now()
    loaded = _load(request.user, public_id, now)
    problem = ""
    if request.method == "POST":
        try:
            registers.close(session_id=loaded.session.pk, by=request.user, at=now)
        except registers.MarkRefused as refused:
            problem = str(refused)
        else:
            messages.success(request, "The register is closed. Everybody has been told.")
            return redirect("courses:register", public_id=public_id)
    page = present.register_page(loaded.session, loaded.dates, loaded.dates[-1], loaded.roster, loaded.newest, now)
    if page.closed:
        return redirect("courses:register", public_id=public_id)
    shown = {"page": page, "totals": _totals(loaded, page), "errors": [{"text": problem}] if problem else []}
    return render(request, "courses/register_close.html", shown)


@login_required
@require_safe
def roster_csv(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Who is booked, for a coordinator's own list."""
    now = timezone.now()
    if not can_export_roster(request.user, local_day(now)):
        raise PermissionDenied("The list as a file is for coordinators.")
    loaded = _load(request.user, public_id, now)
    changelog.record(by=request.user, at=now, verb="exported roster", subject=loaded.session)
    rows = (
        (
            row.person.full_name,
            row.person.employee_number,
            row.person.work_email,
            row.get_state_display(),
            row.created_at,
        )
        for row in loaded.roster
    )
    response = StreamingHttpResponse(spreadsheets.write_csv(CSV_HEADINGS, rows), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="roster-{loaded.session.public_id}.csv"'
    return response


def _load(user: Any, public_id: UUID, now: datetime) -> _Loaded:
    """The register for somebody who may mark it; for anybody else it is refused, or not there at all."""
    session = (
        Session.objects.visible_to(user)
        .filter(public_id=public_id)
        .select_related("course", "venue", "register_closed_by")
        .prefetch_related("dates")
        .first()
    )
    if session is None or session.state not in (Session.State.OPEN, Session.State.CLOSED):
        raise Http404("There is no register here. The session may have been cancelled.")
    if not can_mark(user, session, local_day(now)):
        raise PermissionDenied(registers.TRAINERS_ONLY)
    roster = Booking.objects.visible_to(user).filter(session=session).on_the_roster()
    marks = AttendanceMark.objects.visible_to(user).of_sessions([session.pk]).newest().select_related("by")
    return _Loaded(
        session=session,
        dates=list(session.dates.all()),
        roster=list(roster.select_related("person").order_by("person__sort_name", "pk")),
        newest=present.by_booking_and_date(marks),
    )


def _page(
    request: HttpRequest, loaded: _Loaded, shown: SessionDate, now: datetime, problems: list[Problem] | None = None
) -> HttpResponse:
    page = present.register_page(loaded.session, loaded.dates, shown, loaded.roster, loaded.newest, now)
    errors = [{"text": problem.text, "anchor": problem.anchor} for problem in problems or []]
    may_export = can_export_roster(request.user, local_day(now))
    context = {"page": page, "errors": errors, "may_export": may_export}
    if page.can_mark:
        context["drawn_rows"] = drawn_rows(page.rows, page.whole)
    return render(request, "courses/register.html", context)


def _totals(loaded: _Loaded, page: present.RegisterPage) -> dict[str, list[str]]:
    """What closing would write, by the rule the action uses; nothing while marks are missing."""
    if page.missing_in_all:
        return {}
    percent = policies.book().whole(COMPLETE, local_day(loaded.dates[-1].starts_at))
    rows = []
    for booking in loaded.roster:
        days = [_as_marked(loaded, booking, each) for each in loaded.dates]
        rows.append((attendance(days, loaded.session.weights, percent).outcome, booking.person.full_name))
    return present.totals(rows)


def _as_marked(loaded: _Loaded, booking: Booking, each: SessionDate) -> DayMark:
    newest = loaded.newest[booking.pk, each.pk]
    return day_as_marked(local_day(each.starts_at), each.learning_minutes, newest.mark, newest.minutes)
