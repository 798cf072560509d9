"""The retention schedule holds every class of record, each with all it needs (DOMAIN 9)."""

import datetime
from decimal import Decimal

import pytest
from django.core.management import call_command

from foundation import policies
from foundation.disposal.schedule import TRIGGERS, UnknownClass, class_named, classes
from foundation.models import PolicyValue

DAY = datetime.date(2026, 11, 30)
LENGTHS = [
    ("ledger", 72),
    ("learning-record", 72),
    ("certificates", 72),
    ("supervision", 72),
    ("attendance", 36),
    ("partner-accounts", 24),
    ("read-log", 24),
    ("wellbeing", 24),
    ("audits", 72),
    ("case-text", 6),
]


def test_no_class_stands_twice_and_each_says_everything():
    lines = classes()
    assert len({line.code for line in lines}) == len(lines)
    for line in lines:
        assert all((line.name, line.holds, line.basis, line.remains, line.source)), line.code
        assert line.trigger in TRIGGERS
        assert line.key in policies.definitions(), line.code
        assert policies.definitions()[line.key].unit == line.unit


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "months"), LENGTHS)
def test_lengths_are_those_of_the_domain(code, months):
    assert policies.book().whole(class_named(code).key, DAY) == months
    assert class_named(code).unit == "months"


@pytest.mark.django_db
def test_drafts_are_kept_ninety_days():
    drafts = class_named("drafts")
    assert drafts.begun_by(DAY, policies.book()) == datetime.date(2026, 9, 1)


@pytest.mark.django_db
def test_a_length_changes_from_a_day():
    PolicyValue.objects.create(
        key=class_named("ledger").key,
        starts_on=datetime.date(2027, 1, 1),
        value=Decimal(120),
        reason="An inquiry asks for ten years",
        created_at=datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.UTC),
    )
    book, ledger = policies.book(), class_named("ledger")
    assert ledger.begun_by(DAY, book) == datetime.date(2020, 11, 30)
    assert ledger.begun_by(datetime.date(2027, 1, 1), book) == datetime.date(2017, 1, 1)


def test_an_unknown_class_is_named():
    with pytest.raises(UnknownClass, match="chit-chat"):
        class_named("chit-chat")


@pytest.mark.django_db
def test_the_command_says_what_the_role_may_touch(capsys):
    call_command("install_disposal_role")
    call_command("install_disposal_role")
    assert "academy_disposal:" in capsys.readouterr().out
