"""Saving words in hand. Each box has its own version, so two people in two boxes never meet.

Where both changed one box, the newer words stay as they are and the other's come back as a conflict,
to be shown side by side. Nothing goes to the change log: words in hand are not a state yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from foundation.models import WordsInHand

LONGEST = 400_000
"""Characters of all boxes together: a long record many times over."""
MOST_BOXES = 1500

Boxes = Mapping[str, Sequence[str]]


class DraftTooLong(ValueError):
    """More than a draft holds; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """What stands in a box that somebody else, or another window, changed meanwhile."""

    values: list[str]
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Saved:
    """`conflicts` were not saved; `fresh` are boxes others changed and this page did not."""

    version: int
    at: datetime
    conflicts: dict[str, Theirs] = field(default_factory=dict)
    fresh: dict[str, Theirs] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """ "Saved at 14:32"."""
        return f"Saved at {timezone.localtime(self.at):%H:%M}"


@transaction.atomic
def save(*, draft: WordsInHand, boxes: Boxes, seen: int, by: Any, at: datetime) -> Saved:
    """Keep the boxes that were changed since version `seen`. Raises DraftTooLong.

    Who may write is the question of whoever found the row. The same boxes sent twice change nothing.
    """
    held = type(draft)._default_manager.select_for_update().get(pk=draft.pk)
    words: dict[str, dict[str, Any]] = dict(held.words)
    against = {name for name, values in boxes.items() if _stands_against(words.get(name), values, seen)}
    new = {name: list(values) for name, values in boxes.items() if _is_new(words.get(name), values)}
    if new.keys() - against:
        held.version += 1
        stamp = {"version": held.version, "by": getattr(by, "pk", None), "at": at.isoformat()}
        words |= {name: {"values": values, **stamp} for name, values in new.items() if name not in against}
        _guard(words)
        held.words, held.saved_at, held.saved_by = words, at, by
        held.save(update_fields=["words", "version", "saved_at", "saved_by"])
    fresh = {name for name, kept in words.items() if kept["version"] > seen and name not in boxes}
    theirs = _theirs(words, against | fresh, by)
    return Saved(
        version=held.version,
        at=held.saved_at or at,
        conflicts={name: theirs[name] for name in sorted(against)},
        fresh={name: theirs[name] for name in sorted(fresh)},
    )


def _stands_against(kept: Mapping[str, Any] | None, values: Sequence[str], seen: int) -> bool:
    return kept is not None and kept["version"] > seen and kept["values"] != list(values)


def _is_new(kept: Mapping[str, Any] | None, values: Sequence[str]) -> bool:
    return (kept["values"] if kept else []) != list(values)


def _guard(words: Mapping[str, Mapping[str, Any]]) -> None:
    length = sum(len(name) + sum(map(len, kept["values"])) for name, kept in words.items())
    if length > LONGEST or len(words) > MOST_BOXES:
        raise DraftTooLong("This is more than one record holds. Save a part of it elsewhere, and shorten it here.")


def _theirs(words: Mapping[str, Mapping[str, Any]], names: set[str], by: Any) -> dict[str, Theirs]:
    """What stands in these boxes, whose it is and when it came; one query, none for one's own."""
    own = getattr(by, "pk", None)
    others = {words[name]["by"] for name in names} - {own, None}
    writers = get_user_model()._default_manager.in_bulk(others) if others else {}
    found = {}
    for name in names:
        kept = words[name]
        when = timezone.localtime(datetime.fromisoformat(kept["at"]))
        who = "You, in another window" if kept["by"] == own else _name(writers.get(kept["by"]))
        found[name] = Theirs(kept["values"], who, f"{when:%H:%M}")
    return found


def _name(user: Any) -> str:
    return str(user.get_full_name()) if user else "Somebody else"
