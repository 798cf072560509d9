"""Records that may be one human: same registration number, or same name and work e-mail."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from django.apps import apps
from django.db.models import Count, Q
from django.db.models.functions import Lower

Pair = tuple[Any, Any, str]
BY_REGISTRATION = "Same registration number"
BY_NAME = "Same name and work e-mail"


def join_proposals() -> list[Pair]:
    """(record to keep, other record, why), but not pairs somebody has decided about."""
    decided = _decided()
    found: dict[frozenset[int], Pair] = {}
    for why, group in [*_groups_by_registration(), *_groups_by_name()]:
        for one, other in combinations(sorted(group, key=_preference), 2):
            key = frozenset((one.pk, other.pk))
            if key not in decided:
                found.setdefault(key, (one, other, why))
    return sorted(found.values(), key=lambda pair: (pair[0].sort_name, pair[1].pk))


def _people() -> Any:
    return apps.get_model("workforce", "Person").objects.filter(joined_into=None).order_by("pk")


def _decided() -> set[frozenset[int]]:
    decisions = apps.get_model("workforce", "JoinDecision").objects.order_by("decided_at", "pk")
    latest = {
        frozenset((kept, other)): decision
        for kept, other, decision in decisions.values_list("kept_id", "other_id", "decision")
    }
    return {pair for pair, decision in latest.items() if decision != "joined"}


def _preference(person: Any) -> tuple[bool, bool, int]:
    """The one to keep comes first: in the staff file, not of the agency, the newest."""
    number = person.employee_number or ""
    return (not number, number.startswith("AG"), -person.pk)


def _groups_by_registration() -> Iterator[tuple[str, list[Any]]]:
    held = _people().exclude(Q(registration_number="") | Q(registration_body=""))
    numbers = held.order_by().values_list("registration_number").annotate(n=Count("pk")).filter(n__gt=1)
    people = held.filter(registration_number__in=[number for number, _ in numbers])
    yield from _grouped(people, lambda p: (p.registration_body, p.registration_number), BY_REGISTRATION)


def _groups_by_name() -> Iterator[tuple[str, list[Any]]]:
    lowered = _people().annotate(address=Lower("work_email"))
    addresses = lowered.order_by().values_list("address").annotate(n=Count("pk")).filter(n__gt=1)
    people = lowered.filter(address__in=[address for address, _ in addresses if address])
    yield from _grouped(people, lambda p: (p.address, p.sort_name), BY_NAME)


def _grouped(people: Iterable[Any], key: Any, why: str) -> Iterator[tuple[str, list[Any]]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for person in people:
        groups[key(person)].append(person)
    for group in groups.values():
        if len(group) > 1:
            yield why, group
