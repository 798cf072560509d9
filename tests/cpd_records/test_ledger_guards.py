"""The database refuses what the ledger forbids (DESIGN rules 3 and 4)."""

import pytest
from django.db import IntegrityError, connection, transaction

from cpd_records.models import Account, LedgerEntry
from foundation.disposal.role import install
from tests.factories.cpd_records import NOON, YEAR, member_of_staff
from tests.factories.workforce import PersonFactory

pytestmark = pytest.mark.django_db
MESSAGE = "Ledger entries are never changed or removed: post a correcting entry instead"
TABLE = "cpd_records_ledgerentry"


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def entry(**fields):
    account = Account.objects.create(person=PersonFactory(), year_starts_on=YEAR)
    plain = {
        "kind": "grant",
        "from_bucket": "outside",
        "to_bucket": "available",
        "minutes": 6660,
        "source": "entitlement:2026",
        "effective_on": YEAR,
        "reason": "The whole year at full time",
        "at": NOON,
    }
    with transaction.atomic():
        return LedgerEntry.objects.create(account=account, **{**plain, **fields})


@pytest.mark.parametrize("change", [f"UPDATE {TABLE} SET minutes = minutes + 1", f"DELETE FROM {TABLE}"])
def test_an_entry_can_be_neither_changed_nor_removed(change):
    member_of_staff()
    before = list(LedgerEntry.objects.values())
    with pytest.raises(IntegrityError, match=MESSAGE):
        run(change)
    assert list(LedgerEntry.objects.values()) == before


def test_the_table_cannot_be_emptied():
    member_of_staff()
    with pytest.raises(IntegrityError, match=MESSAGE):
        run(f"TRUNCATE {TABLE}")


def test_the_orm_is_refused_as_well():
    made = entry()
    made.minutes = 1
    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        made.save()
    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        made.delete()


def test_the_role_of_disposal_is_let_past_and_nobody_else():
    entry()
    install()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE academy_disposal")
        cursor.execute(f"DELETE FROM {TABLE}")
        cursor.execute("RESET ROLE")
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"minutes": 0}, "entry_moves_something"),
        ({"from_bucket": "spent", "general_minutes": 6660}, "entry_kind_fits_buckets"),
        ({"kind": "reserve"}, "entry_kind_fits_buckets"),
        ({"sos_minutes": 1}, "entry_split_adds_up"),
        ({"kind": "spend", "from_bucket": "available", "to_bucket": "spent"}, "entry_split_adds_up"),
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        entry(**fields)


def test_the_same_happening_cannot_be_posted_twice():
    made = entry()
    made.pk = None
    made._state.adding = True
    with pytest.raises(IntegrityError, match="entry_once"), transaction.atomic():
        made.save()


def test_a_person_has_one_account_a_year():
    account = entry().account
    with pytest.raises(IntegrityError, match="one_account_a_year"), transaction.atomic():
        Account.objects.create(person=account.person, year_starts_on=YEAR)
