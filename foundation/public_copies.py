"""Kept copies of what every visitor sees alike: whole public pages, the menu, the site's wording.

One number, the generation, stands over all of them. Whatever changes public content calls `empty()`,
which raises the number after commit; a copy made under an older number is never used again. No key
has to be known to be thrown away, so nothing can be forgotten. A copy also ends by its own clock.

A copy is made under the number read *before* its content was read, so a change that commits while a
page is being made leaves that copy out of date at once, never in use.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from redis.exceptions import RedisError

MARK = "academy_public_copy"
"""On a response that looks the same to every visitor: for how many seconds a copy of it may be kept."""
GENERATION = "public:generation"
SHAPE = 1
"""Raise it when the fields of a class that is kept change: in a release, old and new processes share the copies."""
SECONDS = 300
"""Longest life of a copy: the home page lists sessions ahead, and they begin by the clock."""


def mark(response: Any, seconds: int = SECONDS) -> None:
    """Say that a page is the same for every visitor who is not signed in, and for how long a copy is good enough."""
    setattr(response, MARK, seconds)


def mark_listing(request: Any, response: Any) -> None:
    """The same for a page that shows dates and places, which bookings change without publishing anything.

    Only for who is not signed in; its copy lives for `PUBLIC_LISTING_SECONDS` (0 keeps none). Whoever books
    signs in first, and then sees the places of a course as they stand.
    """
    if not request.user.is_authenticated and settings.PUBLIC_LISTING_SECONDS:
        mark(response, settings.PUBLIC_LISTING_SECONDS)


def empty() -> None:
    """Let every kept copy go once the present transaction has committed."""
    transaction.on_commit(_raise_generation)


def _raise_generation() -> None:
    try:
        cache.incr(GENERATION)
    except ValueError:
        cache.set(GENERATION, 1, timeout=None)


def look_up(key: str) -> tuple[Any, int | None]:
    """The copy under `key`, or None, and the generation to keep a new one under.

    One round trip. Without Redis there are no copies and no generation: pages are made each time.
    """
    place = _place(key)
    try:
        found = cache.get_many([GENERATION, place])
    except RedisError:
        return None, None
    generation = found.get(GENERATION, 0)
    made_under, value = found.get(place, (None, None))
    return (value if made_under == generation else None), generation


def _place(key: str) -> str:
    return f"{key}:{SHAPE}"


def keep(key: str, value: Any, generation: int | None, seconds: int = SECONDS) -> None:
    """Keep `value`, which was made after `look_up` gave `generation`."""
    if generation is None:
        return
    try:
        cache.set(_place(key), (generation, value), timeout=seconds)
    except RedisError:
        return


def remembered(key: str, make: Callable[[], Any], seconds: int = SECONDS) -> Any:
    """The kept value, made now if there is none. None is a value that is never kept."""
    value, generation = look_up(key)
    if value is None:
        value = make()
        keep(key, value, generation, seconds)
    return value


def for_listing(name: str, make: Callable[[], Any]) -> Any:
    """A part of a listing that is the same for everybody, signed in or not, kept for `PUBLIC_LISTING_SECONDS`.

    Publishing empties it at once. With 0 seconds it is made each time. `name` may hold what an address holds.
    """
    if not settings.PUBLIC_LISTING_SECONDS:
        return make()
    key = f"listing:{hashlib.sha256(name.encode()).hexdigest()}"
    return remembered(key, make, settings.PUBLIC_LISTING_SECONDS)
