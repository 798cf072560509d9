"""How pages find what they are about: a row somebody may not see does not exist for them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from supervision import permissions
from supervision.models import Agreement, Meeting
from supervision.querysets.pairs import supervisees
from workforce.models import Person
from workforce.querysets.access import access_of

MINE = {"label": "Supervision", "url": "/my/supervision/"}
TEAM = {"label": "Team supervision", "url": "/team/supervision/"}


def meeting_of(request: HttpRequest, public_id: UUID, on: date) -> Meeting:
    """A date the user may change: one of the two, or who supervises or deputises. 404, or 403 for who only sees it."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user, on).with_both(), public_id=public_id)
    supervises = meeting.supervisee is not None and permissions.can_supervise(request.user, meeting.supervisee, on)
    if not (permissions.is_party(request.user, meeting, on) or supervises):
        raise PermissionDenied("Only the two people it is between can change this date.")
    return meeting


def group_of(request: HttpRequest, public_id: UUID, on: date) -> Meeting:
    """A group the user leads or is named in; for everybody else there is none."""
    rows = Meeting.objects.visible_to(request.user, on).filter(kind=Meeting.Kind.GROUP, supervisee=None).with_both()
    rows = rows.for_user(request.user, on) | rows.led_by(access_of(request.user, on).person_ids)
    return get_object_or_404(rows, public_id=public_id)


def agreement_of(request: HttpRequest, public_id: UUID, on: date) -> Agreement:
    """An agreement the user may read."""
    return get_object_or_404(Agreement.objects.visible_to(request.user, on).with_both(), public_id=public_id)


def supervisee_of(request: HttpRequest, person: UUID, on: date) -> Person:
    """Somebody the user supervises, or deputises for whoever does; everybody else is not found."""
    access = access_of(request.user, on)
    managers = (access.person_ids if access.in_service else ()) + access.deputy_for
    return get_object_or_404(supervisees(managers, on), public_id=person)


def back_to(user: Any, meeting: Meeting, on: date) -> dict[str, str]:
    """The list this user comes from."""
    return MINE if meeting.supervisee_id in access_of(user, on).person_ids else TEAM
