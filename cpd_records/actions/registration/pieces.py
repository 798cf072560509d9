"""Pieces for a regulator: begun from a reflection in one press or from nothing, then the worker's own words."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cpd_records.actions.reflections.writing import NotYours, Stale
from cpd_records.models import Piece, Reflection, RegistrationRule
from cpd_records.permissions import can_write_for
from cpd_records.rules.pieces import is_whole, same_words
from cpd_records.rules.registration import window_of
from foundation import changelog
from foundation.drafting import private
from foundation.models import Term
from workforce.models import Person


class NoSuchRule(LookupError):
    """No body asks anything under this code today."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in a piece, by the body's questions."""

    kind: str = ""
    activity: str = ""
    happened_on: date | None = None
    learned: str = ""
    impact: str = ""
    peer: str = ""


@transaction.atomic
def start(
    *, person_id: int, rule_code: str, key: UUID, reflection: Reflection | None = None, by: Any, at: datetime
) -> Piece:
    """A piece in the window that runs today, its texts copied from the reflection where there is one.

    The same reflection again, or the same key, gives the piece there is. Raises NotYours or NoSuchRule.
    """
    on = timezone.localdate(at)
    Person.objects.select_for_update(of=("self",)).only("pk").get(pk=person_id)
    _demand(by, person_id, on)
    if reflection is not None:
        _demand(by, reflection.person_id, on)
    rule = RegistrationRule.objects.in_force(rule_code, on)
    if rule is None:
        raise NoSuchRule("Nothing is asked under this heading today.")
    window = window_of(rule, on)
    mine = Piece.objects.standing().filter(person=person_id).of_window(rule_code, window.key)
    there = mine.filter(reflection=reflection).first() if reflection else mine.filter(public_id=key).first()
    if there is not None:
        return there
    row = Piece(public_id=key, person_id=person_id, rule_code=rule_code, window_starts_on=window.key, started_at=at)
    row.reflection = reflection
    _put(row, _copied(reflection), at)
    row.save(force_insert=True)
    _recount(row, rule)
    row.terms.set(reflection.terms.all() if reflection else ())
    changelog.record(by=by, at=at, verb="piece.start", subject=row)
    return row


@transaction.atomic
def save(
    *,
    piece_id: int,
    answers: Answers,
    terms: Iterable[Term] | None = None,
    version: int,
    in_hand: str = "",
    by: Any,
    at: datetime,
) -> Piece:
    """Save over the version somebody had before them; the same answers again change nothing.

    `in_hand` is the place where they were kept while they were typed: there they are no longer needed.
    Raises Stale when another version was saved since, and NotYours.
    """
    standing = Piece.objects.select_for_update(of=("self",)).get(pk=piece_id)
    _demand(by, standing.person_id, timezone.localdate(at))
    changed = [each.name for each in fields(answers) if getattr(standing, each.name) != getattr(answers, each.name)]
    marked = terms is not None and set(standing.terms.all()) != set(terms := list(terms))
    if (changed or marked) and standing.version != version:
        raise Stale(standing)
    private.finish(by, in_hand)
    if not changed and not marked:
        return standing
    standing.version += 1
    _put(standing, answers, at)
    standing.save()
    _recount(standing, _rule_of(standing, at))
    if marked and terms is not None:
        standing.terms.set(terms)
    changelog.record(by=by, at=at, verb="piece.save", subject=standing, fields=changed or ["terms"])
    return standing


@transaction.atomic
def remove(*, piece_id: int, by: Any, at: datetime) -> Piece:
    """Take a piece out of the pack; invitations about it end. Twice does nothing. Raises NotYours."""
    standing = Piece.objects.select_for_update(of=("self",)).get(pk=piece_id)
    _demand(by, standing.person_id, timezone.localdate(at))
    if standing.removed_at is None:
        private.finish(by, place_of(standing.public_id))
        standing.removed_at = at
        standing.save(update_fields=["removed_at"])
        standing.invitations.filter(state="asked").update(state="revoked")
        _recount(standing, _rule_of(standing, at))
        changelog.record(by=by, at=at, verb="piece.remove", subject=standing, fields=["removed_at"])
    return standing


@transaction.atomic
def hand_in(*, piece_id: int, handed_in: bool, by: Any, at: datetime) -> Piece:
    """The worker says that they put it on the body's own site, or that they have not. Raises NotYours."""
    standing = Piece.objects.select_for_update(of=("self",)).get(pk=piece_id)
    on = timezone.localdate(at)
    _demand(by, standing.person_id, on)
    if bool(standing.handed_in_on) != handed_in:
        standing.handed_in_on = on if handed_in else None
        standing.save(update_fields=["handed_in_on"])
        changelog.record(by=by, at=at, verb="piece.hand in", subject=standing, fields=["handed_in_on"])
    return standing


def place_of(public_id: UUID) -> str:
    """Where the words of a piece are kept while they are typed."""
    return f"piece:{public_id}"


def _recount(piece: Piece, rule: Any) -> None:
    """Which pieces of a window count: whole ones, and of those that say the same the first only."""
    same_window = Piece.objects.standing().filter(person=piece.person_id)
    before: list[Piece] = []
    for each in same_window.of_window(piece.rule_code, piece.window_starts_on).order_by("pk"):
        counts = is_whole(each, rule) and not any(same_words(each, other) for other in before)
        if each.complete != counts:
            Piece.objects.filter(pk=each.pk).update(complete=counts)
        if each.pk == piece.pk:
            piece.complete = counts
        before.append(each)


def _put(row: Piece, answers: Answers, at: datetime) -> None:
    for each in fields(answers):
        setattr(row, each.name, getattr(answers, each.name))
    row.changed_at = at
    row.with_peer = bool(row.peer.strip())


def _copied(reflection: Reflection | None) -> Answers:
    """A starting point, which the worker then makes their own."""
    if reflection is None:
        return Answers()
    kind = reflection.record.get_kind_display() if reflection.record else "Something from practice"
    parts = (reflection.will_do, reflection.difference)
    impact = "\n\n".join(part.strip() for part in parts if part.strip())
    return Answers(kind[:60], reflection.title, reflection.happened_on, reflection.learned, impact)


def _rule_of(piece: Piece, at: datetime) -> Any:
    rules = RegistrationRule.objects
    return rules.in_force(piece.rule_code, timezone.localdate(at)) or rules.filter(code=piece.rule_code).first()


def _demand(by: Any, person_id: int, on: date) -> None:
    if by is not None and not can_write_for(by, person_id, on):
        raise NotYours("Only you write in your own record.")
