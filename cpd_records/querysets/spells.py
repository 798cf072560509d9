"""Posts as the entitlement rule reads them: the versions known now, in one query for many people."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from cpd_records.retention import LEDGER
from workforce.models import DisposalItem, Post

SpellRow = tuple[int, date, date | None, Decimal, str, bool]


def spell_rows(person_ids: Iterable[int] | None = None) -> list[SpellRow]:
    """(person, starts on, ends on, FTE, contract, provisional) of every current version; all people by default.

    A record joined to another keeps its own spells: history follows a person, entitlement does not.
    Where a ledger was disposed of, posts that had ended by then give nothing any more.
    """
    posts = Post.objects.current().exclude(Exists(_disposed_ledgers()))
    if person_ids is not None:
        posts = posts.filter(person_id__in=list(person_ids))
    fields = ("person_id", "starts_on", "ends_on", "fte", "contract", "provisional")
    return list(posts.order_by("person_id", "starts_on", "pk").values_list(*fields))


def _disposed_ledgers() -> QuerySet[DisposalItem]:
    """Disposals of a post's own person that took the ledger after the post had ended."""
    human = Q(person=OuterRef("person")) | Q(person=OuterRef("person__joined_into"))
    done = DisposalItem.objects.filter(human, state="done", record_classes__contains=[LEDGER])
    return done.filter(done_at__date__gte=OuterRef("ends_on"))
