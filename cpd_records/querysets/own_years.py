"""One person's allowance years with their sums: asked by every page a learner sees, so its SQL is kept."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from cpd_records.querysets.ledger import sums
from foundation.asked_often import AskedOften


def with_sums() -> QuerySet[Any]:
    """Every account with its sums, to filter further: for questions that hold somebody's years as a part."""
    return apps.get_model("cpd_records", "Account")._default_manager.annotate(**sums("entries__"))


def names() -> tuple[str, ...]:
    """What a row is called by, besides `year_starts_on`."""
    return tuple(sums("entries__"))


def _years() -> QuerySet[Any]:
    """Rows of a year each: `rules.balances.balance_of(row)`."""
    return with_sums().values("year_starts_on", *names())


OF_PEOPLE = AskedOften(
    lambda people, start: _years().filter(person__in=people, year_starts_on=start).values("person_id", *names()),
    list,
    date,
)
"""A row for each of these people who has an account of the year that starts on a 1 April, with `person_id`."""
OF_ACCOUNT = AskedOften(lambda account_id: _years().filter(pk=account_id), int)
"""The row of one account."""
OF_USER = AskedOften(lambda user_id, start: _years().filter(person__user=user_id, year_starts_on=start), int, date)
"""The row of a user's own record for the year that starts on a 1 April, if there is one."""
