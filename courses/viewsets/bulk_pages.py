"""Doing one thing to many: rows ticked on a list, a page that says what will happen, and how far it has come."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.ui.tables import BaseColumn

from courses import reasons, scheduled
from courses.actions import bulk
from courses.forms.sessions import AdminForm
from courses.models import Booking, BulkRun, Session
from courses.presenters.bulk import progress, rows_said
from courses.viewsets.list_filters import narrowed
from courses.viewsets.session_pages import coordinators_only

AT_ONCE = 20
"""So many are done while the coordinator waits; more are left to a worker."""
NAMED = 20
LABELS = dict(BulkRun.Verb.choices)
VERBS = {
    "sessions": [(code, LABELS[code]) for code in bulk.OF_SESSIONS],
    "bookings": [(code, LABELS[code]) for code in bulk.OF_BOOKINGS],
}


class SelectColumn(BaseColumn):
    """A box to tick, which belongs to the form below the list."""

    cell_template_name = "courses/admin/select_cell.html"


class WordsForm(AdminForm):
    """What a verb needs besides the rows. `keys` are theirs; `press` tells one press from the next."""

    verb = forms.ChoiceField(widget=forms.HiddenInput)
    press = forms.UUIDField(widget=forms.HiddenInput)
    keys = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, of: str, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = VERBS[of]  # type: ignore[attr-defined]
        if verb in WORDS:
            self.fields["words"] = WORDS[verb]()


WORDS = {
    "cancel": lambda: forms.CharField(
        label="Why", max_length=255, help_text="Everybody booked reads it.", error_messages=_needed("Say why.")
    ),
    "write": lambda: forms.CharField(
        label="Message",
        max_length=2000,
        widget=forms.Textarea({"rows": 8}),
        help_text="The date, the place and a link to the booking are added below it.",
        error_messages=_needed("Write the message that everybody booked will read."),
    ),
    "give_up": lambda: forms.ChoiceField(label="Why", choices=[("", "Choose"), *reasons.choices_about_others()]),
}


def _needed(sentence: str) -> dict[str, str]:
    return {"required": sentence}


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, of: str) -> HttpResponse:
    """What would be done, to whom; on POST it is begun, once for each press."""
    asked = request.POST or request.GET
    verb = asked.get("verb", "")
    if verb not in dict(VERBS.get(of, ())):
        raise Http404("Choose on the list what to do.")
    chosen = _chosen(request, of, asked)
    initial = {"verb": verb, "press": uuid.uuid4(), "keys": ",".join(str(pk) for pk in chosen)}
    form = WordsForm(request.POST or None, of=of, verb=verb, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            run = _start(request, form, chosen)
        except bulk.BulkRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("bulk_run", run.public_id)
    context = {
        "form": form,
        "named": rows_said(of, _rows(request, of).filter(pk__in=chosen[:NAMED])),
        "total": len(chosen),
        "more": max(len(chosen) - NAMED, 0),
        "many": len(chosen) > AT_ONCE,
        "list_url": reverse(f"{of}:index"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "courses/admin/bulk_confirm.html", context | _page(LABELS[verb], of), status=status)


@coordinators_only
@require_safe
def run(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """How far it has come, and what could not be done."""
    found = get_object_or_404(BulkRun.objects.visible_to(request.user).with_progress(), public_id=public_id)
    of = "sessions" if found.verb in bulk.OF_SESSIONS else "bookings"
    context = {"run": found, "said": progress(found, of, _rows(request, of)), "list_url": reverse(f"{of}:index")}
    return render(request, "courses/admin/bulk_run.html", context | _page(LABELS[found.verb], of))


urlpatterns = [
    path("bulk/<uuid:public_id>/", run, name="bulk_run"),
    path("bulk/<slug:of>/", confirm, name="bulk"),
]


def _start(request: HttpRequest, form: WordsForm, chosen: list[int]) -> BulkRun:
    """A few are done at once; many by a worker, and by the clock should the queue lose them."""
    said = form.cleaned_data
    begun = bulk.start(
        public_id=said["press"],
        verb=said["verb"],
        subjects=chosen,
        words=said.get("words", ""),
        by=request.user,
        at=timezone.now(),
    )
    if begun.finished_at is None and len(chosen) > AT_ONCE:
        scheduled.run_bulk.delay(begun.pk)
        messages.success(request, "It has begun. You can leave this page: it goes on by itself.")
    elif begun.finished_at is None:
        bulk.carry_on(run_id=begun.pk, clock=timezone.now)
    return begun


def _rows(request: HttpRequest, of: str) -> QuerySet[Any]:
    """What this coordinator may do something to."""
    if of == "sessions":
        seen = Session.objects.visible_to(request.user).managed_by(request.user)
        return seen.select_related("course").order_by("starts_at", "pk")
    bookings = Booking.objects.visible_to(request.user).select_related("session__course", "person")
    return bookings.order_by("session__starts_at", "pk")


def _chosen(request: HttpRequest, of: str, asked: QueryDict) -> list[int]:
    """Keys of the rows: those ticked, or all that the list's filter finds."""
    rows = _rows(request, of)
    if asked.get("all") == "yes":
        found = narrowed(of, rows, QueryDict(asked.get("filter", "")), request)
        return list(found.values_list("pk", flat=True)[: bulk.AT_MOST + 1])
    ticked = asked.get("keys", "").split(",") if "keys" in asked else asked.getlist("chosen")
    keys = [int(key) for key in ticked if key.isdecimal() and len(key) < 19]
    return list(rows.filter(pk__in=keys).values_list("pk", flat=True))


def _page(title: str, of: str) -> dict[str, Any]:
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": "tasks",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": reverse(f"{of}:index"), "label": of.capitalize()},
            {"url": "", "label": title},
        ],
    }
