"""What must always hold in this room, checked read-only by `manage.py check_invariants`.

One current version for each key is a constraint of the database; what a constraint cannot say is
asked here.
"""

from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Count, F, Q
from django.utils import timezone

from foundation.slots import Breach
from workforce import roles
from workforce.models import ActingManager, Person, Post, RoleGrant, TeamVersion
from workforce.rules.loops import knots

ROOM = "workforce"
OVERLAP = """
    SELECT one.id FROM {table} one JOIN {table} other
      ON {same} AND one.id <> other.id
     AND one.recorded_from < coalesce(other.recorded_until, 'infinity')
     AND other.recorded_from < coalesce(one.recorded_until, 'infinity')
"""
RECORDED = {
    "workforce_post": ("person_id", "post_number", "starts_on"),
    "workforce_absence": ("person_id", "starts_on"),
}


def check() -> Iterable[Breach]:
    """Every breach found."""
    yield from _manager_circles()
    yield from _team_tree()
    yield from _overlapping_versions()
    yield from _several_acting_managers()
    yield from _grants()
    yield from _joins()


def _manager_circles() -> Iterator[Breach]:
    """Chains of managers never loop (FORMATS, posts.csv)."""
    day = timezone.localdate()
    rows = Post.objects.current().running(day).filter(line_manager__isnull=False)
    edges: dict[int, list[int]] = {}
    for person, manager in rows.order_by().values_list("person_id", "line_manager_id"):
        edges.setdefault(person, []).append(int(manager or 0))
    for knot in knots(edges):
        chain = ", ".join(str(key) for key in knot)
        yield Breach(ROOM, "managers never go round in a circle", f"person {knot[0]}", f"people {chain}")


def _team_tree() -> Iterator[Breach]:
    """One root among those from files, and every path is that of the parent and one code more."""
    day = timezone.localdate()
    rows = list(TeamVersion.objects.current().running(day).select_related("team"))
    paths = {row.team_id: row.path for row in rows}
    roots = [row for row in rows if row.parent_id is None and row.recorded_by_run_id is not None]
    if len(roots) > 1:
        yield Breach(ROOM, "one team has no parent", "teams", ", ".join(row.team.code for row in roots))
    for row in rows:
        above = paths.get(row.parent_id, "") if row.parent_id else ""
        if row.path != f"{above}{row.team.code}/":
            yield Breach(ROOM, "a team's path follows its parents", f"team {row.team.code}", row.path)


def _overlapping_versions() -> Iterator[Breach]:
    """Versions of one fact follow each other in recorded time."""
    for table, key in RECORDED.items():
        same = " AND ".join(f"one.{column} = other.{column}" for column in key)
        with connection.cursor() as cursor:
            cursor.execute(OVERLAP.format(table=table, same=same))
            for (pk,) in cursor.fetchall():
                yield Breach(ROOM, "versions never overlap in recorded time", f"{table} {pk}", "")
    backwards = Q(recorded_until__lt=F("recorded_from"))
    for pk in Post.objects.filter(backwards).values_list("pk", flat=True):
        yield Breach(ROOM, "a version is closed after it was recorded", f"post {pk}", "")


def _several_acting_managers() -> Iterator[Breach]:
    rows = ActingManager.objects.running(timezone.localdate()).order_by().values("person")
    for row in rows.annotate(n=Count("pk")).filter(n__gt=1):
        yield Breach(ROOM, "one acting manager at a time", f"person {row['person']}", f"{row['n']} of them")


def _grants() -> Iterator[Breach]:
    """Known roles, and no two grants of one role over one scope at a time."""
    for grant in RoleGrant.objects.exclude(role__in=[role.code for role in roles.GRANTABLE]):
        yield Breach(ROOM, "granted roles are known", f"grant {grant.pk}", grant.role)
    latest: dict[tuple[int | str | None, ...], RoleGrant] = {}
    for grant in RoleGrant.objects.order_by("starts_on", "pk"):
        key = (grant.user_id, grant.role, grant.team_id, grant.organisation_id)
        earlier = latest.get(key)
        if earlier is not None and (earlier.ends_on is None or earlier.ends_on > grant.starts_on):
            yield Breach(ROOM, "a role is held once at a time", f"grant {grant.pk}", f"overlaps grant {earlier.pk}")
        latest[key] = grant


def _joins() -> Iterator[Breach]:
    chained = Person.objects.filter(joined_into__joined_into__isnull=False)
    for pk in chained.order_by().values_list("pk", flat=True):
        yield Breach(ROOM, "joined records point to the one that is kept", f"person {pk}", "")
