"""Starters before the file, and people missing from it."""

import datetime
from decimal import Decimal

import pytest

from tests.factories.workforce import (
    PersonFactory,
    RoleGrantFactory,
    TeamFactory,
    staff,
)
from workforce import roles
from workforce.actions import (
    missing,
    starters,
)
from workforce.models import Person

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def hr():
    return RoleGrantFactory(role=roles.HR).user


@pytest.fixture
def manager():
    return staff("mia@example.org")


@pytest.fixture
def worker(manager):
    return staff("wes@example.org", manager=manager)


def new_starter(**changed):
    wanted = {
        "first_name": "Nia",
        "last_name": "New",
        "work_email": "Nia.New@example.org",
        "starts_on": TODAY + 7 * DAY,
        "team": TeamFactory(),
        "job_title": "Social Worker",
        "role_family": "social_worker",
        "contract": "permanent",
        "fte": Decimal("0.8"),
    }
    return starters.NewStarter(**(wanted | changed))


def test_a_manager_enters_a_starter_before_the_first_day(manager, worker):
    person = starters.enter(new_starter(line_manager=manager), by=manager.user, at=NOW)
    assert (person.standing, person.work_email) == ("provisional", "nia.new@example.org")
    assert person in Person.objects.reporting_to(manager, TODAY + 7 * DAY)


def test_a_worker_enters_nobody(worker):
    with pytest.raises(starters.NotAllowed):
        starters.enter(new_starter(), by=worker.user, at=NOW)


def test_somebody_known_is_not_entered_again(hr, worker):
    with pytest.raises(starters.StarterRefused, match="known already"):
        starters.enter(new_starter(work_email="WES@example.org"), by=hr, at=NOW)


def test_a_starter_no_file_confirms_is_suspended_after_the_policy(hr):
    person = starters.enter(new_starter(starts_on=TODAY), by=hr, at=NOW)
    assert starters.suspend_unconfirmed(by=None, at=NOW + 41 * DAY) == 0
    assert starters.suspend_unconfirmed(by=None, at=NOW + 42 * DAY) == 1
    person.refresh_from_db()
    assert person.suspended_on == TODAY + 42 * DAY


def test_somebody_missing_is_suspended_after_the_policy_unless_confirmed(hr):
    late, kept = PersonFactory(missing_since=TODAY - 28 * DAY), PersonFactory(missing_since=TODAY - 28 * DAY)
    missing.confirm(person=kept, reason="Secondment", by=hr, at=NOW)
    assert missing.suspend_overdue(by=None, at=NOW) == 1
    late.refresh_from_db()
    kept.refresh_from_db()
    assert (late.suspended_on, kept.suspended_on, kept.kept_on) == (TODAY, None, TODAY)


def test_not_before_the_policy():
    PersonFactory(missing_since=TODAY - 27 * DAY)
    assert missing.suspend_overdue(by=None, at=NOW) == 0


def test_only_keepers_confirm(manager, worker):
    with pytest.raises(missing.NotYours):
        missing.confirm(person=worker, reason="", by=manager.user, at=NOW)
