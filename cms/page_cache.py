"""Signed-out visitors get public pages from a kept copy, which costs one question to Redis.

The middleware stands first, so a hit passes nothing else: no session, no database, no template.
What it keeps and when:

- only what was marked by `foundation.public_copies`: published pages, never a preview, and for half a
  minute the catalogue and the pages of courses, whose dates and places change without publishing;
- only GET without a query, asked without a session or message cookie, so nobody's own page can be
  kept nor shown to anybody else;
- only answers with status 200 that set no cookie, so no form token is ever kept;
- with every header the inner middleware gave it (content security policy, `Vary` and the rest);
- by scheme and host, under the generation of `foundation.public_copies`: publishing, unpublishing,
  moving or deleting a page, and changing a menu, the wording, an image, a term or a course ends all
  copies at once. After five minutes a copy ends anyway.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from foundation import public_copies

HEADER = "X-Public-Copy"
"""`kept` or `new`, so that tests, the bench and an operator can tell."""
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")


class PageCacheMiddleware:
    """See the module."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept copy where there is one; else the page, kept where it may be."""
        if not _may_be_shared(request):
            return self.get_response(request)
        key = _key(request)
        copy, generation = public_copies.look_up(key)
        if copy is not None:
            return _response(copy)
        response = self.get_response(request)
        if _may_be_kept(response):
            seconds = getattr(response, public_copies.MARK)
            public_copies.keep(key, (list(response.items()), response.content), generation, seconds)
            response[HEADER] = "new"
        return response


def _key(request: HttpRequest) -> str:
    """Of one form whatever the address holds: spaces and great length are not for a cache, tokens not for its logs."""
    address = f"{request.scheme}:{request.get_host()}:{request.path}"
    return f"page:{hashlib.sha256(address.encode()).hexdigest()}"


def _may_be_shared(request: HttpRequest) -> bool:
    if request.method != "GET" or request.META.get("QUERY_STRING"):
        return False
    return not any(name in request.COOKIES for name in PERSONAL_COOKIES)


def _may_be_kept(response: HttpResponse) -> bool:
    marked = getattr(response, public_copies.MARK, 0) > 0
    return marked and response.status_code == 200 and not response.cookies and not response.streaming


def _response(copy: tuple[list[tuple[str, str]], bytes]) -> HttpResponse:
    headers, content = copy
    response: Any = HttpResponse(content, headers=dict(headers))
    response[HEADER] = "kept"
    return response
