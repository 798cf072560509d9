"""Loads the places that are kept, for the conditions.

One query where any are kept, and one more where a team keeps some.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from courses.models import Booking, PlaceHold
from courses.rules.conditions.held import KeptPlaces
from workforce.models import Person, TeamVersion

A_MANAGERS_PEOPLE = "a manager's team"


def kept_places(
    keeping: Sequence[int], person: Person, on: date, into: int | None = None
) -> dict[int, tuple[KeptPlaces, ...]]:
    """Kept places with nobody named for them yet, by session, of the sessions that keep any.

    `into` is the hold somebody is being named into: then that one is theirs and no other.
    """
    if not keeping:
        return {}
    held = PlaceHold.objects.running().filter(session__in=keeping).with_left(Booking.PLACE_STATES)
    rows = [row for row in held.with_names(on).order_by("until", "pk") if row.left]
    above = _teams_above(person, on) if any(row.team_id for row in rows) else frozenset()
    found: dict[int, tuple[KeptPlaces, ...]] = {}
    for row in rows:
        mine = row.pk == into if into is not None else _is_for(row, person, above)
        kept = KeptPlaces(row.pk, row.held_for or A_MANAGERS_PEOPLE, row.until, row.left, mine)
        found[row.session_id] = (*found.get(row.session_id, ()), kept)
    return found


def _is_for(hold: Any, person: Person, above: frozenset[str]) -> bool:
    """Whether somebody may take one of these places by themselves; a manager names people."""
    if hold.organisation_id is not None:
        return bool(hold.organisation_id == person.organisation_id)
    return hold.team_id is not None and hold.team_code in above


def _teams_above(person: Person, on: date) -> frozenset[str]:
    """Codes of the teams somebody works in, and of all above them."""
    posts = person.posts.current().running_or_ahead(on)
    paths = TeamVersion.objects.current().running(on).filter(team__in=posts.values("team")).values_list("path")
    return frozenset(code for (path,) in paths for code in path.split("/") if code)
