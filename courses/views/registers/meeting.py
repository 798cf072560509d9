"""Bringing in the attendance list of an online meeting. Nothing of the file is kept: only marks."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions import registers
from courses.forms.meeting_lists import LARGEST, ListUnreadable, read_list
from courses.forms.registers import Problem, read_register, whole_number
from courses.models import AttendanceMark, SessionDate
from courses.policies import MEETING_WHOLE
from courses.presenters.meeting_preview import preview
from courses.presenters.register_desk import Desk, opened
from courses.rules.conditions.loading import local_day
from courses.rules.meeting_lists import Joined, proposal
from foundation.policies import book

MOST_STRANGERS = 500


class MeetingListForm(forms.Form):
    """The file, as the meeting tool saved it."""

    chosen = forms.FileField(
        label="Choose the meeting's attendance list",
        help_text="A CSV file from Microsoft Teams or Zoom, up to 2 MB. It is read and then forgotten.",
        error_messages={"required": "Choose the file", "empty": "This file is empty. Take the list again."},
    )

    def rows(self, day: SessionDate) -> list[Joined]:
        """Everybody's joining and leaving on that date. Raises ListUnreadable."""
        file = self.cleaned_data["chosen"]
        if file.size > LARGEST:
            raise ListUnreadable(f"{file.name} is larger than 2 MB. Is it the right file?")
        return read_list(file.name, file.read(), local_day(day.starts_at))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose a file, see what it would mark, then save those marks."""
    return serve_meeting_list(request, opened(request.user, public_id, timezone.now()))


def serve_meeting_list(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same for whoever the desk is open before."""
    shown = desk.shown(request.GET.get("date", ""))
    if not desk.page(shown).can_mark:
        return redirect(f"{desk.address}?date={shown.public_id}")
    if request.POST.get("do") == "apply":
        return _apply(request, desk, shown)
    form = MeetingListForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _preview_page(request, desk, shown, form.rows(shown))
        except ListUnreadable as unreadable:
            form.add_error("chosen", str(unreadable))
    return render(request, "courses/meeting_list.html", {"page": desk.page(shown), "form": form})


def _preview_page(request: HttpRequest, desk: Desk, shown: SessionDate, rows: Sequence[Joined]) -> HttpResponse:
    found = preview(desk, shown, rows, _percent(shown))
    context = {"page": desk.page(shown), "preview": found}
    return render(request, "courses/meeting_preview.html", context)


def _apply(request: HttpRequest, desk: Desk, shown: SessionDate) -> HttpResponse:
    """Save what the preview's form says; one unclear line sends nobody's marks, and loses none of them."""
    data = _with_named(request, shown)
    given, problems = read_register(data, desk.roster, shown)
    if not problems:
        try:
            written = registers.mark(
                session_id=desk.session.pk,
                marks=given,
                by=desk.keeper.user,
                at=desk.now,
                source=AttendanceMark.Source.MEETING,
                signed_as=desk.keeper.signed_as,
            )
        except registers.MarkRefused as refused:
            problems = [Problem(str(refused), "")]
        else:
            said = "1 mark saved." if written == 1 else f"{written} marks saved."
            messages.success(request, f"{said} The list itself has not been kept.")
            return redirect(f"{desk.address}?date={shown.public_id}")
    errors = [{"text": each.text, "anchor": each.anchor} for each in problems]
    again = {"page": desk.page(shown), "errors": errors, "lines": _typed(desk, data)}
    return render(request, "courses/meeting_again.html", again, status=409)


def _with_named(request: HttpRequest, shown: SessionDate) -> dict[str, str]:
    """The form, with the marks of people on the list whom the trainer named by hand."""
    data = {key: str(value) for key, value in request.POST.items()}
    for number in range(MOST_STRANGERS):
        key, minutes = data.get(f"who-{number}", ""), data.get(f"there-{number}", "")
        if not key or not whole_number(minutes):
            continue
        said = proposal(key, int(minutes), shown.learning_minutes, _percent(shown))
        data[f"mark-{key}"], data[f"minutes-{key}"] = said.mark, str(said.minutes)
    return data


def _typed(desk: Desk, data: dict[str, str]) -> list[dict[str, str]]:
    return [
        {
            "key": str(booking.public_id),
            "name": booking.name,
            "mark": data.get(f"mark-{booking.public_id}", ""),
            "minutes": data.get(f"minutes-{booking.public_id}", "")[:6],
            "was": data.get(f"was-{booking.public_id}", ""),
        }
        for booking in desk.roster
    ]


def _percent(shown: SessionDate) -> int:
    return book().whole(MEETING_WHOLE, local_day(shown.starts_at))
