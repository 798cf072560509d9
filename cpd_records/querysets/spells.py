"""Posts as the entitlement rule reads them: the versions known now, in one query for many people."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from cpd_records.retention import LEDGER
from foundation.asked_often import AskedOften
from workforce.models import DisposalItem, Post

SpellRow = tuple[int, date, date | None, Decimal, str, bool]


def spell_rows(person_ids: Iterable[int] | None = None) -> list[SpellRow]:
    """(person, starts on, ends on, FTE, contract, provisional) of every current version; all people by default.

    A record joined to another keeps its own spells: history follows a person, entitlement does not.
    Where a ledger was disposed of, posts that had ended by then give nothing any more.
    """
    if person_ids is None:
        return list(_rows(Post.objects.current()))
    keys = list(person_ids)
    if len(keys) == 1:
        return OF_ONE.tuples(keys[0])
    return list(_rows(Post.objects.current().filter(person_id__in=keys)))


def _rows(posts: QuerySet[Post]) -> QuerySet[Post, SpellRow]:
    fields = ("person_id", "starts_on", "ends_on", "fte", "contract", "provisional")
    return posts.exclude(Exists(_disposed_ledgers())).order_by("person_id", "starts_on", "pk").values_list(*fields)


OF_ONE = AskedOften(lambda person_id: _rows(Post.objects.current().filter(person=person_id)), int)
"""Of one person: every statement and every booking asks."""


def _disposed_ledgers() -> QuerySet[DisposalItem]:
    """Disposals of a post's own person that took the ledger after the post had ended."""
    human = Q(person=OuterRef("person")) | Q(person=OuterRef("person__joined_into"))
    done = DisposalItem.objects.filter(human, state="done", record_classes__contains=[LEDGER])
    return done.filter(done_at__date__gte=OuterRef("ends_on"))
