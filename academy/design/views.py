"""The style guide's pages. Outside demo mode they do not exist."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from academy import errors
from academy.design import samples
from academy.design.forms import EveryFieldForm


def demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 wherever real people's work is done."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: int) -> HttpResponse:
        if getattr(settings, "ACADEMY_MODE", "") != "demo":
            raise Http404
        return view(request, **named)

    return guarded


@require_GET
@demo_only
def components(request: HttpRequest) -> HttpResponse:
    """Every component once, in the states it has."""
    number = request.GET.get("page", "3")
    context = samples.page_of_components(int(number) if number.isdigit() else 3)
    return render(request, "design/components.html", context)


@demo_only
def form(request: HttpRequest) -> HttpResponse:
    """Every kind of field; sending it empty shows every error."""
    data = request.POST if request.method == "POST" else None
    every = EveryFieldForm(data, request.FILES or None)
    if data is not None and every.is_valid():
        messages.success(request, "Everything in the form was filled in well.")
    return render(request, "design/form.html", {"form": every, "page_title": "Every field"})


@require_GET
@demo_only
def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The error pages, to look at: 400, 403, 404, 500, 503, and 419 for an expired form."""
    if status not in (400, 403, 404, 419, 500, 503):
        raise Http404
    return errors.error_response(403, "csrf") if status == 419 else errors.error_response(status)
