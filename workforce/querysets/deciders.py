"""Who is asked: line and acting managers, their deputies, and the managers above."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps

from workforce.querysets.recorded import in_force


def managers_of(person_ids: Iterable[int], on: date) -> dict[int, list[Any]]:
    """Who manages each of these people on a day: an acting manager instead of the one in the file."""
    ids = set(person_ids)
    found: dict[int, list[Any]] = {}
    acting = _model("ActingManager").objects.filter(in_force(on), person__in=ids).select_related("manager__user")
    for row in acting:
        found.setdefault(row.person_id, []).append(row.manager)
    posts = _model("Post").objects.current().running(on).filter(person__in=ids - set(found), line_manager__isnull=False)
    for post in posts.select_related("line_manager__user").order_by("pk"):
        managers = found.setdefault(post.person_id, [])
        if post.line_manager not in managers:
            managers.append(post.line_manager)
    return found


def managers_above(person_id: int, on: date) -> list[Any]:
    """The managers of somebody's managers; none at the top, and never the person."""
    managers = managers_of([person_id], on).get(person_id, [])
    found = managers_of([each.pk for each in managers], on)
    above = {each.pk: each for group in found.values() for each in group if each.pk != person_id}
    return [each for key, each in above.items() if key not in {m.pk for m in managers}]


def deputies_of(person_ids: Iterable[int], on: date) -> dict[int, list[Any]]:
    """Who deputises for each of these people on a day, and so may answer for them."""
    rows = _model("Deputy").objects.filter(in_force(on), principal__in=set(person_ids), kind="deputy")
    found: dict[int, list[Any]] = {}
    for row in rows.select_related("deputy__user").order_by("pk"):
        found.setdefault(row.principal_id, []).append(row.deputy)
    return found


def _model(name: str) -> Any:
    return apps.get_model("workforce", name)
