"""For coordinators: whom places can be kept for, what is kept, and what organisations ask for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from courses.actions.holds.keeping import KeptFor
from courses.models import PlaceRequest
from courses.presenters.places import HoldView
from courses.querysets.charges import organisations_seen
from courses.rules.conditions.loading import local_day
from foundation.british_dates import long_date
from workforce import roles
from workforce.models import Organisation, Team, TeamVersion
from workforce.permissions import scope_paths
from workforce.presenters.words import cells, head, link
from workforce.querysets.access import access_of

KEPT_HEAD = head("For", "Places named", "Without a name", "Goes back on")
REQUEST_HEAD = head("Organisation", "Session", "Places", "Free", "Action")
Group = tuple[str, list[tuple[str, str]]]
Rows = list[list[dict[str, str]]]


def choices(user: Any, on: date) -> list[Group]:
    """Organisations and teams a coordinator may keep places for, as groups of a list."""
    paths = scope_paths(user, roles.COORDINATOR, on)
    teams = TeamVersion.objects.current().running(on).under(paths).order_by("path")
    organisations = organisations_seen(access_of(user, on)).partners().running(on)
    listed = [(f"team:{row.team_id}", "– " * (row.path.count("/") - 1) + row.name) for row in teams]
    others = [(f"organisation:{row.pk}", row.name) for row in organisations]
    return [(name, group) for name, group in (("Organisations", others), ("Teams and services", listed)) if group]


def chosen(key: str) -> KeptFor:
    """What one of those choices stands for."""
    kind, _, pk = key.partition(":")
    if kind == "organisation":
        return KeptFor(organisation=Organisation.objects.get(pk=pk))
    return KeptFor(team=Team.objects.get(pk=pk))


def kept_rows(views: Iterable[HoldView]) -> Rows:
    """What is kept on one session."""
    return [
        cells(
            link(view.url, view.whom),
            str(view.named),
            str(view.left) if view.open else "None",
            view.until if view.open else "Gone back",
        )
        for view in views
    ]


def request_rows(requests: Iterable[PlaceRequest]) -> Rows:
    """What organisations ask for."""
    return [
        cells(
            row.organisation.name,
            f"{row.session.course.title}, {long_date(local_day(row.session.starts_at))}",
            str(row.places),
            str(max(row.session.capacity - row.session.places_taken, 0)),
            link(f"/coordinate/place-requests/{row.public_id}/", "Answer"),
        )
        for row in requests
    ]
