import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import InternalError

from foundation.models import Vocabulary
from foundation.slots import Breach

HERE = "tests.academy.test_check_invariants"


def holds():
    return []


def broken():
    return [Breach("ledger", "balance is a sum", "account 7", "Available is 12 minutes short.")]


def meddles():
    Vocabulary.objects.create(code="meddled", name="Meddled")
    return []


def check(settings, *names, as_json=False):
    settings.SLOTS = settings.SLOTS | {"invariants": [f"{HERE}.{name}" for name in names]}
    out = StringIO()
    call_command("check_invariants", json=as_json, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_sound_house_says_so(settings):
    assert check(settings, "holds") == "1 checks, 0 breaches.\n"


@pytest.mark.django_db
def test_any_breach_ends_with_1_and_names_its_subject(settings, capsys):
    with pytest.raises(SystemExit) as ended:
        check(settings, "holds", "broken")
    assert ended.value.code == 1


@pytest.mark.django_db
def test_breaches_come_as_json(settings):
    out = StringIO()
    settings.SLOTS = settings.SLOTS | {"invariants": [f"{HERE}.broken"]}
    with pytest.raises(SystemExit):
        call_command("check_invariants", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "checks": 1,
        "breaches": [
            {
                "room": "ledger",
                "rule": "balance is a sum",
                "subject": "account 7",
                "detail": "Available is 12 minutes short.",
            }
        ],
    }


@pytest.mark.django_db(transaction=True)
def test_a_check_that_would_write_is_refused_by_the_database(settings):
    with pytest.raises(InternalError, match="read-only"):
        check(settings, "meddles")
