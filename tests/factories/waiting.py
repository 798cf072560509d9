"""People on waiting lists, for tests; through the actions, as in life."""

from django.utils import timezone

from courses.actions import waiting
from courses.models import Offer
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory


def full_session(capacity=1, **facts):
    """A session on which every place is taken."""
    session = SessionFactory(capacity=capacity, **facts)
    for _ in range(capacity):
        booked(session=session)
    return session


def waits(session, person=None, *, at_once=False, at=None):
    """Somebody joins the list."""
    person = person or staff()
    return waiting.join(
        session_id=session.pk, person_id=person.pk, at_once=at_once, by=person.user, at=at or timezone.now()
    )


def open_offer(booking):
    """The offer that stands for a booking."""
    return Offer.objects.open().get(booking=booking)
