"""`/courses/`: everything on offer."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.forms.catalogue import page_number, read_filters
from courses.models import Course
from courses.presenters.catalogue import COURSES_ON_A_PAGE, Listed, catalogue_page, listed
from courses.querysets.catalogue import CatalogueFilters
from courses.querysets.learners import minutes_left
from courses.rules.catalogue_choices import CatalogueChoices, choices_from
from foundation import public_copies


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Search, filter and page through the courses; every choice is in the address."""
    now = timezone.now()
    choices = replace(_choices(now), minutes_left=minutes_left(request.user, timezone.localdate(now)))
    filters = read_filters(request.GET, choices, now)
    number = page_number(request.GET)
    if filters.plain:
        shown = public_copies.for_listing(f"courses:{number}", partial(_listed, filters, choices, QueryDict(), number))
    else:
        shown = _listed(filters, choices, request.GET, number)
    if shown is None:
        return redirect(_first_page(request))
    page = catalogue_page(shown, filters, choices, request.GET, number)
    response = render(request, "courses/catalogue.html", {"page": page})
    public_copies.mark_listing(request, response)
    return response


def _choices(now: datetime) -> CatalogueChoices:
    """What can be chosen by everybody. Two queries, unless they are kept."""

    def made() -> CatalogueChoices:
        day = timezone.localdate(now)
        return choices_from(Course.objects.term_choices(day), Course.objects.dates_and_places(now))

    kept: CatalogueChoices = public_copies.for_listing("courses:choices", made)
    return kept


def _listed(filters: CatalogueFilters, choices: CatalogueChoices, query: QueryDict, number: int) -> Listed | None:
    """One page of what was asked for; None where a page has gone. One query."""
    first = (number - 1) * COURSES_ON_A_PAGE
    if filters.plain and number == 1:
        rows = Course.objects.first_cards(filters, COURSES_ON_A_PAGE)
    else:
        rows = list(Course.objects.matching(filters).cards(filters)[first : first + COURSES_ON_A_PAGE])
    return listed(rows, filters, choices, query) if rows or number == 1 else None


def _first_page(request: HttpRequest) -> str:
    """The same question from its first page, for an address whose page has gone."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"{request.path}?{query.urlencode()}"
