"""What next term needs, and one press that drafts it: a page of the CMS."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets import AdminDateInput

from courses.actions.demand import DraftsRefused, draft_sessions
from courses.actions.sessions import SessionRefused
from courses.forms.sessions import BRITISH
from courses.presenters.demand import demand_page
from courses.presenters.public_calendar import next_month
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


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def demand(request: HttpRequest) -> HttpResponse:
    """The table; on POST, draft the chosen sessions."""
    now = timezone.now()
    first, last = next_term(timezone.localdate(now))
    form = TermForm(request.POST or request.GET or {"first": first, "last": last})
    if form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            drafts = draft_sessions(wanted=_wanted(request), first=first, last=last, by=request.user, at=now)
        except (DraftsRefused, SessionRefused) as refusal:
            refused = str(refusal)
        else:
            what = "1 session is" if len(drafts) == 1 else f"{len(drafts)} sessions are"
            messages.success(request, f"{what} planned. Look at each, and open it when people may book.")
            return redirect(f"{reverse('sessions:index')}?state=planned")
    context = {
        "form": form,
        "page": demand_page(first, last, now),
        "refused": refused,
        "header_title": "Demand",
        "page_title": "Demand",
        "header_icon": "group",
        "breadcrumbs_items": [{"url": reverse("wagtailadmin_home"), "label": "Home"}, {"url": "", "label": "Demand"}],
    }
    return render(request, "courses/admin/demand.html", context, status=409 if refused else 200)


def next_term(today: date) -> tuple[date, date]:
    """The term to plan now: three months, from the month after next."""
    first = next_month(next_month(today))
    after = first
    for _ in range(MONTHS_OF_A_TERM):
        after = next_month(after)
    return first, date.fromordinal(after.toordinal() - 1)


def _wanted(request: HttpRequest) -> dict[int, int]:
    """How many sessions of each ticked course; anything that is no number counts as none."""
    numbers = {
        key: request.POST.get(f"sessions-{key}", "") for key in request.POST.getlist("course") if key.isdecimal()
    }
    return {int(key): int(text) for key, text in numbers.items() if text.isdecimal() and len(text) < 4}
