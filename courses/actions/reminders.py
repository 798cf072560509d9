"""Reminding people of the places they hold: once in good time, once shortly before each date."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from courses import policies
from courses.actions.correspondence import Correspondence
from courses.actions.history import locked_session
from courses.emails import reminders as letters
from courses.emails.letters import Letter
from courses.models import Booking, BookingEvent, Session
from courses.rules.conditions.loading import local_day
from courses.rules.reminding import Due, due_on
from foundation.policies import PolicyBook, book
from foundation.preferences import refuse_reminders


def send_due(*, at: datetime) -> int:
    """Queue every reminder that is due; how many bookings were looked at. Repeatable: each goes once.

    One transaction per session, under its lock, so that a place given up this minute is not reminded of.
    """
    figures = book()
    horizon = at + _reach(figures)
    ahead = Session.objects.filter(state=Session.State.OPEN, ends_at__gt=at, dates__starts_at__lte=horizon)
    wanted = [session.pk for session in ahead.distinct().prefetch_related("dates") if _due(session, at, figures)]
    return sum(_remind(session_id, at, figures) for session_id in wanted)


def _reach(figures: PolicyBook) -> timedelta:
    """How far ahead a session can be and still have a reminder due: three days for each working day are plenty.

    The policy itself is asked session by session.
    """
    most = max(figures.most(key) for key in (policies.REMINDER, policies.LAST_REMINDER))
    return timedelta(days=3 * (int(most) + 5))


@transaction.atomic
def _remind(session_id: int, at: datetime, figures: PolicyBook) -> int:
    session = locked_session(session_id)
    dates = tuple(session.dates.all())
    correspondence = Correspondence(session, dates, at, figures)
    due, reminded = _due(session, at, figures), 0
    for booking, since in _booked(session):
        wanted = [each for each in due if since < each.falls_on]
        correspondence.send(booking, _letters(correspondence, booking, wanted))
        reminded += bool(wanted)
    return reminded


def _due(session: Session, at: datetime, figures: PolicyBook) -> list[Due]:
    first, last = (
        figures.whole(key, local_day(session.starts_at)) for key in (policies.REMINDER, policies.LAST_REMINDER)
    )
    days = [local_day(each.starts_at) for each in session.dates.all()]
    return due_on(local_day(at), days, first=first, last=last)


def _booked(session: Session) -> Iterator[tuple[Booking, date]]:
    """Who has a place and wants reminders, with the day on which they got it."""
    rows = Booking.objects.filter(session=session, state=Booking.State.BOOKED).select_related("person__user")
    booked = list(rows.order_by("person_id", "pk"))
    refused = refuse_reminders([row.person.user_id for row in booked if row.person.user_id])
    events = BookingEvent.objects.filter(booking__in=booked, to_state=Booking.State.BOOKED).exclude(
        from_state=Booking.State.BOOKED
    )
    since = {event.booking_id: local_day(event.at) for event in events.order_by("at", "pk")}
    for row in booked:
        if row.person.user_id not in refused:
            row.session = session
            yield row, since.get(row.pk, date.min)


def _letters(correspondence: Correspondence, booking: Booking, wanted: Iterable[Due]) -> Iterator[Letter]:
    facts = correspondence.facts(booking)
    for each in wanted:
        yield letters.last(facts, correspondence.dates[each.place]) if each.last else letters.first(facts)
