"""The tree of teams: placing what a file says, dated from the day of the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from foundation.models import ImportRun
from workforce.models import Team, TeamVersion


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """A team as a file names it; `parent` is a code or empty."""

    code: str
    name: str
    parent: str
    level: str
    service_area: str


def standing_on(day: date) -> dict[str, TeamFacts]:
    """Every team in force on a day, by code."""
    rows = TeamVersion.objects.current().running(day).select_related("team", "parent")
    return {row.team.code: _facts(row) for row in rows}


def _facts(row: TeamVersion) -> TeamFacts:
    parent = row.parent.code if row.parent else ""
    return TeamFacts(row.team.code, row.name, parent, row.level, row.service_area)


@transaction.atomic
def place(
    wanted: Iterable[TeamFacts],
    *,
    known: Mapping[str, TeamFacts],
    run: ImportRun | None,
    by: Any,
    at: datetime,
) -> None:
    """Write teams that are new or differ, and move whatever stands below them.

    The caller has checked that the tree holds. A version that held until now ends on the day and
    the new one begins; a second change on one day replaces the first.
    """
    after = {**known, **{facts.code: facts for facts in wanted}}
    keys = _teams(after)
    versions = {row.team_id: row for row in TeamVersion.objects.current().running(timezone.localdate(at))}
    for facts in after.values():
        path = _path(facts.code, after)
        old = versions.get(keys[facts.code].pk)
        if old is not None and old.path == path and known.get(facts.code) == facts:
            continue
        fresh = _version(facts, keys, path, run, at)
        if old is not None:
            _replace(old, fresh, run=run, by=by, at=at)
        fresh.save()


def _teams(after: Mapping[str, TeamFacts]) -> dict[str, Team]:
    existing = set(Team.objects.values_list("code", flat=True))
    Team.objects.bulk_create(Team(code=code) for code in after if code not in existing)
    return Team.objects.in_bulk(list(after), field_name="code")


def _path(code: str, after: Mapping[str, TeamFacts]) -> str:
    chain = [code]
    while parent := after[chain[-1]].parent:
        chain.append(parent)
    return "".join(f"{step}/" for step in reversed(chain))


def _version(facts: TeamFacts, keys: Mapping[str, Team], path: str, run: ImportRun | None, at: datetime) -> TeamVersion:
    return TeamVersion(
        team=keys[facts.code],
        name=facts.name,
        parent=keys[facts.parent] if facts.parent else None,
        level=facts.level,
        service_area=facts.service_area,
        path=path,
        recorded_from=at,
        recorded_by_run=run,
    )


def _replace(old: TeamVersion, fresh: TeamVersion, *, run: ImportRun | None, by: Any, at: datetime) -> None:
    """Close the recorded version; what it said of earlier days is recorded again with an end."""
    day = timezone.localdate(at)
    fields = [name for name in ("name", "parent_id", "level", "service_area", "path") if _differs(old, fresh, name)]
    earlier = TeamVersion.objects.get(pk=old.pk)
    old.recorded_until, old.closed_by_run = at, run
    old.save(update_fields=["recorded_until", "closed_by_run"])
    fresh.starts_on = day
    if old.starts_on is None or old.starts_on < day:
        earlier.pk, earlier.ends_on = None, day
        earlier.recorded_from, earlier.recorded_by_run = at, run
        earlier.save(force_insert=True)
    changelog.record(by=by, at=at, verb="change team", subject=old.team, fields=fields, label="system: import")


def _differs(one: TeamVersion, other: TeamVersion, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))
