"""`/courses/`: everything on offer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.forms.catalogue import page_number, read_filters
from courses.models import Course
from courses.presenters.catalogue import COURSES_ON_A_PAGE, catalogue_page
from courses.querysets.learners import minutes_left
from courses.rules.catalogue_choices import choices_from
from foundation import public_copies


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Search, filter and page through the courses; every choice is in the address."""
    now = timezone.now()
    day = timezone.localdate(now)
    choices = choices_from(
        Course.objects.term_choices(day), Course.objects.dates_and_places(now), minutes_left(request.user, day)
    )
    filters = read_filters(request.GET, choices, now)
    number = page_number(request.GET)
    first = (number - 1) * COURSES_ON_A_PAGE
    if request.GET:
        rows = list(Course.objects.matching(filters).cards(filters)[first : first + COURSES_ON_A_PAGE])
    else:
        rows = Course.objects.first_cards(filters, COURSES_ON_A_PAGE)
    if number > 1 and not rows:
        return redirect(_first_page(request))
    page = catalogue_page(rows, filters, choices, request.GET, number)
    response = render(request, "courses/catalogue.html", {"page": page})
    public_copies.mark_listing(request, response)
    return response


def _first_page(request: HttpRequest) -> str:
    """The same question from its first page, for an address whose page has gone."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"{request.path}?{query.urlencode()}"
