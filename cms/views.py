"""Pages of the public site that are not in the CMS."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.forms import SearchForm
from cms.querysets import found


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/search/?query=`: courses and pages that hold the words; an address anybody may share."""
    form = SearchForm(request.GET if "query" in request.GET else None)
    context: dict[str, Any] = {"form": form, "breadcrumbs": [{"label": "Home", "url": "/"}, {"label": "Search"}]}
    if form.is_valid():
        words = form.cleaned_data["query"]
        context |= {"words": words, "pages": found.pages(words), "courses": found.courses(words, timezone.now())}
    return render(request, "cms/search.html", context)
