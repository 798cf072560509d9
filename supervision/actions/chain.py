"""Adding to a pair's chain, under the lock of its head; nothing is ever taken away."""

from collections.abc import Iterable
from datetime import datetime

from supervision.models import ChainHead, ChainLink, Record, RecordWord
from supervision.rules import chain as rules
from supervision.rules import signed_parts
from supervision.rules.chain_names import chain_of

Item = tuple[str, int, str]
"""Kind, key of its row, and digest."""


def lock_record(*, record: Record, at: datetime) -> None:
    """Put every section, every word said so far and the signatures of a record that was just locked into its chain."""
    sections = record.sections.order_by("number")
    words = record.later_words.order_by("at", "pk")
    items = [(rules.SECTION, row.pk, rules.digest_of(rules.SECTION, signed_parts.of_section(row))) for row in sections]
    items += [_word(row) for row in words]
    items.append((rules.SIGNATURES, record.pk, rules.digest_of(rules.SIGNATURES, signed_parts.of_signatures(record))))
    _append(record, items, at)


def add_word(*, word: RecordWord, at: datetime) -> None:
    """Put one later word into the chain of a record that is locked."""
    _append(word.record, [_word(word)], at)


def _word(row: RecordWord) -> Item:
    return rules.WORD, row.pk, rules.digest_of(rules.WORD, signed_parts.of_word(row))


def _append(record: Record, items: Iterable[Item], at: datetime) -> None:
    name = chain_of(record.meeting)
    ChainHead.objects.bulk_create([ChainHead(chain=name)], ignore_conflicts=True)
    head = ChainHead.objects.select_for_update().get(chain=name)
    links = []
    for kind, subject, digest in items:
        head.length += 1
        head.last = rules.link_of(name, head.length, kind, subject, str(record.public_id), digest, head.last)
        links.append(
            ChainLink(
                head=head,
                number=head.length,
                record=record.public_id,
                kind=kind,
                subject=subject,
                digest=digest,
                link=head.last,
                at=at,
            )
        )
    ChainLink.objects.bulk_create(links)
    head.seal = rules.seal_of(name, head.length, head.last)
    head.save(update_fields=["length", "last", "seal"])
