"""Sessions somebody led, for their career page (slot "teaching_given")."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from courses.models import Session
from foundation.british_dates import long_date
from foundation.slots import TeachingGiven
from workforce.querysets.access import access_of


def given(user: Any, on: date) -> Iterator[TeachingGiven]:
    """Each session with a closed register that one of the user's records led: one query."""
    mine = access_of(user, on).person_ids
    led = Session.objects.filter(trainers__person__in=mine, state=Session.State.CLOSED).distinct()
    for session in led.select_related("course").order_by("-starts_at")[:50]:
        day = timezone.localdate(session.starts_at)
        yield TeachingGiven(day, session.course.title, long_date(day))
