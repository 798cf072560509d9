"""The movements of one account: of a user's own year, for the desk, and of any year, for its statement; SQL is kept."""

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from cpd_records.querysets.ledger import STATEMENT_FIELDS, end_of_day
from foundation.asked_often import AskedOften


def _entries(user_id: int, start: date) -> QuerySet[Any]:
    entry = apps.get_model("cpd_records", "LedgerEntry")._default_manager
    mine = entry.filter(account__person__user=user_id, account__year_starts_on=start)
    return mine.in_order().values_list(*STATEMENT_FIELDS[:MOVED])


MOVED = STATEMENT_FIELDS.index("reason")
"""The desk draws; it does not tell reasons."""
OF_USER = AskedOften(_entries, int, date)
"""`rules.statements.Moved(*row)` of the user's own record, for the year that starts on a 1 April."""


def _of_account(account_id: int) -> Any:
    return apps.get_model("cpd_records", "LedgerEntry")._default_manager.filter(account=account_id)


def _by_day(account_id: int, on: date, ended: datetime) -> QuerySet[Any]:
    """As `LedgerEntryQuerySet.by_day`, whose moment is worked out before it is asked."""
    return _of_account(account_id).filter(Q(effective_on__lte=on) | Q(at__lt=ended)).as_statement()


WHOLE = AskedOften(lambda account_id: _of_account(account_id).as_statement(), int)
BY_DAY = AskedOften(_by_day, int, date, datetime)


def of_account(account_id: int, on: date | None = None) -> list[Any]:
    """`rules.statements.Moved(*row)` of one account, as it stood on a past day where one is given. One query."""
    return WHOLE.tuples(account_id) if on is None else BY_DAY.tuples(account_id, on, end_of_day(on))
