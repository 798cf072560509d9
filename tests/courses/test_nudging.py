"""Reminders of registers nobody closed: the trainers, later the coordinators, once each."""

import pytest

from courses.actions import registers
from foundation.models import OutboxMessage
from tests.courses.test_registers import lead
from tests.factories.courses import SessionFactory, local
from tests.factories.workforce import PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    """A Thursday."""
    return SessionFactory(spans=[(local(2027, 2, 4), local(2027, 2, 4, 16))])


def told():
    return list(OutboxMessage.objects.order_by("pk").values_list("kind", "to_address"))


def test_trainers_are_reminded_after_two_working_days(session):
    trainer = lead(session)
    assert registers.nudge(at=local(2027, 2, 5)) == 0
    assert registers.nudge(at=local(2027, 2, 8)) == 1
    assert told() == [("register-unmarked", trainer.person.work_email)]


def test_coordinators_are_told_after_five(session):
    coordinator = PersonFactory(user=RoleGrantFactory(role="coordinator").user)
    registers.nudge(at=local(2027, 2, 10))
    assert told() == []
    registers.nudge(at=local(2027, 2, 11))
    assert told() == [("register-still-open", coordinator.work_email)]


def test_nobody_is_reminded_twice(session):
    lead(session)
    registers.nudge(at=local(2027, 2, 8))
    assert registers.nudge(at=local(2027, 2, 9)) == 0
    assert len(told()) == 1


@pytest.mark.parametrize("state", ["closed", "cancelled", "planned"])
def test_a_register_that_is_not_open_is_nobodys_business(session, state):
    lead(session)
    session.state, session.register_closed_at = state, local(2027, 2, 4, 17)
    session.save()
    assert registers.nudge(at=local(2027, 2, 20)) == 0


def test_an_outside_trainer_without_an_address_holds_nothing_up(session):
    session.trainers.create(name="Dr Ellen Ashworth")
    assert registers.nudge(at=local(2027, 2, 8)) == 0
