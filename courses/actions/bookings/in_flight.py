"""Taking over bookings that were made in the system before this one (FORMATS, bookings.csv).

What happened there is a fact: a booking that the conditions would refuse here is taken over all the
same, and what they say is listed for the coordinator. Only places are never given twice. Nobody is
written to: the old system has told them, and their calendars hold its entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from courses.actions.bookings.taking import Taking, prepare
from courses.actions.correspondence import Correspondence
from courses.actions.history import locked_session, move, refresh_counter, write_event
from courses.actions.minutes import set_aside
from courses.models import Booking, Session
from courses.rules.conditions import refusals
from foundation import changelog
from workforce.models import Person

NOTE = "Taken over from the system before"
NOT_A_CONDITION = {"place_free", "not_booked_already", "booking_opened", "booking_not_closed", "held_places"}
"""About pressing here and now; a booking made elsewhere stood before them."""


class NotTakenOver(Exception):
    """The booking cannot be; `column` is the one at fault, the message says what to do."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stood: "booked" or "waiting", since a moment."""

    person_id: int
    state: str
    booked_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """ "added", "changed" or "unchanged", and sentences for the coordinator."""

    what: str
    warnings: Sequence[str] = field(default=())


class TakingOver:
    """One session's bookings, under its lock: the caller's transaction holds it to the end."""

    def __init__(self, session_id: int, *, by: Any, at: datetime) -> None:
        self.session = locked_session(session_id)
        self.correspondence = Correspondence(self.session, tuple(self.session.dates.all()), at)
        self.by, self.at = by, at

    def take(self, standing: Standing) -> Outcome:
        """Write one booking. Twice changes nothing. Raises NotTakenOver."""
        rows = Booking.objects.filter(session=self.session, person_id=standing.person_id)
        live = rows.live().first()
        if live:
            return self._meet(live, standing)
        if rows.exists():
            return Outcome("unchanged", ["It was taken over before and has ended since: it was left as it is."])
        self._refuse_session()
        person = Person.objects.select_related("user").get(pk=standing.person_id)
        press = prepare(self.correspondence, person, by=None)
        warnings = [each.sentence for each in refusals(press.context) if each.key not in NOT_A_CONDITION]
        if standing.state == "booked":
            self._book(standing, press)
        else:
            self._queue(standing)
        return Outcome("added", warnings)

    def _meet(self, live: Booking, standing: Standing) -> Outcome:
        """Somebody who has a row: the same changes nothing, and a place outranks a hope of one."""
        if live.state == standing.state:
            return Outcome("unchanged")
        if live.state == Booking.State.WAITING:
            return self._promote(live, standing)
        said = str(live.get_state_display()).lower()
        return Outcome("unchanged", [f"Here it is {said} by now: it was left as it is."])

    def _promote(self, live: Booking, standing: Standing) -> Outcome:
        press = prepare(self.correspondence, live.person, by=None)
        self._refuse_full(press.taken)
        live.session = self.session
        live.allowance_minutes = sum(year.needed for year in press.context.years)
        move(live, Booking.State.BOOKED, by=self.by, at=self.at, note=NOTE)
        self._settle(live, press)
        return Outcome("changed")

    def _book(self, standing: Standing, press: Taking) -> None:
        self._refuse_full(press.taken)
        minutes = sum(year.needed for year in press.context.years)
        booking = self._create(standing, Booking.State.BOOKED, allowance_minutes=minutes)
        self._settle(booking, press)

    def _queue(self, standing: Standing) -> None:
        self.session.last_queue_number += 1
        self.session.save(update_fields=["last_queue_number"])
        self._create(standing, Booking.State.WAITING, queue_number=self.session.last_queue_number)

    def _create(self, standing: Standing, state: str, **values: Any) -> Booking:
        booking = Booking.objects.create(
            session=self.session,
            person_id=standing.person_id,
            state=state,
            created_at=standing.booked_at,
            changed_at=self.at,
            **values,
        )
        write_event(booking, "", by=self.by, at=self.at, note=NOTE)
        changelog.record(by=self.by, at=self.at, verb="taken over", subject=booking)
        return booking

    def _settle(self, booking: Booking, press: Taking) -> None:
        """Minutes set aside, beyond the allowance too, and the counter."""
        if booking.allowance_minutes:
            set_aside(
                booking,
                self.session,
                self.correspondence.dates,
                why=NOTE,
                excess_minutes=booking.allowance_minutes,
                locked=press.accounts,
                by=self.by,
                at=self.at,
            )
        refresh_counter(self.session)

    def _refuse_session(self) -> None:
        if self.session.state != Session.State.OPEN:
            said = str(self.session.get_state_display()).lower()
            raise NotTakenOver("session_ref", f"This session is {said}. Only an open session takes bookings: open it.")

    def _refuse_full(self, taken: int) -> None:
        if taken >= self.session.capacity:
            raise NotTakenOver(
                "state",
                f"All {self.session.capacity} places of this session are taken. Raise its capacity, "
                "or write waiting for this person.",
            )
