"""What one press on the demand list may ask for, and of which courses."""

import pytest
from django.utils import timezone

from courses.models import BulkRun, Session
from courses.presenters.demand import demand_page
from tests.courses.editors import coordinator
from tests.courses.test_demand import ask, row_of, term
from tests.factories.bookings import staff
from tests.factories.courses import CourseFactory, SessionFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def press(client, amounts):
    """What comes of asking for so many sessions of each course; keys may be nonsense."""
    first, last = term()
    numbers = {f"sessions-{key}": amount for key, amount in amounts.items()}
    data = {"first": first, "last": last, "course": list(amounts)} | numbers
    return client.post("/cms/demand/", data, follow=True)


@pytest.fixture
def planner(client):
    return sign_in(client, coordinator())


def test_forty_in_all_and_not_of_each(client, planner):
    amounts = {SessionFactory().course_id: "21" for _ in range(2)}
    answer = press(client, amounts)
    assert answer.status_code == 409
    assert "That is 42 sessions. Draft at most 40 at a time." in answer.text
    assert not BulkRun.objects.exists()


@pytest.mark.parametrize(
    ("key", "amount"),
    [("9" * 30, "1"), ("1", "9" * 5000), ("1", "1000"), ("1", "-1"), ("x", "1"), ("", "")],
)
def test_what_is_no_number_counts_as_nothing_ticked(client, planner, key, amount):
    answer = press(client, {key: amount})
    assert answer.status_code == 409
    assert "Choose at least one course" in answer.text


@pytest.mark.parametrize("left", [{"retired_on": timezone.localdate()}, {"live": False}])
def test_a_course_that_is_not_offered_is_not_planned(client, planner, left):
    pattern = SessionFactory()
    ask(pattern.course, staff())
    assert row_of(pattern.course)
    type(pattern.course).objects.filter(pk=pattern.course_id).update(**left)
    assert demand_page(*term(), timezone.now()).rows == ()
    shown = press(client, {pattern.course_id: "1"}).text
    assert "It is retired, or not on the site: bring it back first, then draft its sessions." in shown
    assert "0 of 1 done" in shown
    assert Session.objects.count() == 1


def test_others_plan_nothing(client):
    sign_in(client, staff().user)
    press(client, {CourseFactory().pk: "1"})
    assert not BulkRun.objects.exists()
