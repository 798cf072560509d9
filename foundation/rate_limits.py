"""How often one address may ask for something that could be guessed (DESIGN 7)."""

from django.core.cache import cache
from django.http import HttpRequest

from foundation.durations import minutes_as_hours


class AskedTooOften(Exception):
    """The limit is reached; the message says what to do."""


def address_of(request: HttpRequest) -> str:
    """Where a request came from, as the web server saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))


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
