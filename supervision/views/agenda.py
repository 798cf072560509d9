"""The agenda: put on and taken off by either of the two."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from supervision.actions import agenda
from supervision.actions.records import NotYours, RecordRefused
from supervision.models import AgendaPoint
from supervision.views.records.finding import meeting_of


@login_required
@require_POST
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put something on."""
    meeting = meeting_of(request, public_id)
    try:
        agenda.add(meeting_id=meeting.pk, text=request.POST.get("text", ""), by=request.user, at=timezone.now())
    except NotYours as refusal:
        raise Http404("There is no such meeting.") from refusal
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("supervision:meeting", public_id=public_id)


@login_required
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own off."""
    points = AgendaPoint.objects.visible_to(request.user, timezone.localdate()).select_related("meeting")
    point = points.filter(pk=pk, by=request.user).first()
    if point is None:
        raise Http404("There is no such point.")
    agenda.drop(point_id=point.pk, by=request.user, at=timezone.now())
    return redirect("supervision:meeting", public_id=point.meeting.public_id)
