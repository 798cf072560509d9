"""What goes into a chain, and whether one still holds (DESIGN 4). Pure: rows come in as plain data.

The digests are keyed apart from the field keys, over the words and not their sealed bytes, so that
rotating those keys breaks nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.protected_text import digesting

SECTION, SIGNATURES, WORD = "section", "signatures", "word"
HEAD, LINK = "supervision.chain_head", "supervision.chain_link"
PURPOSES: Mapping[str, str] = {
    SECTION: "supervision.section",
    SIGNATURES: "supervision.signatures",
    WORD: "supervision.word",
}


NAMES: Mapping[str, str] = {SECTION: "A section", SIGNATURES: "Who signed", WORD: "A comment or addendum"}


@dataclass(frozen=True, slots=True)
class Link:
    """One link as it stands in the database."""

    number: int
    kind: str
    subject: int
    record: str
    digest: str
    link: str


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under a link now. `parts` are what its digest was made of; None where the words were disposed of.

    `missing` is a row that is gone, `unreadable` one whose sealed bytes do not open.
    """

    parts: tuple[Any, ...] | None
    missing: bool = False
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a chain: which record, and how, in a sentence without words of it."""

    record: str
    sentence: str


def digest_of(kind: str, parts: Sequence[Any]) -> str:
    """Keyed digest of one thing. 64 hex digits."""
    return digesting.digest(PURPOSES[kind], *parts)


def link_of(chain: str, number: int, kind: str, subject: int, record: str, digest: str, before: str) -> str:
    """What binds a link to its place: chain, number, what it is about, and the link before ("" for the first)."""
    return digesting.digest(LINK, chain, number, kind, subject, record, digest, before)


def seal_of(chain: str, length: int, last: str) -> str:
    """What binds the head to the end of its chain."""
    return digesting.digest(HEAD, chain, length, last)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain as it stands in the database."""

    chain: str
    length: int
    last: str
    seal: str


def faults(head: Head, links: Iterable[Link], found: Mapping[int, Found]) -> Iterator[Fault]:
    """Everything wrong with one chain. `found` is by the number of the link."""
    before, expected = "", 0
    for link in links:
        expected += 1
        if link.number != expected:
            yield Fault(link.record, f"Links {expected} to {link.number - 1} of {head.chain} are gone.")
            expected = link.number
        yield from _of_link(head.chain, link, before, found[link.number])
        before = link.link
    if (head.length, head.last) != (expected, before):
        yield Fault("", f"The end of {head.chain} is gone: of {head.length} links the last one there is {expected}.")
    if head.length and head.seal != seal_of(head.chain, head.length, head.last):
        yield Fault("", f"The head of {head.chain} was written by something other than the Academy.")


def _of_link(chain: str, link: Link, before: str, found: Found) -> Iterator[Fault]:
    if link.link != link_of(chain, link.number, link.kind, link.subject, link.record, link.digest, before):
        yield Fault(link.record, f"Link {link.number} of {chain} does not follow from the one before it.")
    wrong = _wrong(link, found)
    if wrong:
        yield Fault(link.record, f"{NAMES[link.kind]} {wrong} (link {link.number} of {chain}).")


def _wrong(link: Link, found: Found) -> str:
    if found.missing:
        return "that was signed is gone"
    if found.unreadable:
        return "that was signed does not open any more"
    changed = found.parts is not None and digest_of(link.kind, found.parts) != link.digest
    return "is not what was signed" if changed else ""
