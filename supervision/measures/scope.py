"""Whose supervision a user's figures are about: a leader's scope, a manager's line, or everybody's."""

from datetime import date
from typing import Any

from django.db.models import F

from supervision.models import Cycle
from workforce import roles
from workforce.models import ActingManager, Person, Post, TeamVersion
from workforce.permissions import scope_paths
from workforce.querysets.access import access_of


def scope_of(user: Any, on: date) -> tuple[str, str]:
    """What the figures of this user cover, in words: their scope as a leader, else their own line."""
    paths = scope_paths(user, roles.LEADER, on)
    if paths:
        return "leader", "Everything" if "" in paths else "Your services"
    return "line", "Your own line: whoever reports to you, and to them"


def covered(user: Any, on: date, kind: str) -> tuple[Any, Any, list[TeamVersion]]:
    """The turns, today's people and the teams that the user's figures are about."""
    versions = TeamVersion.objects.current().running(on).order_by("path")
    if kind == "leader":
        paths = scope_paths(user, roles.LEADER, on)
        teams = [row for row in versions if any(row.path.startswith(path) for path in paths)]
        keys = [row.team_id for row in teams]
        people = Post.objects.current().running(on).filter(team__in=keys).values("person")
        return Cycle.objects.filter(team__in=keys), people, teams
    below = line_below(user, on)
    turns = Cycle.objects.filter(person__in=below)
    named = set(turns.order_by().values_list("team", flat=True).distinct())
    return turns, Person.objects.filter(pk__in=below), [row for row in versions if row.team_id in named]


def line_below(user: Any, on: date) -> list[int]:
    """Everybody who reports to the user, and to them, and so on down; two queries."""
    posts = Post.objects.naming_manager(on).not_taken_over(on).filter(line_manager__isnull=False).order_by()
    pairs = [
        *posts.values_list(F("line_manager_id"), "person_id"),
        *ActingManager.objects.running(on).values_list("manager_id", "person_id"),
    ]
    reports: dict[int, set[int]] = {}
    for manager, person in pairs:
        reports.setdefault(manager, set()).add(person)
    access = access_of(user, on)
    found: set[int] = set()
    waiting = [*access.person_ids, *access.deputy_for]
    while waiting:
        new = reports.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return sorted(found)


def led_teams(user: Any, on: date) -> list[int]:
    """The teams of a leader's scope, whose former people count in their figures too; a manager's line has none."""
    paths = scope_paths(user, roles.LEADER, on)
    if not paths:
        return []
    versions = TeamVersion.objects.current().running(on).values_list("team_id", "path")
    return [team for team, path in versions if any(path.startswith(each) for each in paths)]
