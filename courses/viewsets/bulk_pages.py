"""Doing one thing to many: rows ticked on a list, a page that says what will happen, and how far it has come."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.widgets import AdminDateInput

from courses import reasons, scheduled
from courses.actions import bulk
from courses.forms.sessions import BRITISH, AdminForm
from courses.models import BulkRun
from courses.presenters.bulk import progress
from courses.viewsets import certificate_files
from courses.viewsets.bulk_kinds import CONFIRMED, KINDS, LABELS, Kind
from courses.viewsets.session_pages import coordinators_only

AT_ONCE = 20
"""So many are done while the coordinator waits; more are left to a worker."""
NAMED = 20


class SelectColumn(BaseColumn):
    """A box to tick, which belongs to the form below the list."""

    cell_template_name = "courses/admin/select_cell.html"


class WordsForm(AdminForm):
    """What a verb needs besides the rows. `keys` are theirs; `press` tells one press from the next."""

    verb = forms.ChoiceField(widget=forms.HiddenInput)
    press = forms.UUIDField(widget=forms.HiddenInput)
    keys = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: Kind, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = kind.verbs  # type: ignore[attr-defined]
        for name, field in NEEDED.get(verb, {}).items():
            self.fields[name] = field()

    def wish(self, of: str) -> bulk.Wish:
        """What is asked, in the terms of the action."""
        said = self.cleaned_data
        return bulk.Wish(of, said["verb"], said.get("words", ""), starts_on=said.get("starts_on"))


NEEDED: dict[str, dict[str, Callable[[], forms.Field]]] = {
    "cancel": {
        "words": lambda: forms.CharField(
            label="Why", max_length=255, help_text="Everybody booked reads it.", error_messages=_needed("Say why.")
        )
    },
    "write": {
        "words": lambda: forms.CharField(
            label="Message",
            max_length=2000,
            widget=forms.Textarea({"rows": 8}),
            help_text="The date, the place and a link to the booking are added below it.",
            error_messages=_needed("Write the message that everybody booked will read."),
        )
    },
    "give_up": {
        "words": lambda: forms.ChoiceField(label="Why", choices=[("", "Choose"), *reasons.choices_about_others()])
    },
    "reissue": {
        "words": lambda: forms.CharField(
            label="Why",
            max_length=255,
            help_text="The old codes say that they were replaced.",
            error_messages=_needed("Say why."),
        )
    },
    "revoke": {
        "words": lambda: forms.CharField(
            label="Why",
            max_length=255,
            help_text="Each holder can read it. What they learned stays in their record.",
            error_messages=_needed("Say why."),
        )
    },
    "retire": {
        "starts_on": lambda: forms.DateField(
            label="From which day",
            widget=AdminDateInput(format=BRITISH),
            help_text="Nothing new begins from that day: no session is opened, nobody is put on a pathway.",
            error_messages=_needed("Say from which day."),
        )
    },
}
"""What each verb asks for on its page."""


def _needed(sentence: str) -> dict[str, str]:
    return {"required": sentence}


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, of: str) -> HttpResponse:
    """What would be done, to whom; on POST it is begun, once for each press."""
    asked = request.POST or request.GET
    kind, verb = _kind_and_verb(of, asked.get("verb", ""))
    chosen = kind.chosen(request, asked)
    initial = {"verb": verb, "press": uuid.uuid4(), "keys": ",".join(str(pk) for pk in chosen)}
    form = WordsForm(request.POST or None, kind=kind, verb=verb, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            run = begin(request, form.cleaned_data["press"], form.wish(of), dict.fromkeys(chosen, 1))
        except bulk.BulkRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("bulk_run", run.public_id)
    context = {
        "form": form,
        "named": kind.said(kind.rows(request).filter(pk__in=chosen[:NAMED])),
        "total": len(chosen),
        "more": max(len(chosen) - NAMED, 0),
        "many": len(chosen) > AT_ONCE,
        "list_url": kind.list_url,
    }
    status = 422 if form.is_bound else 200
    return render(request, "courses/admin/bulk_confirm.html", context | _page(LABELS[verb], kind), status=status)


@coordinators_only
@require_safe
def run(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """How far it has come, and what could not be done."""
    found = get_object_or_404(BulkRun.objects.visible_to(request.user).with_progress(), public_id=public_id)
    kind = KINDS[found.of]
    said = progress(found, kind.of, kind.rows(request))
    context = {"run": found, "said": said, "list_url": kind.list_url}
    if said.finished and found.verb in certificate_files.PRINTED:
        context["papers"] = certificate_files.parts(found.total - found.failed)
    return render(request, "courses/admin/bulk_run.html", context | _page(LABELS[found.verb], kind))


urlpatterns = [
    path("bulk/<uuid:public_id>/", run, name="bulk_run"),
    path("bulk/<uuid:public_id>/certificates/", certificate_files.of_run, name="bulk_certificates"),
    path("bulk/<slug:of>/", confirm, name="bulk"),
]


def begin(request: HttpRequest, press: uuid.UUID, wish: bulk.Wish, amounts: Mapping[int, int]) -> BulkRun:
    """A few are done at once; many by a worker, and by the clock should the queue lose them. Raises BulkRefused."""
    begun = bulk.start(public_id=press, wish=wish, amounts=amounts, by=request.user, at=timezone.now())
    if begun.finished_at is None and sum(amounts.values()) > AT_ONCE:
        scheduled.run_bulk.delay(begun.pk)
        messages.success(request, "It has begun. You can leave this page: it goes on by itself.")
    elif begun.finished_at is None:
        bulk.carry_on(run_id=begun.pk, clock=timezone.now)
    return begun


def _kind_and_verb(of: str, verb: str) -> tuple[Kind, str]:
    if of not in CONFIRMED or verb not in dict(KINDS[of].verbs):
        raise Http404("Choose on the list what to do.")
    return KINDS[of], verb


def _page(title: str, kind: Kind) -> dict[str, Any]:
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": "tasks",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": kind.list_url, "label": kind.label},
            {"url": "", "label": title},
        ],
    }
