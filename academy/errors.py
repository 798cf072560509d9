"""Error pages: what happened, what to do, and nothing personal.

The pages are plain templates without context processors or database, since either may be what
failed. Each carries its status and never says more about the fault than a person can act on.
"""

import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from academy import resume_post

MAX_WORDS = 80


def error_response(status: int, template: str = "", **context: str) -> HttpResponse:
    """The page for ``status``, never kept by a cache."""
    html = render_to_string(f"errors/{template or status}.html", context)
    return HttpResponse(html, status=status, headers={"Cache-Control": "no-store"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address or the form could not be read."""
    return error_response(400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, and still not allowed."""
    return error_response(403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with a search already filled in from the words of the address."""
    words = re.sub(r"[\W_\d]+", " ", unquote(request.path)).strip()
    return error_response(404, words=words[:MAX_WORDS])


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: something that could be guessed was asked for too often."""
    response = error_response(429)
    response["Retry-After"] = "300"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return error_response(500)


def maintenance(request: HttpRequest) -> HttpResponse:
    """503, with a hint to machines when to ask again."""
    response = error_response(503)
    response["Retry-After"] = "600"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``settings.CSRF_FAILURE_VIEW``: the form was open for long, or came from elsewhere.

    A form of our own whose token ran out (signing in or out in another tab changes it) is kept and
    offered back; the browser's word that it came from this site is the condition, since a page
    elsewhere must not be able to lay words before anyone.
    """
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        key = resume_post.keep(request)
        if key:
            signed_in = request.user.is_authenticated
            return resume_post.lead_back(request, key, through_sign_in=not signed_in)
    return error_response(403, "csrf")
