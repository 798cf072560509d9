"""From which day a requirement is asked of somebody.

The latest of: the day they came to belong to its audience, the day the module went live for their
team, and the day its first setting begins. Nobody is late on the first day of anything (DESIGN 4
"Live-from").
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from workforce.rules.audience_facts import Spell
from workforce.rules.audiences import AudienceFacts, AudienceTerm, belongs_by_codes
from workforce.rules.live import live_from


def asked_from(
    *,
    facts: AudienceFacts,
    spells: Sequence[Spell],
    terms: Sequence[AudienceTerm],
    begins: date,
    live: Mapping[str, date],
    on: date,
) -> date | None:
    """None when it is not asked of them on the day, nor of anybody who has left.

    `begins` is the first setting's day; `live` as `LiveFrom.objects.starting` gives it. Without an
    audience it is asked of nobody.
    """
    goes_live = live_day(facts, live) if facts.posts or facts.organisation else None
    if not terms or goes_live is None or max(goes_live, begins) > on:
        return None
    if not belongs_by_codes(facts.codes, terms).yes:
        return None
    return max(belonged_since(spells, terms, on) or on, goes_live, begins)


def live_day(facts: AudienceFacts, live: Mapping[str, date]) -> date | None:
    """When the module went, or goes, live for the first of somebody's teams; None: not at all."""
    days = [live_from(path, live) for path in ([post.path for post in facts.posts] or [""])]
    return min((day for day in days if day is not None), default=None)


def belonged_since(spells: Sequence[Spell], terms: Sequence[AudienceTerm], on: date) -> date | None:
    """The first day of the unbroken run of posts that put them in the audience; where no post of
    theirs does (somebody manages, or is new), that of the posts they hold. None without a post."""
    fitting = [spell for spell in spells if belongs_by_codes(AudienceFacts((spell.facts,)).codes, terms).yes]
    return _run_start(fitting, on) or min((spell.starts_on for spell in spells if spell.runs(on)), default=None)


def _run_start(spells: Iterable[Spell], on: date) -> date | None:
    spells, start, day = list(spells), None, on
    while True:
        running = [spell.starts_on for spell in spells if spell.runs(day)]
        if not running:
            return start
        start = min(running)
        day = start - timedelta(days=1)
