"""How often one address may ask for something that could be guessed (DESIGN 7)."""

from ipaddress import ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from redis.exceptions import RedisError

from foundation.durations import minutes_as_hours

GUESSES, GUESSES_SECONDS = 30, 300
"""So many made-up links one address may try in five minutes."""


class AskedTooOften(Exception):
    """The limit is reached; the message says what to do."""


def address_of(request: HttpRequest) -> str:
    """The visitor's internet address: as the outermost of `TRUSTED_PROXIES` saw it, for every limit alike.

    Each proxy adds who asked it to `X-Forwarded-For`; what stands further left a visitor can invent.
    Without proxies, or where the header does not hold that many, it is whoever asked the web server.
    """
    proxies = settings.TRUSTED_PROXIES
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    named = _without_port(hops[-proxies].strip()) if 0 < proxies <= len(hops) else ""
    return named or str(request.META.get("REMOTE_ADDR", ""))


def _without_port(hop: str) -> str:
    """`203.0.113.5:4711` and `[2001:db8::1]:4711` without the port; empty for anything but an address."""
    bare = hop[1:].partition("]")[0] if hop.startswith("[") else hop
    bare = bare.partition(":")[0] if bare.count(":") == 1 else bare
    try:
        return str(ip_address(bare))
    except ValueError:
        return ""


def count(*, what: str, who: str, limit: int, seconds: int) -> None:
    """Count one request of `who` for `what`; raises AskedTooOften beyond `limit` in `seconds`."""
    key = f"rate:{what}:{who}"
    cache.add(key, 0, timeout=seconds)
    try:
        asked = cache.incr(key)
    except ValueError:  # the window ended between the two calls
        cache.set(key, 1, timeout=seconds)
        asked = 1
    if asked > limit:
        wait = minutes_as_hours(-(-seconds // 60))
        raise AskedTooOften(f"Too many requests came from your address. Wait {wait} and try again.")


def guessed(request: HttpRequest, what: str, unknown: LookupError) -> HttpResponse:
    """What a made-up link is answered: not found, and after many of them from one address 429.

    A link that works is never counted, so that a building behind one address is not shut out: only for links
    far too long to guess, where the limit spares the server and is not what keeps a secret. Without Redis
    nothing is counted. Raises Http404.
    """
    try:
        count(what=f"{what}-unknown", who=address_of(request), limit=GUESSES, seconds=GUESSES_SECONDS)
    except AskedTooOften:
        page = render_to_string("errors/429.html")
        headers = {"Cache-Control": "no-store", "Retry-After": str(GUESSES_SECONDS)}
        return HttpResponse(page, status=429, headers=headers)
    except RedisError:
        pass
    raise Http404(str(unknown)) from unknown
