"""People with days to use, and bookings, for tests. Bookings go through the action, as they do in life."""

import datetime

from django.utils import timezone

from courses.actions import approvals, bookings
from cpd_records.actions import entitlement
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.workforce import PersonFactory, PostFactory, UserFactory


def staff(*, email=None, **post):
    """Somebody with a user, a post and this year's and next year's allowance."""
    user = UserFactory(**({"email": email} if email else {}))
    person = PersonFactory(user=user)
    PostFactory(person=person, **post)
    give_allowance(person)
    return person


def give_allowance(*people):
    """Reconcile these people's posts into their ledgers."""
    entitlement.reconcile(person_ids=[person.pk for person in people], by=None, at=timezone.now())


def booked(person=None, session=None, *, at=None):
    """A booking made by the person, and approved where that has to be."""
    person = person or staff()
    session = session or SessionFactory()
    made = requested(person, session, at=at)
    if made.state == "requested":
        approvals.approve(approval_ids=made.approvals.values_list("pk", flat=True), by=None, at=at or timezone.now())
        made.refresh_from_db()
    return made


def requested(person=None, session=None, *, at=None, **wish):
    """What the person's own press makes: a request where somebody has to be asked."""
    person = person or staff(line_manager=staff())
    session = session or SessionFactory()
    return bookings.request(
        session_id=session.pk,
        person_id=person.pk,
        wish=bookings.Wish(**wish),
        by=person.user,
        at=at or timezone.now(),
    )


def past(booking, *, days=1):
    """Move the booking's session into the past, as time would; for registers and what follows."""
    session = booking.session if hasattr(booking, "session") else booking
    shift = timezone.localtime(session.ends_at) - timezone.now() + datetime.timedelta(days=days)
    for each in session.dates.all():
        each.starts_at, each.ends_at = each.starts_at - shift, each.ends_at - shift
        each.save()
    session.starts_at, session.ends_at = session.starts_at - shift, session.ends_at - shift
    session.save(update_fields=["starts_at", "ends_at"])
    return session


__all__ = ["booked", "days_ahead", "give_allowance", "past", "requested", "staff"]
