"""An action that lost a deadlock is tried again; anything else is not."""

import pytest
from django.db import OperationalError, transaction
from psycopg import errors

from courses.actions.retrying import TRIES, retried

pytestmark = pytest.mark.django_db(transaction=True)


def failing(times, fault):
    """An action that fails so many times before it answers, and the list of its calls."""
    calls = []

    @retried
    def action():
        calls.append(1)
        if len(calls) <= times:
            raise OperationalError("lost") from fault
        return "done"

    return action, calls


@pytest.mark.parametrize("fault", [errors.DeadlockDetected(), errors.SerializationFailure()])
def test_a_lost_deadlock_is_tried_again(fault):
    action, calls = failing(1, fault)
    assert action() == "done"
    assert len(calls) == 2


def test_it_gives_up_after_a_few_tries():
    action, calls = failing(TRIES, errors.DeadlockDetected())
    with pytest.raises(OperationalError):
        action()
    assert len(calls) == TRIES


def test_another_fault_is_not_tried_again():
    action, calls = failing(1, errors.AdminShutdown())
    with pytest.raises(OperationalError):
        action()
    assert len(calls) == 1


def test_inside_another_transaction_it_is_left_to_that_one():
    action, calls = failing(1, errors.DeadlockDetected())
    with pytest.raises(OperationalError), transaction.atomic():
        action()
    assert len(calls) == 1
