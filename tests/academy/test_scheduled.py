from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from academy.scheduled import forget_sessions


@pytest.mark.django_db
def test_sessions_that_ended_are_forgotten_and_running_ones_are_not():
    now = timezone.now()
    for key, hours in (("over", -1), ("running", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))
    forget_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["running"]
