"""Dates: set, moved, cancelled, held."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from foundation import policies
from foundation.british_dates import date_and_time, weekday_date
from supervision.actions import meetings
from supervision.forms import CancelForm, DateForm, HeldForm, MoveForm, RecordForm
from supervision.models import Meeting
from supervision.policies import LENGTH, RESCHEDULE
from supervision.presenters.team import USUAL, other_times
from supervision.presenters.words import when
from supervision.reasons import Reason
from supervision.views.finding import TEAM, back_to, meeting_of, supervisee_of
from workforce.views.forms import posted, send

FORM_METHODS = ["GET", "HEAD", "POST"]
LATE = "It moved further than the policy allows for, so it will count as late."


@require_http_methods(FORM_METHODS)
@login_required
def ahead(request: HttpRequest, person: UUID) -> HttpResponse:
    """Dates for half a year with somebody, in one press."""
    now = timezone.now()
    today = timezone.localdate(now)
    supervisee = supervisee_of(request, person, today)
    minutes = policies.book().whole(LENGTH, today)
    initial = {"starts": USUAL, "minutes": minutes, "mode": Meeting.Mode.IN_PERSON}
    form = DateForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wish = meetings.Wish(given["starts_at"], given["minutes"], given["mode"], given["place"])
        try:
            made = meetings.plan_ahead(supervisee=supervisee, wish=wish, by=request.user, at=now)
        except meetings.MeetingRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _said(supervisee.full_name, made))
            return redirect("supervision:team")
    context = {
        "title": f"Set dates with {supervisee.full_name}",
        "lead": "From the first day on, at the interval that applies, for six months. Both of you get the invitations. "
        "Days on which either of you is known to be away are left out.",
        "button": "Set these dates",
        "form": form,
        "breadcrumbs": [TEAM, {"label": "Set dates"}],
    }
    return render(request, "workforce/form_page.html", {"page_title": context["title"], **context})


def _said(name: str, made: list[Meeting]) -> str:
    if not made:
        return f"No new dates with {name}: there are dates near each of these already."
    first = weekday_date(made[0].starts_at) if made[0].starts_at else ""
    return f"{len(made)} dates with {name} are set, the first on {first}."


@require_http_methods(FORM_METHODS)
@login_required
def record(request: HttpRequest, person: UUID) -> HttpResponse:
    """A supervision that nobody had planned."""
    now = timezone.now()
    today = timezone.localdate(now)
    supervisee = supervisee_of(request, person, today)
    minutes = policies.book().whole(LENGTH, today)
    initial = {"held_on": today, "kind": "individual", "minutes": minutes, "mode": "in_person"}
    return send(
        request,
        RecordForm(posted(request), initial=initial),
        lambda given: meetings.record_held(supervisee=supervisee, by=request.user, at=now, **given),
        refusals=(meetings.MeetingRefused,),
        done=f"Supervision with {supervisee.full_name} is recorded. Its record is still to be written.",
        to="supervision:team",
        title=f"Supervision with {supervisee.full_name} took place",
        button="Record it",
        breadcrumbs=[TEAM, {"label": "It took place"}],
    )


@require_http_methods(FORM_METHODS)
@login_required
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Another time: a suggested one with one press, or any other."""
    now = timezone.now()
    today = timezone.localdate(now)
    meeting = meeting_of(request, public_id, today)
    list_ = back_to(request.user, meeting, today)
    form = MoveForm(posted(request), initial={"reason": Reason.ASKED, "starts": USUAL})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            in_time = meetings.move(
                meeting_id=meeting.pk, to=given["to"], reason=given["reason"], by=request.user, at=now
            )
        except meetings.MeetingRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, f"It is now on {date_and_time(given['to'])}. {'' if in_time else LATE}".strip())
            return redirect(list_["url"])
    context = {
        "form": form,
        "meeting": meeting,
        "when": when(meeting),
        "times": other_times(meeting.starts_at, now) if meeting.starts_at else [],
        "reason": Reason.ASKED,
        "days": policies.book().whole(RESCHEDULE, today),
        "breadcrumbs": [list_, {"label": "Move"}],
    }
    return render(request, "supervision/move.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """It does not take place."""
    now = timezone.now()
    today = timezone.localdate(now)
    meeting = meeting_of(request, public_id, today)
    list_ = back_to(request.user, meeting, today)
    return send(
        request,
        CancelForm(posted(request)),
        lambda given: meetings.cancel(meeting_id=meeting.pk, reason=given["reason"], by=request.user, at=now),
        refusals=(meetings.MeetingRefused,),
        done="It is cancelled, and both of you are told. Agree another date soon.",
        to=list_["url"],
        title="Cancel this supervision",
        lead=f"{when(meeting)}. If you can, move it instead: moved within the policy’s days it is still on time.",
        button="Cancel it",
        links=[(f"/supervision/{public_id}/move/", "Move it instead")],
        breadcrumbs=[list_, {"label": "Cancel"}],
    )


@require_http_methods(FORM_METHODS)
@login_required
def held(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """It took place."""
    now = timezone.now()
    today = timezone.localdate(now)
    meeting = meeting_of(request, public_id, today)
    initial = {"minutes": meeting.minutes, "mode": meeting.mode or Meeting.Mode.IN_PERSON}
    return send(
        request,
        HeldForm(posted(request), initial=initial),
        lambda given: meetings.hold(meeting_id=meeting.pk, by=request.user, at=now, **given),
        refusals=(meetings.MeetingRefused, meetings.NotAllowed),
        done="It is recorded as held. Its record is still to be written.",
        to=f"/supervision/{public_id}/",
        title="This supervision took place",
        lead=when(meeting),
        button="It took place",
        breadcrumbs=[back_to(request.user, meeting, today), {"label": "It took place"}],
    )
