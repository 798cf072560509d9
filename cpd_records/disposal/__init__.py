"""What the learning record does when its records are due (slot "disposal").

Figures first, then tombstones, then the rows, the ones that hang on others before those. Parts that
bring records of their own (claims, reflections, packs) stand in `PARTS`, above what they hang on.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from django.db.models import Count, Max

from cpd_records import retention
from cpd_records.disposal.learning import bury_learning
from cpd_records.disposal.ledger import bury_ledger
from cpd_records.disposal.requirements import bury_requirements
from cpd_records.models import Certificate, CpdRecord, LedgerEntry, RequirementPeriod
from foundation.disposal.graves import Grave
from foundation.slots import Disposer, Holding

ROOM = "cpd_records"
PARTS: tuple[Callable[[Collection[int], Grave], None], ...] = (bury_requirements, bury_learning, bury_ledger)
HELD = (
    (retention.LEDGER, LedgerEntry, "account__person"),
    (retention.RECORD, CpdRecord, "person"),
    (retention.CERTIFICATES, Certificate, "record__person"),
    (retention.REQUIREMENTS, RequirementPeriod, "person"),
)
"""Class, model, and the way to the person."""


def holds(person_ids: Collection[int]) -> Iterator[Holding]:
    """How many rows of each class, one query each."""
    for code, model, person in HELD:
        rows = model._default_manager.filter(**{f"{person}__in": person_ids}).order_by()
        for row in rows.values(person).annotate(n=Count("pk")):
            yield Holding(row[person], code, row["n"])


def bury_person(person_ids: Collection[int], grave: Grave) -> None:
    """Everything of one human that is due."""
    for part in PARTS:
        part(person_ids, grave)


def last_active(person_ids: Collection[int]) -> dict[int, date]:
    """The last day of learning in each one's record."""
    rows: Iterable[tuple[int, date]] = (
        CpdRecord.objects.filter(person__in=person_ids).order_by().values_list("person").annotate(day=Max("ends_on"))
    )
    return dict(rows)


DISPOSER = Disposer(ROOM, holds, bury_person, last_active)
