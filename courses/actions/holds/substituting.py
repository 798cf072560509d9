"""Somebody comes instead of somebody: the place moves, and nobody is told off (DOMAIN 6, rule 7)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses import hold_permissions
from courses.actions.bookings.giving_up import way_out
from courses.actions.bookings.taking import place
from courses.actions.correspondence import Correspondence
from courses.actions.history import lock_accounts_of, locked_session, refresh_counter
from courses.actions.holds.keeping import without_window
from courses.actions.retrying import retried
from courses.emails import places as letters
from courses.models import Booking, Session
from courses.permissions import demand
from courses.rules.conditions.loading import local_day
from foundation import changelog
from workforce.models import Person


class SubstitutionRefused(Exception):
    """Nobody can come instead on this booking; the message says why and what to do."""


@retried
@transaction.atomic
def substitute(*, booking_id: int, person_id: int, by: Any, at: datetime) -> Booking:
    """Let somebody else come: the minutes of one are released, the other's reserved; answers the new booking.

    Until the session starts, without the rules for late cancelling. Raises SubstitutionRefused,
    BookingRefused (the other cannot come; nothing has changed) and NotForYou.
    """
    session = locked_session(Booking.objects.values_list("session_id", flat=True).get(pk=booking_id))
    booking = Booking.objects.select_related("person__user", "hold__manager").get(pk=booking_id)
    instead = Person.objects.select_related("user").get(pk=person_id)
    allowed = hold_permissions.can_substitute(by, booking, instead, local_day(at))
    demand(allowed, "Only whoever keeps this place, or manages both people, can let somebody else come.")
    _refuse(booking, instead, session, at)
    without_window(session)
    correspondence = Correspondence(session, tuple(session.dates.all()), at)
    both = [booking, Booking(person=instead)]
    lock_accounts_of(both)
    booking.session = session
    way_out(booking, reason="", note="Somebody else comes instead.", by=by, at=at)
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="substituted", subject=booking, fields=["state"])
    correspondence.send(booking, letters.replaced(correspondence.facts(booking), at))
    made = place(correspondence, instead, by=by, hold=booking.hold, instead=True)
    if made.hold_id != booking.hold_id:  # the rest of the kept places went back, this one did not
        made.hold = booking.hold
        made.save(update_fields=["hold"])
    return made


def _refuse(booking: Booking, instead: Person, session: Session, at: datetime) -> None:
    if booking.state != Booking.State.BOOKED:
        raise SubstitutionRefused("Only somebody who has a place can be replaced, and this booking has none.")
    if at >= session.starts_at or session.state != Session.State.OPEN:
        raise SubstitutionRefused("This session has begun or is over. Tell the trainer who came instead.")
    if instead.pk == booking.person_id:
        raise SubstitutionRefused("They have this place already. Choose somebody else.")
