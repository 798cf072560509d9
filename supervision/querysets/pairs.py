"""Who supervises whom on a day: by a signed agreement, else by the line (DESIGN 4, DOMAIN 5).

The line manager (by the file, or acting) supervises by default. A signed agreement on all of
supervision with somebody else takes their place; one on a part of it stands beside them.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.asked_often import AskedOften
from workforce.models import ActingManager, Person, Post
from workforce.querysets.recorded import in_force


def signed_on(on: date) -> Q:
    """Agreements in force on a day: signed by both, and not ended by then."""
    begun = Q(starts_on__isnull=False, starts_on__lte=on)
    return begun & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def supervisees(supervisors: Iterable[int], on: date) -> QuerySet[Person]:
    """People whom any of these supervises on a day, by agreement or by the line."""
    keys = list(supervisors)
    agreements = _agreements().filter(signed_on(on))
    elsewhere = agreements.filter(supervisee=OuterRef("pk"), part="whole").exclude(supervisor__in=keys)
    by_line = Person.objects.reporting_to_any(keys, on).exclude(Exists(elsewhere))
    by_agreement = agreements.filter(supervisor__in=keys)
    return Person.objects.filter(Q(pk__in=by_line.values("pk")) | Q(pk__in=by_agreement.values("supervisee")))


def supervisee_keys(supervisors: Iterable[int], on: date) -> list[int]:
    """The same by key, in one query by SQL that is written once; none for nobody."""
    keys = list(supervisors)
    return [key for (key,) in SUPERVISED.tuples(keys, on)] if keys else []


def supervisors_of(people: Iterable[int], on: date) -> dict[int, dict[int, str]]:
    """person → {supervisor: part}, the part being "whole" for who supervises by the line. Three queries."""
    keys = list(people)
    found: dict[int, dict[int, str]] = {key: {} for key in keys}
    for person, supervisor, part in AGREED.tuples(keys, on):
        found[person][supervisor] = part
    for person, manager in line_of(keys, on):
        if "whole" not in found[person].values():
            found[person].setdefault(manager, "whole")
    return found


def line_of(people: Iterable[int], on: date) -> list[tuple[int, int]]:
    """(person, their line manager or acting manager) on a day. Two queries."""
    keys = list(people)
    return [*ACTING.tuples(keys, on), *BY_FILE.tuples(keys, on)]


def _agreements() -> Any:
    return apps.get_model("supervision", "Agreement")._default_manager.order_by()


def _by_file(people: list[int], on: date) -> QuerySet[Any]:
    posts = Post.objects.naming_manager(on).not_taken_over(on).filter(person__in=people, line_manager__isnull=False)
    return posts.order_by("starts_on", "pk").values("person_id", "line_manager_id")


SUPERVISED = AskedOften(lambda supervisors, on: supervisees(supervisors, on).order_by().values("pk"), list, date)
AGREED = AskedOften(
    lambda people, on: (
        _agreements().filter(signed_on(on), supervisee__in=people).values("supervisee_id", "supervisor_id", "part")
    ),
    list,
    date,
)
ACTING = AskedOften(
    lambda people, on: (
        ActingManager.objects.filter(in_force(on), person__in=people).order_by().values("person_id", "manager_id")
    ),
    list,
    date,
)
BY_FILE = AskedOften(_by_file, list, date)
