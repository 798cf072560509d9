"""In which days dues count: since the team is live, and before that only while its past was imported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supervision.rules.dues.away import without_overlaps
from supervision.rules.dues.clock import Role, Window
from workforce.rules.live import live_from


@dataclass(frozen=True, slots=True)
class Live:
    """When teams go live, by path; and the days for which imported files speak, by team."""

    dates: Mapping[str, date]
    history: Mapping[int, Window]


def windows(roles: Sequence[Role], live: Live) -> tuple[Window, ...]:
    """The past first, then what is live. A new window starts the clock afresh: no first day is all red."""
    past = without_overlaps(list(_past(roles, live)))
    return (*past, *without_overlaps(list(_live(roles, live))))


def _past(roles: Sequence[Role], live: Live) -> Iterator[Window]:
    for role in roles:
        known = live.history.get(role.team_id or 0)
        if known is None:
            continue
        starts = max(role.starts_on, known.starts_on)
        ends = min(day for day in (role.ends_on, known.ends_on, _live_on(role, live)) if day is not None)
        if starts < ends:
            yield Window(starts, ends)


def _live(roles: Sequence[Role], live: Live) -> Iterator[Window]:
    for role in roles:
        day = _live_on(role, live)
        if day is not None and (role.ends_on is None or day < role.ends_on):
            yield Window(max(role.starts_on, day), role.ends_on)


def _live_on(role: Role, live: Live) -> date | None:
    return live_from(role.path, live.dates) if role.path else None
