"""Writing a reflection. Nothing newer is ever overwritten by an older tab, and nothing typed is lost."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cpd_records.models import CpdRecord, Reflection
from cpd_records.permissions import can_write_for
from foundation import changelog
from foundation.drafting import private
from foundation.models import Term
from workforce.models import Person


class NotYours(PermissionDenied):
    """Somebody tried to write in another's name."""


class Stale(Exception):
    """It was saved meanwhile, in another tab or on another device; `current` is what stands now."""

    def __init__(self, current: Any) -> None:
        self.current = current
        super().__init__("This was saved somewhere else since you opened it. Nothing is lost: both versions are below.")


class NotRemovable(Exception):
    """It was shared, or a piece was made of it; the message says so."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is written. `happened_on` is the day of the learning, or of what happened in practice."""

    title: str
    happened_on: date
    learned: str = ""
    will_do: str = ""
    difference: str = ""


@transaction.atomic
def start(
    *,
    person_id: int,
    key: UUID,
    words: Words,
    terms: Iterable[Term] = (),
    record: CpdRecord | None = None,
    version: int = 1,
    in_hand: str = "",
    by: Any,
    at: datetime,
) -> Reflection:
    """A new private draft under a key the form chose, so that a second press finds the first.

    `version` is what the form stood on, and `in_hand` where its words were kept, as for `save`.
    Raises NotYours, and Stale as that does.
    """
    Person.objects.select_for_update(of=("self",)).only("pk").get(pk=person_id)
    _demand(by, person_id, at)
    there = Reflection.objects.filter(public_id=key).first()
    if there is not None:
        before: dict[str, Any] = {"words": words, "terms": terms, "version": version, "in_hand": in_hand}
        return save(reflection_id=there.pk, **before, by=by, at=at)
    made = Reflection(public_id=key, person_id=person_id, record=record, started_at=at)
    _put(made, words, at)
    made.save(force_insert=True)
    made.terms.set(terms)
    private.finish(by, in_hand)
    changelog.record(by=by, at=at, verb="reflection.start", subject=made)
    return made


@transaction.atomic
def save(
    *,
    reflection_id: int,
    words: Words,
    terms: Iterable[Term],
    version: int,
    in_hand: str = "",
    by: Any,
    at: datetime,
) -> Reflection:
    """Save over the version somebody had before them; the same words again change nothing.

    `in_hand` is the place where they were kept while they were typed: there they are no longer needed.
    Raises Stale when another version was saved since, and NotYours.
    """
    standing = Reflection.objects.select_for_update(of=("self",)).get(pk=reflection_id)
    _demand(by, standing.person_id, at)
    chosen = list(terms)
    changed = [each.name for each in fields(words) if getattr(standing, each.name) != getattr(words, each.name)]
    marked = set(standing.terms.all()) != set(chosen)
    if (changed or marked) and standing.version != version:
        raise Stale(standing)
    private.finish(by, in_hand)
    if not changed and not marked:
        return standing
    standing.version += 1
    _put(standing, words, at)
    standing.save()
    standing.terms.set(chosen)
    changelog.record(by=by, at=at, verb="reflection.save", subject=standing, fields=changed or ["terms"])
    return standing


@transaction.atomic
def remove(*, reflection_id: int, by: Any, at: datetime) -> None:
    """Take a private draft away for good. Twice does nothing. Raises NotYours or NotRemovable."""
    standing = Reflection.objects.select_for_update(of=("self",)).filter(pk=reflection_id).first()
    if standing is None:
        return
    _demand(by, standing.person_id, at)
    if standing.state != Reflection.State.DRAFT or standing.pieces.exists():
        raise NotRemovable("Only a private draft that no piece was made of can be removed. Take it back first.")
    private.finish(by, place_of(standing.public_id))
    changelog.record(by=by, at=at, verb="reflection.remove", subject=standing)
    standing.delete()


def place_of(public_id: UUID) -> str:
    """Where the words of a reflection are kept while they are typed."""
    return f"reflection:{public_id}"


def move_along(*, record: CpdRecord, by: Any, at: datetime) -> int:
    """Reflections on what was withdrawn stand on the record that took its place; answers how many.

    It is the same learning: same person, same source (a corrected register, a corrected claim).
    """
    earlier = Reflection.objects.filter(record__person=record.person_id, record__source=record.source)
    moved = list(earlier.exclude(record=record).select_for_update(of=("self",)))
    Reflection.objects.filter(pk__in=[each.pk for each in moved]).update(record=record)
    changelog.record_many(
        changelog.entry(by=by, at=at, verb="reflection.move", subject=each, fields=["record"]) for each in moved
    )
    return len(moved)


def _put(row: Reflection, words: Words, at: datetime) -> None:
    for each in fields(words):
        setattr(row, each.name, getattr(words, each.name))
    row.has_difference, row.changed_at = bool(words.difference.strip()), at


def _demand(by: Any, person_id: int, at: datetime) -> None:
    if by is not None and not can_write_for(by, person_id, timezone.localdate(at)):
        raise NotYours("Only you write in your own record.")
