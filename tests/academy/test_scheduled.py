from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from academy.scheduled import forget_sessions, publish_scheduled
from tests.factories.courses import CourseFactory


@pytest.mark.django_db
def test_sessions_that_ended_are_forgotten_and_running_ones_are_not():
    now = timezone.now()
    for key, hours in (("over", -1), ("running", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))
    forget_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["running"]


@pytest.mark.django_db
def test_what_editors_gave_a_moment_to_is_published_when_it_comes():
    course = CourseFactory(live=False)
    course.go_live_at = timezone.now() - timedelta(minutes=1)
    course.save_revision().publish()
    ahead = CourseFactory(live=False)
    ahead.go_live_at = timezone.now() + timedelta(days=1)
    ahead.save_revision().publish()
    publish_scheduled()
    course.refresh_from_db()
    ahead.refresh_from_db()
    assert (course.live, ahead.live) == (True, False)
