"""Acting managers and deputies."""

import datetime

import pytest

from foundation.models import ChangeLogEntry
from tests.factories.workforce import (
    ActingManagerFactory,
    DeputyFactory,
    PersonFactory,
    RoleGrantFactory,
    UserFactory,
    staff,
)
from workforce import permissions
from workforce.actions import (
    deputies,
    managers,
)
from workforce.models import ActingManager, Deputy, Person

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


def appoint(person, by, **changed):
    wanted = {"starts_on": TODAY, "ends_on": None, "reason": "Left suddenly"}
    if "manager" not in changed:
        wanted["manager"] = staff("ada@example.org")
    return managers.appoint(person=person, **(wanted | changed), by=by, at=NOW)


def test_the_manager_who_hands_over_appoints_and_sees_the_person_no_longer(manager, worker):
    acting = appoint(worker, manager.user)
    assert list(Person.objects.reporting_to(acting.manager, TODAY)) == [worker]
    assert not Person.objects.reporting_to(manager, TODAY).exists()


def test_a_coordinator_over_the_person_appoints(worker):
    assert appoint(worker, RoleGrantFactory().user).pk


def test_neither_a_stranger_nor_the_person_appoints(worker):
    for user in (worker.user, UserFactory()):
        with pytest.raises(managers.NotAllowed):
            appoint(worker, user, manager=manager_of(worker))


def manager_of(person):
    return person.posts.get().line_manager


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"starts_on": TODAY - DAY}, "starts_on"), ({"ends_on": TODAY}, "ends_on")],
)
def test_dates_of_an_acting_manager(worker, hr, wrong, field):
    with pytest.raises(managers.OverrideRefused) as refusal:
        appoint(worker, hr, **wrong)
    assert refusal.value.field == field


def test_nobody_acts_for_themselves_or_without_a_post(worker, hr):
    for somebody in (worker, PersonFactory()):
        with pytest.raises(managers.OverrideRefused):
            appoint(worker, hr, manager=somebody)


def test_an_acting_manager_from_below_would_close_a_circle(manager, worker, hr):
    with pytest.raises(managers.OverrideRefused, match="circle"):
        appoint(manager, hr, manager=worker)


def test_a_new_acting_manager_displaces_the_earlier_one(worker, hr):
    earlier = ActingManagerFactory(person=worker)
    appoint(worker, hr)
    earlier.refresh_from_db()
    assert earlier.ends_on == TODAY
    assert ActingManager.objects.running(TODAY).count() == 1


def test_ending_gives_the_person_back(manager, worker, hr):
    managers.end(acting=ActingManagerFactory(person=worker), by=hr, at=NOW)
    assert list(Person.objects.reporting_to(manager, TODAY)) == [worker]


def name_deputy(principal, by, **changed):
    wanted = {
        "deputy": staff("dee@example.org"),
        "kind": "deputy",
        "starts_on": TODAY,
        "ends_on": TODAY + 14 * DAY,
        "reason": "Leave",
    }
    return deputies.name(principal=principal, **(wanted | changed), by=by, at=NOW)


def test_a_manager_names_a_deputy(manager, worker):
    named = name_deputy(manager, manager.user)
    assert permissions.can_manage(named.deputy.user, worker, TODAY)


def test_a_worker_without_reports_names_no_deputy(worker):
    with pytest.raises(deputies.NotAllowed):
        name_deputy(worker, worker.user)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts_on": TODAY - DAY}, "starts_on"),
        ({"ends_on": TODAY}, "ends_on"),
        ({"ends_on": TODAY + 93 * DAY}, "ends_on"),
    ],
)
def test_dates_of_a_deputy(manager, worker, wrong, field):
    with pytest.raises(deputies.DeputyRefused) as refusal:
        name_deputy(manager, manager.user, **wrong)
    assert refusal.value.field == field


def test_ending_a_deputy(manager, worker):
    deputy = DeputyFactory(principal=manager)
    deputies.end(deputy=deputy, by=manager.user, at=NOW)
    assert Deputy.objects.get().ends_on == TODAY


def test_changes_are_logged(worker, hr):
    appoint(worker, hr)
    assert ChangeLogEntry.objects.filter(verb="appoint acting manager", actor=hr).exists()
