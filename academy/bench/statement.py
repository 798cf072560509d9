"""Somebody with ten years of movements in their ledger."""

from datetime import date, datetime, time, timedelta

from django.test import Client
from django.utils import timezone

from academy.bench.visits import signed_in
from cpd_records.actions.entitlement import reconcile
from cpd_records.actions.ledger import reserve, spend
from cpd_records.rules.portions import Portion
from cpd_records.rules.years import FIRST_YEAR
from foundation.methodologies import Split
from workforce.models import Person, Post

YEARS, A_YEAR = 10, 20
MINUTES = 120
PAST_DAY = "2020-10-01"
WEIGHTS = Split(sos=34, rp=33, sp=33)


def ten_years_of(learner_email: str) -> tuple[Client, str]:
    """Their browser, and the address of their statement of one of ten years with twenty attendances each.

    Each attendance is a booking and what became of it, so a year holds over forty movements.
    """
    person = Person.objects.get(user__email=learner_email)
    earliest = Post.objects.current().filter(person=person).order_by("starts_on").values("pk")[:1]
    Post.objects.filter(pk__in=[row["pk"] for row in earliest], starts_on__gt=FIRST_YEAR).update(starts_on=FIRST_YEAR)
    reconcile(person_ids=[person.pk], by=None, at=timezone.now())
    for year in range(FIRST_YEAR.year, FIRST_YEAR.year + YEARS):
        for number in range(A_YEAR):
            _attended(person.pk, date(year, 4, 2) + timedelta(days=15 * number), f"bench:{year}:{number}")
    return signed_in(learner_email), "/my/allowance/?year=2020"


def _attended(person_id: int, day: date, source: str) -> None:
    at = timezone.make_aware(datetime.combine(day, time(16)))
    portions = [Portion(day, MINUTES, WEIGHTS)]
    reserve(
        person_id=person_id,
        portions=portions,
        source=source,
        by=None,
        at=at,
        reason="Booked for the bench",
        excess_minutes=MINUTES,
    )
    spend(source=source, portions=portions, by=None, at=at, reason="Attended for the bench")
