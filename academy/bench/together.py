"""Booking a hundred people in one press, beside a hundred presses for one person each."""

from collections.abc import Iterator
from time import process_time

from django.utils import timezone

from academy.bench.signup import evening_session
from academy.bench.table import Ratio
from courses.actions import bookings
from courses.actions.bookings.together import book_together
from workforce.models import Person

PEOPLE = 100
PLACES = 1001


def measure() -> Iterator[Ratio]:
    """CPU of the press against that of the single ones; both write every letter to the outbox."""
    now = timezone.now()
    people = list(Person.objects.filter(user__isnull=False).order_by("-pk").values_list("pk", flat=True)[: 2 * PEOPLE])
    session = evening_session(now, PLACES)
    start = process_time()
    for person_id in people[:PEOPLE]:
        bookings.book(session_id=session.pk, person_id=person_id, by=None, at=now)
    single = process_time() - start
    start = process_time()
    placed = book_together(session_id=session.pk, person_ids=people[PEOPLE:], by=None, at=now)
    together = process_time() - start
    booked = sum(each.booking is not None for each in placed)
    yield Ratio(f"bulk booking of {booked} against as many single ones", together / single, 1)
