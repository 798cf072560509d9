"""One meeting: when, the agenda, and its record once it was held."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from supervision.models import Meeting, Record
from supervision.permissions.recording import is_one_of_two, leads
from supervision.presenters import records as presenter
from supervision.presenters.agenda import agenda_of
from supervision.views.records.finding import meeting_of


@login_required
@require_safe
def meeting(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """For the two of it."""
    day = timezone.localdate()
    found = meeting_of(request, public_id)
    if not is_one_of_two(request.user, found, day):
        raise Http404("There is no such meeting.")
    record = Record.objects.visible_to(request.user, day).filter(meeting=found).first()
    context = {
        "meeting": found,
        "planned": found.state == Meeting.State.PLANNED,
        "header": presenter.listed(presenter.meeting_rows(found)),
        "agenda": agenda_of(found, request.user, day),
        "record": record,
        "may_begin": record is None and found.state == Meeting.State.HELD and leads(request.user, found, day),
        "leads": leads(request.user, found, day),
    }
    return render(request, "supervision/meeting.html", context)
