"""The movements of a user's own year, for the desk: asked on every visit, so its SQL is kept."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from cpd_records.querysets.ledger import STATEMENT_FIELDS
from foundation.asked_often import AskedOften


def _entries(user_id: int, start: date) -> QuerySet[Any]:
    entry = apps.get_model("cpd_records", "LedgerEntry")._default_manager
    mine = entry.filter(account__person__user=user_id, account__year_starts_on=start)
    return mine.in_order().values_list(*STATEMENT_FIELDS[:MOVED])


MOVED = STATEMENT_FIELDS.index("reason")
"""The desk draws; it does not tell reasons."""
OF_USER = AskedOften(_entries, int, date)
"""`rules.statements.Moved(*row)` of the user's own record, for the year that starts on a 1 April."""
