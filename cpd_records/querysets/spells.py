"""Posts as the entitlement rule reads them: the versions known now, in one query for many people."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from workforce.models import Post

SpellRow = tuple[int, date, date | None, Decimal, str, bool]


def spell_rows(person_ids: Iterable[int] | None = None) -> list[SpellRow]:
    """(person, starts on, ends on, FTE, contract, provisional) of every current version; all people by default.

    A record joined to another keeps its own spells: history follows a person, entitlement does not.
    """
    posts = Post.objects.current()
    if person_ids is not None:
        posts = posts.filter(person_id__in=list(person_ids))
    fields = ("person_id", "starts_on", "ends_on", "fte", "contract", "provisional")
    return list(posts.order_by("person_id", "starts_on", "pk").values_list(*fields))
