"""Time to carry over that waits for a head of service, in the demo."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from cpd_records.actions.carry_over import CarryOverRefused, propose
from cpd_records.models import CarryOver
from cpd_records.rules.years import year_start
from workforce.models import Person, User

WHOSE, ASKED_BY = "alice.gibbons@example.org", "joseph.skelton@example.org"
MINUTES = 888
WORDS = "Her two days of group work fell into a time she was away, and the next run is in May."


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """One proposal of a manager for somebody of their team; none where it stands already."""
    person = Person.objects.get(work_email=WHOSE)
    if CarryOver.objects.filter(person=person).exists():
        return ""
    manager = User.objects.get(email=ASKED_BY)
    year = year_start(timezone.localdate(at))
    try:
        propose(person=person, from_year=year, minutes=MINUTES, cause="absence", reason=WORDS, by=manager, at=at)
    except CarryOverRefused as refusal:
        return str(refusal)
    return "1 waits for an answer"
