"""Chains read back with what stands under each link now, in batches."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model

from foundation.protected_text.sealing import CannotOpen
from supervision.models import ChainHead, ChainLink, Record, RecordWord, Section
from supervision.rules import chain as rules
from supervision.rules import signed_parts

BATCH = 500
Parts = Callable[[Any], tuple[Any, ...]]
UNDER: dict[str, tuple[type[Model], Parts]] = {
    rules.SECTION: (Section, signed_parts.of_section),
    rules.SIGNATURES: (Record, signed_parts.of_signatures),
    rules.WORD: (RecordWord, signed_parts.of_word),
}


def heads() -> Iterator[tuple[rules.Head, list[rules.Link]]]:
    """Every chain with its links in order."""
    for row in ChainHead.objects.order_by("pk").iterator(chunk_size=BATCH):
        links = ChainLink.objects.filter(head=row.pk).order_by("number")
        yield rules.Head(row.chain, row.length, row.last, row.seal), [_link(each) for each in links]


def found_under(links: Iterable[rules.Link]) -> dict[int, rules.Found]:
    """What stands under each link now, by the number of the link."""
    found: dict[int, rules.Found] = {}
    held = list(links)
    for kind in UNDER:
        of_kind = [link for link in held if link.kind == kind]
        for start in range(0, len(of_kind), BATCH):
            found |= _found(kind, of_kind[start : start + BATCH])
    return found


def _found(kind: str, links: list[rules.Link]) -> dict[int, rules.Found]:
    model, parts = UNDER[kind]
    rows = model._default_manager.filter(pk__in=[link.subject for link in links])
    try:
        there = {row.pk: _said(row, parts) for row in rows}
    except CannotOpen:
        there = {key: _alone(model, key, parts) for key in rows.values_list("pk", flat=True)}
    return {link.number: there.get(link.subject, rules.Found(None, missing=True)) for link in links}


def _alone(model: type[Model], key: int, parts: Parts) -> rules.Found:
    """One row by itself, where one of its batch does not open."""
    try:
        return _said(model._default_manager.get(pk=key), parts)
    except CannotOpen:
        return rules.Found(None, unreadable=True)


def _said(row: Any, parts: Parts) -> rules.Found:
    return rules.Found(None if getattr(row, "disposed_under", "") else parts(row))


def _link(row: Any) -> rules.Link:
    return rules.Link(row.number, row.kind, row.subject, str(row.record), row.digest, row.link)
