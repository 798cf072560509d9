"""Charges to partners: the booking they stand on has lost its person long before; the words go."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from courses.models import Charge
from courses.retention import CHARGES
from foundation.disposal.graves import Grave
from foundation.months import months_later
from foundation.slots import Batch

MONTH = "%B %Y"


def charges_due(before: date) -> Iterator[Batch]:
    """Months whose charges still hold a typed reason."""
    old = Charge.objects.filter(at__date__lt=before.replace(day=1)).exclude(reason="")
    months = old.order_by().annotate(month=TruncMonth("at")).values("month")
    for row in months.annotate(n=Count("pk")).order_by("month"):
        day = row["month"].date()
        label = f"Reasons of charges in {day.strftime(MONTH)}"
        yield Batch(CHARGES, f"{CHARGES}:{day.isoformat()}", label, months_later(day, 1), row["n"])


def bury_charges(month: date, grave: Grave) -> None:
    """Amounts and organisations stay: they are the books. A waiver keeps that it had a reason."""
    rows = Charge.objects.filter(at__date__gte=month, at__date__lt=months_later(month, 1))
    rows = rows.exclude(booking__person__in=grave.held_people)
    grave.forget_words_about(Charge, rows.values_list("pk", flat=True))
    grave.blank(rows.exclude(why="waived"), reason="")
    grave.blank(rows.filter(why="waived"), reason="Removed")
