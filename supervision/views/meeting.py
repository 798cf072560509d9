"""One meeting: when, the agenda, and its record once it was held."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from supervision.models import Meeting, Record
from supervision.permissions.opened import sections_opened
from supervision.permissions.recording import is_one_of_two, leads
from supervision.presenters import records as presenter
from supervision.presenters.agenda import agenda_of
from supervision.presenters.group import people_rows
from supervision.rules.access import Way
from supervision.settle_forms import SettleForm
from supervision.views.records.finding import meeting_of


@login_required
@require_safe
def meeting(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """For the two of it; of a group for everybody who is named in it."""
    return page(request, meeting_of(request, public_id))


def page(request: HttpRequest, found: Meeting, refused: SettleForm | None = None) -> HttpResponse:
    """The same, with the small form of an action that came back. Raises Http404."""
    now = timezone.now()
    day = timezone.localdate(now)
    two = is_one_of_two(request.user, found, day)
    group = found.kind == Meeting.Kind.GROUP and found.supervisee is None
    if not two and not (group and Meeting.objects.for_user(request.user, day).filter(pk=found.pk).exists()):
        raise Http404("There is no such meeting.")
    record = Record.objects.visible_to(request.user, day).with_meeting().filter(meeting=found).first()
    readable = record if record and (two or sections_opened(request.user, record, Way.PAGE, now)) else None
    leading = leads(request.user, found, day)
    context = {
        "meeting": found,
        "planned": found.state == Meeting.State.PLANNED,
        "header": presenter.listed(presenter.meeting_rows(found)),
        "people": _people(found) if group else [],
        "agenda": agenda_of(found, request.user, day, refused=refused) if two else None,
        "record": readable,
        "may_begin": record is None and found.state == Meeting.State.HELD and leading,
        "leads": leading,
    }
    return render(request, "supervision/meeting.html", context, status=422 if refused else 200)


def _people(found: Meeting) -> list[dict[str, str]]:
    rows = found.attendees.select_related("person", "organisation")
    return presenter.listed(people_rows(rows, held=found.state == Meeting.State.HELD))
