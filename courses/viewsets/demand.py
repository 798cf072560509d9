"""What next term needs, and one press that drafts it: a page of the CMS."""

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.widgets import AdminDateInput

from courses.actions.bulk import BulkRefused, Wish
from courses.forms.sessions import BRITISH
from courses.presenters.demand import Asked, demand_page
from courses.presenters.public_calendar import next_month
from courses.viewsets import bulk_pages
from courses.viewsets.list_files import csv_response
from courses.viewsets.session_pages import coordinators_only

MONTHS_OF_A_TERM = 3


class TermForm(forms.Form):
    """From when to when."""

    first = forms.DateField(label="First day of the term", widget=AdminDateInput(format=BRITISH))
    last = forms.DateField(label="Last day of the term", widget=AdminDateInput(format=BRITISH))

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        cleaned = super().clean() or {}
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", "The term must end after it begins.")
        return cleaned


class NarrowForm(forms.Form):
    """What is shown of the table, and in which order."""

    q = forms.CharField(required=False, label="Words in the title")
    short = forms.BooleanField(required=False, label="Only courses that need sessions")
    order = forms.CharField(required=False, widget=forms.HiddenInput)

    def asked(self) -> Asked:
        """Anything that makes no sense is left out."""
        self.is_valid()
        said = self.cleaned_data
        return Asked(said.get("q", ""), said.get("short", False), said.get("order", ""))


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def demand(request: HttpRequest) -> HttpResponse:
    """The table; on POST, begin to draft the chosen sessions."""
    form, narrow = _term(request.POST or request.GET), NarrowForm(request.GET)
    first, last = _days(form)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _draft(request, first, last)
        except BulkRefused as refusal:
            refused = str(refusal)
    context = {
        "form": form,
        "narrow": narrow,
        "page": demand_page(first, last, timezone.now(), narrow.asked()),
        "term": {"first": first.isoformat(), "last": last.isoformat()},
        "press": request.POST.get("press") or uuid.uuid4(),
        "refused": refused,
        "header_title": "Demand",
        "page_title": "Demand",
        "header_icon": "group",
        "breadcrumbs_items": [{"url": reverse("wagtailadmin_home"), "label": "Home"}, {"url": "", "label": "Demand"}],
    }
    return render(request, "courses/admin/demand.html", context, status=409 if refused else 200)


@coordinators_only
@require_safe
def demand_csv(request: HttpRequest) -> HttpResponseBase:
    """The table as it is narrowed and sorted."""
    first, last = _days(_term(request.GET))
    page = demand_page(first, last, timezone.now(), NarrowForm(request.GET).asked())
    rows = ((row.title, *row.counts, row.total, row.free, row.sessions, row.capacity) for row in page.rows)
    headings = (*(heading.label for heading in page.headings), "Places of a session")
    return csv_response("demand.csv", headings, rows)


def _draft(request: HttpRequest, first: date, last: date) -> HttpResponse:
    """A run with a step for each course: it copies, spreads and says what could not be drafted."""
    press, wanted = _press(request.POST.get("press", "")), _wanted(request)
    if not wanted:
        raise BulkRefused("Choose at least one course, and how many sessions of it.")
    wish = Wish("demand", "draft", starts_on=first, ends_on=last + timedelta(days=1))
    return redirect("bulk_run", bulk_pages.begin(request, press, wish, wanted).public_id)


def _press(text: str) -> uuid.UUID:
    """What tells one press from the next; a form that lost it counts as a new one."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _term(asked: QueryDict) -> TermForm:
    first, last = next_term(timezone.localdate())
    given = {name: asked[name] for name in ("first", "last") if name in asked}
    return TermForm({"first": first, "last": last} | given)


def _days(form: TermForm) -> tuple[date, date]:
    """The term asked for; the next one where the days make no sense."""
    if form.is_valid():
        return form.cleaned_data["first"], form.cleaned_data["last"]
    return next_term(timezone.localdate())


def next_term(today: date) -> tuple[date, date]:
    """The term to plan now: three months, from the month after next."""
    first = next_month(next_month(today))
    after = first
    for _ in range(MONTHS_OF_A_TERM):
        after = next_month(after)
    return first, date.fromordinal(after.toordinal() - 1)


def _wanted(request: HttpRequest) -> dict[int, int]:
    """How many sessions of each ticked course; anything that is no number counts as none."""
    ticked = (_number(key, digits=18) for key in request.POST.getlist("course"))
    amounts = {key: _number(request.POST.get(f"sessions-{key}", ""), digits=3) for key in ticked if key}
    return {key: amount for key, amount in amounts.items() if amount}


def _number(text: str, *, digits: int) -> int:
    """0 for anything else than so many digits at most."""
    return int(text) if text.isdecimal() and len(text) <= digits else 0
