"""Who is served first on a waiting list (DOMAIN 6, rule 8): asked once, when somebody joins it."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from courses import waiting_policies as policies
from courses.models import Booking, BookingEvent, Session
from courses.reasons import LET_DOWN
from courses.rules.plans import mandatory
from foundation.asked_often import AskedOften
from foundation.months import months_later
from foundation.policies import PolicyBook
from workforce.rules.audience_facts import facts_of

FIRST, NEXT, LAST = Booking.Band.REBOOKING, Booking.Band.PRIORITY, Booking.Band.ORDINARY


def band_of(person_id: int, session: Session, at: datetime, book: PolicyBook) -> Booking.Band:
    """The band of somebody who joins now, by the first that holds: let down, has to do it, newly qualified."""
    if _was_let_down(person_id, session, at, book):
        return FIRST
    day = timezone.localtime(at).date()
    if session.course.code in mandatory(person_id, day):
        return NEXT
    return NEXT if facts_of(person_id, day, book).newly_qualified else LAST


def _was_let_down(person_id: int, session: Session, at: datetime, book: PolicyBook) -> bool:
    """The Academy cancelled or changed their date of this course not long ago, and they have had none since."""
    day = timezone.localtime(at).date()
    since = months_later(day, -book.whole(policies.REBOOKING_MONTHS, day))
    return bool(CANCELLED_SINCE.tuples(person_id, session.course_id, since))


def _cancelled_since(person_id: int, course_id: int, since: date) -> Any:
    """Dates of a course that were cancelled for them and not replaced."""
    theirs = Booking.objects.filter(person=OuterRef("person"), session__course=OuterRef("session__course"))
    replaced = theirs.filter(created_at__gte=OuterRef("changed_at"), state__in=Booking.PLACE_STATES)
    had_one = BookingEvent.objects.filter(booking=OuterRef("pk"), to_state="cancelled").exclude(
        from_state__in=("waiting", "offered")
    )
    found = Booking.objects.filter(person=person_id, session__course=course_id, reason__in=LET_DOWN)
    return found.filter(Exists(had_one), ~Exists(replaced), changed_at__date__gte=since).order_by().values("pk")


CANCELLED_SINCE = AskedOften(_cancelled_since, int, int, date)
