"""The timed steps of a group on a screen that everybody in the room sees."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from supervision.models import Meeting, Record, TemplateVersion
from supervision.rules.group_steps import Step, steps_of
from supervision.rules.template_choice import kind_for
from supervision.views.finding import group_of


@login_required
@require_safe
def screen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One step at a time in large type; a button goes on. Nothing that was said stands on it.

    For whoever leads the group and for everybody who is named in it.
    """
    meeting = group_of(request, public_id, timezone.localdate())
    steps = _steps(request, meeting)
    if not steps:
        raise Http404("The form for groups has no timed steps.")
    asked = request.GET.get("step", "")
    number = min(int(asked[:4]), len(steps)) if asked.isdecimal() else 0
    context = {
        "meeting": meeting,
        "steps": steps,
        "step": steps[number - 1] if number else None,
        "back": number - 1,
        "next": steps[number] if number < len(steps) else None,
        "minutes": steps[-1].before + steps[-1].minutes,
    }
    return render(request, "supervision/group_screen.html", context)


def _steps(request: HttpRequest, meeting: Meeting) -> list[Step]:
    """Of the version the record was begun in; else of the one in use today."""
    day = timezone.localdate()
    record = Record.objects.visible_to(request.user, day).filter(meeting=meeting).select_related("version").first()
    version = record.version if record else TemplateVersion.objects.in_use(kind_for(meeting.kind), "", day)
    return steps_of(version.schema) if version else []
