"""What people said in the demo: enough to show, and one session too small to."""

import datetime

import pytest
from django.utils import timezone

from academy.demo import feedback
from courses.models import FormRequest, Quote
from tests.factories.bookings import staff
from tests.factories.courses import CourseFactory, VenueFactory
from tests.factories.feedback import forms_in_use
from tests.factories.workforce import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_demo_holds_evaluated_sessions_and_loads_once():
    forms_in_use()
    VenueFactory()
    PersonFactory(user=UserFactory(), work_email=feedback.TRAINER_EMAIL)
    for code in ("LA27", "LA09"):
        CourseFactory(code=code)
    for _ in range(15):
        staff(starts_on=timezone.localdate() - datetime.timedelta(days=400))
    feedback.load(timezone.now(), print)
    answered = FormRequest.objects.answered().count()
    assert answered > 9
    assert Quote.objects.shown().count() <= 1
    assert feedback.load(timezone.now(), print) == "already there"
