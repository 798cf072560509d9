"""Pages that plan, change, open and cancel a session: load, one action, message, respond."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from courses.actions.sessions import (
    SessionRefused,
    cancel_session,
    change_session,
    open_session,
    plan_session,
    undo_cancelling,
    undo_opening,
)
from courses.forms.sessions import CancelForm, SessionForm, date_formset
from courses.models import Booking, Session
from courses.permissions import (
    COORDINATORS_ONLY,
    NOT_YOUR_SESSION,
    can_manage_session,
    can_manage_sessions,
    demand,
)
from courses.presenters import wording
from courses.presenters.unanswered import unanswered

View = Callable[..., HttpResponseBase]
FOLDED = ("minimum_places", "equipment", "cost", "budget_code", "owner_team", "clash_reason")
"""Fields that most sessions leave as they are: folded on the form."""


def coordinators_only(view: View) -> View:
    """Refuse everybody else before anything is loaded."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        demand(can_manage_sessions(request.user, timezone.localdate()), COORDINATORS_ONLY)
        return view(request, *args, **kwargs)

    return guarded


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Plan a session."""
    copied = request.GET.get("copy", "")
    like = one_session(request, int(copied)) if copied.isdecimal() and len(copied) < 19 else None
    form = SessionForm(request.POST or None, session=like, copy=True)
    dates = date_formset(request.POST or None)
    if request.method == "POST" and form.is_valid() and dates.is_valid():
        try:
            session = plan_session(
                course=form.cleaned_data["course"], plan=form.plan(dates.spans), by=request.user, at=timezone.now()
            )
        except SessionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Session {session.ref} is planned. Open it when people may book.")
            return redirect("sessions:edit", session.pk)
    return _form_page(request, form, dates, None)


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One session, and what may be changed about it."""
    session = one_session(request, pk)
    form, dates = SessionForm(request.POST or None, session=session), date_formset(request.POST or None, session)
    if request.method == "POST" and form.is_valid() and dates.is_valid():
        try:
            change_session(session_id=pk, plan=form.plan(dates.spans), by=request.user, at=timezone.now())
        except SessionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"Session {session.ref} is changed. People who are booked are told of a new date or place."
            )
            return redirect("sessions:edit", pk)
    return _form_page(request, form, dates, session)


@coordinators_only
@require_POST
def open_for_booking(request: HttpRequest, pk: int) -> HttpResponse:
    """Let people book."""
    session = one_session(request, pk)
    try:
        open_session(session_id=session.pk, by=request.user, at=timezone.now())
    except SessionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Session {session.ref} is open: people can book it.")
    return redirect("sessions:edit", pk)


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then cancel and tell everyone."""
    session, form = one_session(request, pk), CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_session(session_id=pk, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except SessionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Session {session.ref} is cancelled. Everybody booked is being told.")
            return redirect("sessions:edit", pk)
    return render(
        request, "courses/admin/session_cancel.html", page_context(session, "Cancel a session") | {"form": form}
    )


@coordinators_only
@require_POST
def undo_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Opened by mistake: back to planned."""
    return _undone(request, pk, undo_opening, "is planned again, and off the site.")


@coordinators_only
@require_POST
def undo_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancelled by mistake: back to planned."""
    return _undone(request, pk, undo_cancelling, "is planned again.")


def _undone(request: HttpRequest, pk: int, undo: Callable[..., Session], said: str) -> HttpResponse:
    session = one_session(request, pk)
    try:
        undo(session_id=session.pk, by=request.user, at=timezone.now())
    except SessionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Session {session.ref} {said}")
    return redirect("sessions:edit", pk)


def one_session(request: HttpRequest, pk: int) -> Session:
    """A session this coordinator looks after; any other is refused."""
    found = Session.objects.visible_to(request.user).select_related("course", "venue")
    session = get_object_or_404(found, pk=pk)
    demand(can_manage_session(request.user, session, timezone.localdate()), NOT_YOUR_SESSION)
    return session


def _form_page(request: HttpRequest, form: SessionForm, dates: Any, session: Session | None) -> HttpResponse:
    title = session.course.title if session else "Plan a session"
    context = page_context(session, title) | {"form": form, "dates": dates, "folded": FOLDED}
    if session:
        needs = session.needs.open(timezone.now()).oldest_first()
        context |= {"to_decide": " ".join(f"{need.get_kind_display()}." for need in needs)}
        context |= {"unanswered": unanswered(session, request.user), "outside": session.trainers.outside().exists()}
        context["attended"] = quote(urlencode({"session": session.ref, "state": Booking.State.ATTENDED}))
    status = 422 if form.is_bound else 200
    return render(request, "courses/admin/session_form.html", context, status=status)


def page_context(session: Session | None, title: str) -> dict[str, Any]:
    """What Wagtail's page frame shows around ours."""
    subtitle = wording.dates(session.starts_at, session.ends_at) if session else ""
    return {
        "session": session,
        "page_title": title,
        "header_title": title,
        "page_subtitle": f"{title}, {subtitle}" if subtitle else title,
        "header_icon": "calendar",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": reverse("sessions:index"), "label": "Sessions"},
            {"url": "", "label": title, "sublabel": subtitle},
        ],
    }
