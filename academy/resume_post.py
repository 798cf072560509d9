"""A form sent after the session ended is kept, and comes back after signing in.

Without script, on every form of the site: when a POST that passed the check against forgery is sent
to sign in, its words are encrypted, laid into the cache for half an hour under a random key, and the
way leads through sign-in to a page that offers them back. The key is bound to this browser by a
signed cookie and, where we know who was signed in before, to that person. Files, passwords and
codes are never kept; nothing is sent until a person presses the button.
"""

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from academy import kept_text

SECONDS: Final = 30 * 60
LARGEST: Final = 200_000
"""Characters of names and values together: a long supervision record several times over."""
RESUME_PATH: Final = "/accounts/resume/"
BOUND_COOKIE: Final = "academy_resume"
PERSON_COOKIE: Final = "academy_person"
PERSON_SECONDS: Final = 24 * 60 * 60
NEVER_KEPT: Final = re.compile(r"csrfmiddlewaretoken|password|passcode|otp|secret|recovery", re.IGNORECASE)
FORM_TYPES: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True)
class KeptPost:
    """What was typed. ``pairs`` repeat a name for each of its values, in the order of the form."""

    path: str
    pairs: list[tuple[str, str]]
    person: str
    """Primary key of the account that was signed in before, or "" when unknown."""
    had_files: bool


def keep(request: HttpRequest) -> str | None:
    """The key the words lie under, or None when there is nothing to keep."""
    if not is_worth_keeping(request):
        return None
    post = KeptPost(
        path=request.get_full_path(),
        pairs=[(name, value) for name, values in request.POST.lists() for value in values if _kept(name, value)],
        person=person_before(request),
        had_files=bool(request.FILES),
    )
    if not post.pairs or sum(len(name) + len(value) for name, value in post.pairs) > LARGEST:
        return None
    key = secrets.token_urlsafe(32)
    cache.set(_place(key), kept_text.sealed(json.dumps(asdict(post))), SECONDS)
    return key


def take(request: HttpRequest, key: str) -> KeptPost | None:
    """The words, if this browser left them and they have not run out. Looking does not use them up."""
    try:
        bound = signing.loads(request.COOKIES.get(BOUND_COOKIE, ""), salt=BOUND_COOKIE, max_age=SECONDS)
    except signing.BadSignature:
        return None
    sealed = cache.get(_place(key)) if secrets.compare_digest(str(bound), key) else None
    text = kept_text.opened(sealed) if sealed else None
    if text is None:
        return None
    found = json.loads(text)
    pairs = [(name, value) for name, value in found.pop("pairs")]
    return KeptPost(pairs=pairs, **found)


def is_worth_keeping(request: HttpRequest) -> bool:
    """A form of this site, other than those one signs in with."""
    return (
        request.method == "POST"
        and request.content_type in FORM_TYPES
        and not request.path.startswith("/accounts/")
        and url_has_allowed_host_and_scheme(request.get_full_path(), allowed_hosts=None)
    )


def person_before(request: HttpRequest) -> str:
    """Who was signed in on this browser within the last day, as a signed cookie says."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return str(user.pk)
    try:
        return str(signing.loads(request.COOKIES.get(PERSON_COOKIE, ""), salt=PERSON_COOKIE, max_age=PERSON_SECONDS))
    except signing.BadSignature:
        return ""


def lead_back(request: HttpRequest, key: str, *, through_sign_in: bool) -> HttpResponse:
    """A redirect to the kept words, bound to this browser."""
    target = f"{RESUME_PATH}{key}/"
    if through_sign_in:
        messages.info(request, "You were signed out, and what you typed is kept. Sign in to carry on with it.")
        target = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': target})}"
    response = HttpResponseRedirect(target)
    _set_cookie(response, BOUND_COOKIE, key, SECONDS)
    return response


class KeepTypedTextMiddleware:
    """Stands after the session, the check against forgery and the user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keeps a POST that is about to be lost to the sign-in page; remembers who is signed in."""
        response = self.get_response(request)
        if request.method == "POST" and _leads_to_sign_in(response) and BOUND_COOKIE not in response.cookies:
            key = keep(request)
            return lead_back(request, key, through_sign_in=True) if key else response
        _remember_person(request, response)
        return response


def _remember_person(request: HttpRequest, response: HttpResponse) -> None:
    # Only when the view has already asked who it is: public pages must not pay for a user.
    user = getattr(request, "_cached_user", None)
    if user is None or not user.is_authenticated or request.method != "GET":
        return
    if person_cookie(request) != str(user.pk):
        _set_cookie(response, PERSON_COOKIE, str(user.pk), PERSON_SECONDS)


def person_cookie(request: HttpRequest) -> str:
    """The person the cookie names, while it has at least half its life left."""
    try:
        return str(
            signing.loads(request.COOKIES.get(PERSON_COOKIE, ""), salt=PERSON_COOKIE, max_age=PERSON_SECONDS // 2)
        )
    except signing.BadSignature:
        return ""


def _leads_to_sign_in(response: HttpResponse) -> bool:
    location = response.headers.get("Location", "")
    return response.status_code == 302 and urlsplit(location).path == resolve_url(settings.LOGIN_URL)


def _kept(name: str, value: str) -> bool:
    return bool(value) and not NEVER_KEPT.search(name)


def _place(key: str) -> str:
    return f"resume-post:{key}"


def _set_cookie(response: HttpResponse, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        signing.dumps(value, salt=name),
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
