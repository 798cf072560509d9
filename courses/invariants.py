"""What must always hold of bookings; `manage.py check_invariants` runs these (DESIGN 5). Read-only."""

from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat

from courses.models import Booking, BookingEvent, Session
from cpd_records.models import CpdRecord, LedgerEntry
from foundation.slots import Breach

ROOM = "courses"
NO_RECORD = -1


def breaches() -> Iterator[Breach]:
    """Everything that is wrong in the room, one rule after the other."""
    yield from counters_agree()
    yield from nobody_is_oversold()
    yield from states_follow_history()
    yield from booked_minutes_are_reserved()
    yield from attendance_is_spent_and_recorded()
    yield from ways_out_hold_nothing()


def counters_agree() -> Iterator[Breach]:
    """The counter that pages show equals the rows."""
    places = Count("bookings", filter=Q(bookings__state__in=Booking.PLACE_STATES))
    for session in Session.objects.annotate(rows=places).exclude(places_taken=F("rows")):
        detail = f"places_taken says {session.places_taken}, the rows say {session.rows}"
        yield Breach(ROOM, "places_taken equals the places in use", f"session {session.pk}", detail)


def nobody_is_oversold() -> Iterator[Breach]:
    """No open session has more places in use than it has. Imported history may: it is what happened."""
    places = Count("bookings", filter=Q(bookings__state__in=Booking.PLACE_STATES))
    for session in Session.objects.filter(imported=False).annotate(rows=places).filter(rows__gt=F("capacity")):
        detail = f"{session.rows} places in use of {session.capacity}"
        yield Breach(ROOM, "no session is oversold", f"session {session.pk}", detail)


def states_follow_history() -> Iterator[Breach]:
    """A booking's state is that of its last history row."""
    last = BookingEvent.objects.filter(booking=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    rows = Booking.objects.annotate(last=Coalesce(Subquery(last), Value(""))).exclude(state=F("last"))
    for booking in rows:
        detail = f"the row says {booking.state}, the history {booking.last or 'nothing'}"
        yield Breach(ROOM, "a booking's state follows its history", str(booking), detail)


def booked_minutes_are_reserved() -> Iterator[Breach]:
    """What a booked row set aside is what the ledger holds reserved for it."""
    rows = _with_ledger(Booking.objects.filter(state=Booking.State.BOOKED))
    for booking in rows.exclude(allowance_minutes=F("reserved")):
        detail = f"it set aside {booking.allowance_minutes} minutes, the ledger holds {booking.reserved}"
        yield Breach(ROOM, "a booked place has its minutes reserved", str(booking), detail)


def attendance_is_spent_and_recorded() -> Iterator[Breach]:
    """Whoever attended has a record, and time spent where the booking had set any aside.

    Imported history stands in ledger and record under the key of its file row.
    """
    record = CpdRecord.objects.filter(
        person=OuterRef("person"), source=OuterRef("key"), withdrawn_at__isnull=True
    ).values("credited_minutes")[:1]
    ours = Booking.objects.filter(session__imported=False, state__in=("attended", "partial"))
    rows = _with_ledger(ours)
    for booking in rows.annotate(credited=Coalesce(Subquery(record), NO_RECORD)).exclude(
        credited=F("spent"), reserved=0
    ):
        if booking.credited == NO_RECORD:
            detail = "there is no CPD record"
        else:
            detail = f"record {booking.credited}, spent {booking.spent}, still reserved {booking.reserved} minutes"
        yield Breach(ROOM, "attendance is spent and recorded", str(booking), detail)


def ways_out_hold_nothing() -> Iterator[Breach]:
    """Who cancelled, was declined or did not come has nothing reserved or spent."""
    rows = _with_ledger(Booking.objects.filter(state__in=("cancelled", "declined", "did_not_attend")))
    for booking in rows.exclude(reserved=0, spent=0):
        detail = f"{booking.reserved} minutes reserved and {booking.spent} spent"
        yield Breach(ROOM, "a way out gives the minutes back", str(booking), detail)


def _with_ledger(rows: Any) -> Any:
    """Annotates `key`, `reserved` and `spent`: what the ledger holds for each booking, in minutes."""
    keyed = rows.annotate(key=Concat(Value("booking:"), Cast("public_id", CharField()), output_field=CharField()))
    return keyed.annotate(reserved=_held("reserved"), spent=_held("spent"))


def _held(bucket: str) -> Any:
    """Minutes that came into a bucket for this booking less those that left it."""
    entries = LedgerEntry.objects.filter(source=OuterRef("key")).order_by().values("source")
    into = entries.filter(to_bucket=bucket).annotate(total=Sum("minutes")).values("total")
    out = entries.filter(from_bucket=bucket).annotate(total=Sum("minutes")).values("total")
    whole = {"output_field": IntegerField()}
    return Coalesce(Subquery(into, **whole), 0) - Coalesce(Subquery(out, **whole), 0)
