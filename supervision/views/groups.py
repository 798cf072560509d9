"""Group supervision: planned, and who was there."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from foundation import policies
from supervision import permissions
from supervision.actions import meetings
from supervision.forms import AttendanceForm, GroupForm, OfEachForm, RolesForm
from supervision.models import Attendee, Meeting
from supervision.policies import LENGTH
from supervision.presenters.team import USUAL
from supervision.presenters.words import when
from supervision.views.finding import TEAM
from workforce.querysets.access import access_of
from workforce.views.forms import posted, send

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@login_required
def plan(request: HttpRequest) -> HttpResponse:
    """A group with its roles, guests from partners too."""
    now = timezone.now()
    today = timezone.localdate(now)
    if not permissions.supervises_anybody(request.user, today):
        raise PermissionDenied("This page is for people who supervise somebody.")
    initial = {"starts": USUAL, "minutes": policies.book().whole(LENGTH, today), "mode": Meeting.Mode.IN_PERSON}

    def act(given: dict[str, object]) -> None:
        people = list(given["people"])  # type: ignore[call-overload]
        roles = {
            person: Attendee.Role.MEMBER if place else Attendee.Role.PRESENTER for place, person in enumerate(people)
        }
        guests = [meetings.Guest(*guest) for guest in given["guests"]]  # type: ignore[attr-defined]
        wish = meetings.Wish(*(given[name] for name in ("starts_at", "minutes", "mode", "place")))  # type: ignore[arg-type]
        meetings.plan_group(wish=wish, people=roles, guests=guests, by=request.user, at=now)

    return send(
        request,
        GroupForm(posted(request), initial=initial),
        act,
        refusals=(meetings.MeetingRefused,),
        done="The group is planned, and everybody has the invitation.",
        to="supervision:team",
        title="Plan a group supervision",
        lead="In addition to individual supervision, never in its place.",
        button="Plan it",
        breadcrumbs=[TEAM, {"label": "Group supervision"}],
    )


@require_http_methods(FORM_METHODS)
@login_required
def attendance(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who was there; for whoever leads it."""

    def act(meeting: int, marks: dict[int, str], at: datetime) -> None:
        meetings.mark_attendance(meeting_id=meeting, marks=marks, by=request.user, at=at)

    return _of_each(request, public_id, AttendanceForm, act, title="Who was there")


@require_http_methods(FORM_METHODS)
@login_required
def roles(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who does what; for whoever leads it, until the record is signed."""

    def act(meeting: int, marks: dict[int, str], at: datetime) -> None:
        meetings.give_roles(meeting_id=meeting, roles=marks, by=request.user, at=at)

    return _of_each(request, public_id, RolesForm, act, title="Who does what")


def _of_each(
    request: HttpRequest,
    public_id: UUID,
    kind: type[OfEachForm],
    act: Callable[[int, dict[int, str], datetime], None],
    *,
    title: str,
) -> HttpResponse:
    """The form with one choice for each person of the group."""
    now = timezone.now()
    meeting = _led(request, public_id)
    form = kind(posted(request), attendees=list(meeting.attendees.select_related("person")))
    return send(
        request,
        form,
        lambda given: act(meeting.pk, form.marks(), now),
        refusals=(meetings.MeetingRefused,),
        done=f"It is noted {title[0].lower()}{title[1:]}.",
        to=reverse("supervision:meeting", args=[public_id]),
        title=title,
        lead=when(meeting),
        button="Save",
        breadcrumbs=[TEAM, {"label": title}],
    )


def _led(request: HttpRequest, public_id: UUID) -> Meeting:
    """A group the user leads; 403 for those who are only named in it. Raises Http404, PermissionDenied."""
    today = timezone.localdate()
    rows = Meeting.objects.visible_to(request.user, today).filter(kind=Meeting.Kind.GROUP)
    meeting: Meeting = get_object_or_404(rows, public_id=public_id)
    if meeting.supervisor_id not in access_of(request.user, today).person_ids:
        raise PermissionDenied("Only whoever leads the group says this.")
    return meeting
