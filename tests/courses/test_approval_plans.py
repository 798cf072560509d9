"""Learning that has been agreed already needs nobody's approval (DOMAIN 6, rule 9)."""

import datetime

import pytest
from django.utils import timezone

from courses.models import Enrolment, Pathway
from cpd_records.models import Requirement, RequirementPeriod
from tests.factories.bookings import requested, staff
from tests.factories.courses import SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return staff(line_manager=staff())


@pytest.mark.parametrize(
    ("how", "elective", "minutes", "state"),
    [
        ("rule", False, 444, "booked"),
        ("manager", False, 444, "booked"),
        ("choice", False, 444, "requested"),
        ("rule", True, 444, "requested"),
        ("rule", False, 1000, "requested"),
    ],
)
def test_a_step_of_a_plan_that_was_agreed_asks_nobody(learner, how, elective, minutes, state):
    session = SessionFactory(course__code="LA05", learning_minutes=minutes)
    steps = [{"type": "course", "value": {"courses": ["LA99", "LA05"], "why": "", "elective": elective}}]
    pathway = Pathway.objects.create(code="p", slug="p", title="A pathway", summary="For them", live=True)
    pathway.steps = pathway.steps.stream_block.to_python(steps)
    pathway.save()
    Enrolment.objects.create(
        person=learner, pathway=pathway, how=how, starts_on=timezone.localdate(), enrolled_at=timezone.now()
    )
    assert requested(learner, session).state == state


@pytest.mark.parametrize(("opens_in", "state"), [(0, "booked"), (10, "requested")])
def test_learning_they_have_to_do_now_asks_nobody(learner, opens_in, state):
    today = timezone.localdate()
    Requirement.objects.create(
        code="core", title="Core", course_codes=["LA05"], starts_on=today, created_at=timezone.now(), first_due_days=90
    )
    RequirementPeriod.objects.create(
        person=learner,
        code="core",
        cycle=1,
        window_opens_on=today + datetime.timedelta(days=opens_in),
        due_on=today + datetime.timedelta(days=90),
        how="Within 90 days",
        made_at=timezone.now(),
    )
    assert requested(learner, SessionFactory(course__code="LA05")).state == state
