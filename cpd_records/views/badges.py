"""Digital badges: one's own certificate as an Open Badge, and what anybody needs to check one."""

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cpd_records import badge_signing
from cpd_records.models import Certificate
from cpd_records.presenters import badges
from cpd_records.rules.certificate_codes import normalised
from foundation import rate_limits
from foundation.private_files import private_file

LIMIT, SECONDS = 60, 60
"""Lists asked for by one address in so many seconds."""
LINKED_DATA, TOKEN = "application/ld+json", "application/vc+jwt"
FRESH = "public, max-age=60"


@require_safe
@login_required
def my_badge(request: HttpRequest, code: str) -> HttpResponseBase:
    """One of my certificates as a signed badge; one that was taken back or replaced is gone."""
    _offered()
    mine = Certificate.objects.for_user(request.user, timezone.localdate()).valid().with_until()
    certificate = get_object_or_404(mine.select_related("record"), code=normalised(code))
    signed = badge_signing.sign(badges.credential(certificate, certificate.until))
    name = f"badge-{certificate.code}.jwt"
    return private_file(ContentFile(signed.encode(), name=name), allowed=True, name=name)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What a badge is, and how to check one."""
    _offered()
    return render(request, "cpd_records/badges.html", {"issuer": badges.profile()})


@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    """The issuer's profile."""
    _offered()
    return _public({"@context": badges.CONTEXTS, **badges.profile()}, LINKED_DATA)


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Every key that has signed badges, as a JWKS."""
    _offered()
    return _public({"keys": list(badge_signing.public_keys().values())}, "application/jwk-set+json")


@require_safe
def key(request: HttpRequest, name: str) -> HttpResponse:
    """One key, as the header of a badge names it."""
    _offered()
    found = badge_signing.public_keys().get(name)
    if found is None:
        raise Http404("No badge was ever signed with this key.")
    return _public(found, "application/jwk+json")


@require_safe
def status(request: HttpRequest, number: int) -> HttpResponse:
    """A list of one bit for each certificate, signed: 1 where it was taken back, replaced or is held no longer.

    Whoever looks up a bit has to have the badge that names it; the list holds nobody's code and no name.
    """
    _offered()
    try:
        rate_limits.count(what="badge-status", who=rate_limits.address_of(request), limit=LIMIT, seconds=SECONDS)
    except rate_limits.AskedTooOften as refusal:
        return HttpResponse(str(refusal), status=429, content_type="text/plain; charset=utf-8")
    lost = Certificate.objects.counted().lost_keys(number * badges.A_LIST, badges.A_LIST)
    if lost is None:
        raise Http404("There is no such list yet.")
    signed = badge_signing.sign(badges.status_list(number, lost, timezone.now()))
    return _public(signed, TOKEN)


def _offered() -> None:
    if not badge_signing.offered():
        raise Http404("This Academy issues no digital badges.")


def _public(data: dict[str, Any] | str, kind: str) -> HttpResponse:
    """For every verifier, one in a browser too."""
    response = HttpResponse(data if isinstance(data, str) else json.dumps(data), content_type=kind)
    response["Cache-Control"] = FRESH
    response["Access-Control-Allow-Origin"] = "*"
    return response
