"""A series from one session, a term pasted, and links for outside trainers: pages beside a session's own."""

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from courses.actions import trainer_links
from courses.actions.sessions import SessionRefused, plan_series, preview_series
from courses.forms.sessions import AdminForm
from courses.imports.pasted import BadPaste, read_pasted, run_pasted
from courses.presenters import wording
from courses.rules.series import Pattern
from courses.viewsets.session_pages import coordinators_only, one_session, page_context
from foundation.import_runs import ImportBusy, NothingToImport

SPAN = "Write one span on each line: 26/10/2026 to 30/10/2026, or a single day."


class SeriesForm(AdminForm):
    """How often, how many, and what to leave out."""

    weeks = forms.IntegerField(label="Every how many weeks", min_value=1, max_value=26, initial=1)
    times = forms.IntegerField(label="How many more sessions", min_value=1, max_value=40, initial=5)
    skip_bank_holidays = forms.BooleanField(label="Leave out bank holidays", required=False, initial=True)
    left_out = forms.CharField(
        label="Leave out these days too", required=False, widget=forms.Textarea({"rows": 3}), help_text=SPAN
    )
    clash_reason = forms.CharField(
        label="Why dates that clash may stand",
        required=False,
        max_length=255,
        help_text="Only if you choose such dates.",
    )

    def clean_left_out(self) -> tuple[tuple[datetime.date, datetime.date], ...]:
        """A span a line, both ends in."""
        lines = [line.strip() for line in self.cleaned_data["left_out"].splitlines() if line.strip()]
        return tuple(_span(line) for line in lines)

    def pattern(self) -> Pattern:
        """What was entered."""
        given = self.cleaned_data
        return Pattern(given["weeks"], given["times"], given["skip_bank_holidays"], given["left_out"])


class PasteForm(AdminForm):
    """Rows copied from a spreadsheet, with their headings."""

    text = forms.CharField(
        label="Rows with their headings",
        widget=forms.Textarea({"rows": 12, "spellcheck": "false"}),
        help_text="Copied from a spreadsheet, or with commas. The first line holds the headings. For sessions: "
        "session_ref, course_code, date, starts, ends, venue, join_link, capacity, trainer. "
        "Courses and bookings can be pasted too, with the headings of courses.csv and bookings.csv.",
    )


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a series would plan, with its clashes; then plan what is chosen."""
    session = one_session(request, pk)
    form, proposed = SeriesForm(request.POST or None), []
    if form.is_valid():
        now = timezone.now()
        if request.POST.get("do") == "plan" and _plan(request, pk, form, now):
            return redirect("sessions:index")
        proposed = preview_series(session, form.pattern(), now)
    rows = [
        {
            "day": each.day.isoformat(),
            "when": wording.dates(each.plan.dates[0].starts_at, each.plan.dates[-1].ends_at),
            "clashes": each.clashes,
        }
        for each in proposed
    ]
    context = page_context(session, "Plan a series") | {"form": form, "proposed": rows}
    return render(request, "courses/admin/session_series.html", context)


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """Preview what was pasted, then import it: the same readers as the files."""
    form, results = PasteForm(request.POST or None), []
    preview = request.POST.get("do") != "import"
    if form.is_valid():
        try:
            file = read_pasted(form.cleaned_data["text"])
            results = run_pasted(file, by=request.user, at=timezone.now(), preview=preview)
        except (BadPaste, NothingToImport, ImportBusy) as refused:
            form.add_error("text", str(refused))
    context = page_context(None, "Paste a term") | {"form": form, "results": results, "preview": preview}
    return render(request, "courses/admin/session_paste.html", context)


@coordinators_only
@require_POST
def send_links(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link for each outside trainer."""
    session = one_session(request, pk)
    sent = trainer_links.send_links(session_id=session.pk, by=request.user, at=timezone.now())
    messages.success(
        request, f"{sent} {'link is' if sent == 1 else 'links are'} on the way. Earlier links work no more."
    )
    return redirect("sessions:edit", pk)


@coordinators_only
@require_POST
def revoke_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Take every link back."""
    session = one_session(request, pk)
    trainer_links.revoke(session_id=session.pk, by=request.user, at=timezone.now())
    messages.success(request, "The links to the trainers' pages work no more.")
    return redirect("sessions:edit", pk)


def _plan(request: HttpRequest, pk: int, form: SeriesForm, now: Any) -> bool:
    days = {day for day in map(parse_date, request.POST.getlist("day")) if day}
    reason = form.cleaned_data["clash_reason"]
    try:
        made = plan_series(
            session_id=pk, pattern=form.pattern(), days=days, clash_reason=reason, by=request.user, at=now
        )
    except SessionRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, f"{len(made)} sessions are planned. Open them when people may book.")
    return True


def _span(line: str) -> tuple[datetime.date, datetime.date]:
    parts = [part.strip() for part in line.split(" to ")]
    try:
        days = [datetime.datetime.strptime(part, "%d/%m/%Y").date() for part in parts]  # noqa: DTZ007  # days only
    except ValueError:
        raise ValidationError(SPAN) from None
    if len(days) > 2 or days[-1] < days[0]:
        raise ValidationError(SPAN)
    return days[0], days[-1]
