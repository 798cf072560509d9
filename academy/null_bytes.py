"""Refuses addresses that hold a null byte.

PostgreSQL takes none in a text, so each look-up by an address would have to think of it; no page of
ours and no person makes such an address.
"""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class NullBytesMiddleware:
    """Answers them with the page for bad requests, before anything is looked up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """400 for a null byte in path or query."""
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("This address holds a null byte.")
        return self.get_response(request)
