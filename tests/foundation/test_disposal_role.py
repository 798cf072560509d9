"""The database role of disposal gets past the guards of append-only rows, and no further."""

import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from cpd_records.models import LedgerEntry
from foundation.disposal.graves import Grave
from foundation.disposal.role import ROLE, DoorMissing, NotInATransaction, guarded_tables, install, past_the_guards
from foundation.models import Tombstone
from tests.factories.cpd_records import member_of_staff

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _role():
    install()


def grave(*classes):
    return Grave(log_number=7, at=AT, classes=frozenset(classes))


def as_role(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        cursor.execute(statement)


def test_it_is_installed_twice_as_once():
    assert install() == guarded_tables()
    assert {"cpd_records_ledgerentry", "courses_bookingevent", "courses_formresponse"} <= set(guarded_tables())


def test_the_application_itself_stays_outside():
    member_of_staff()
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        LedgerEntry.objects.all().delete()
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        LedgerEntry.objects.update(minutes=1)


def test_a_grave_removes_what_the_application_cannot():
    member_of_staff()
    there = LedgerEntry.objects.count()
    assert grave("ledger").remove(LedgerEntry.objects.all()) == there
    assert not LedgerEntry.objects.exists()
    assert grave("ledger").remove(LedgerEntry.objects.all()) == 0


def test_a_grave_blanks_what_the_application_cannot():
    member_of_staff()
    grave("ledger").blank(LedgerEntry.objects.all(), reason="")
    assert set(LedgerEntry.objects.values_list("reason", flat=True)) == {""}


def test_the_applications_own_role_is_back_afterwards():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (before,) = cursor.fetchone()
    member_of_staff()
    grave("ledger").remove(LedgerEntry.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (before,)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT first_name FROM workforce_person",
        "UPDATE workforce_person SET first_name = ''",
        "DELETE FROM workforce_person",
        "INSERT INTO cpd_records_account (person_id, year_starts_on) VALUES (1, '2026-04-01')",
        "INSERT INTO foundation_tombstone (place) VALUES ('x')",
        "DELETE FROM foundation_tombstone",
        "DELETE FROM foundation_changelogentry",
        "TRUNCATE cpd_records_ledgerentry CASCADE",
        "ALTER TABLE cpd_records_ledgerentry DISABLE TRIGGER ALL",
        "DROP TRIGGER cpd_records_ledgerentry_append_only ON cpd_records_ledgerentry",
        "CREATE TABLE elsewhere (id int)",
        "CREATE ROLE another",
    ],
)
def test_the_role_can_do_nothing_else(statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        as_role(statement)


def test_the_role_cannot_sign_in():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcanlogin, rolsuper, rolinherit FROM pg_roles WHERE rolname = %s", [ROLE])
        assert cursor.fetchone() == (False, False, False)


def test_a_missing_grant_is_said_in_a_sentence(monkeypatch):
    monkeypatch.setattr("foundation.disposal.role.ROLE", "academy_nobody_made_this")
    with pytest.raises(DoorMissing, match="install_disposal_role"), past_the_guards():
        pass


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_refuses():
    with pytest.raises(NotInATransaction), past_the_guards():
        pass


def test_a_tombstone_keeps_digest_and_number_and_stays():
    yard = grave("ledger")
    for _ in range(2):
        yard.tombstone(record_class="ledger", place="account:1", content=[{"minutes": 444, "on": AT.date()}])
    yard.tombstone(record_class="ledger", place="account:2", content=[])
    stone = Tombstone.objects.get()
    assert (stone.log_number, stone.rows, len(stone.digest)) == (7, 1, 64)
    for change in ("UPDATE foundation_tombstone SET digest = ''", "DELETE FROM foundation_tombstone"):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            connection.cursor().execute(change)


def test_a_digest_without_the_key_cannot_be_made_again(settings):
    content = [{"minutes": 444}]
    grave("ledger").tombstone(record_class="ledger", place="one", content=content)
    settings.DIGEST_KEY = "another"
    grave("ledger").tombstone(record_class="ledger", place="two", content=content)
    assert len(set(Tombstone.objects.values_list("digest", flat=True))) == 2
