"""Newly qualified workers of the demo."""

import pytest
from django.utils import timezone

from academy.demo import asye
from cpd_records.models import AsyeEnrolment, AsyeEvidence, AsyeTime
from foundation.months import months_later
from tests.factories.asye import newly_qualified
from tests.factories.workforce import RoleGrantFactory, staff

pytestmark = pytest.mark.django_db


def test_two_are_on_the_programme_one_waits_and_it_loads_once():
    today = timezone.localdate()
    RoleGrantFactory(user=staff(asye.COORDINATOR).user, role="asye_coordinator")
    staff(asye.ASSESSOR)
    for email, months in zip(asye.ON_IT, (2, 8), strict=True):
        newly_qualified(email, starts_on=months_later(today, -months))
    newly_qualified("third@example.org", starts_on=months_later(today, -1))
    assert asye.load(timezone.now(), print) == "2 on the programme, 1 wait"
    assert asye.load(timezone.now(), print) == "already there"
    assert AsyeTime.objects.count() == 8
    assert AsyeEvidence.objects.count() == 6
    assert [row.reviews.count() for row in AsyeEnrolment.objects.running()] == [1, 0]
