"""What must always hold of bookings and self-paced runs; `manage.py check_invariants` runs these (DESIGN 5). Read-only.

Each side is read once, whole, and compared here: a handful of queries however many bookings there are.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Sum, When

from courses.models import Approval, Booking, BookingEvent, Offer, PlaceHold, SelfPacedRun, Session
from cpd_records.models import CpdRecord, LedgerEntry
from foundation.slots import Breach

ROOM = "courses"
ATTENDED = ("attended", "partial")
HELD = ("booked", "requested", "approved")
OUT = ("cancelled", "declined", "did_not_attend")
QUEUED = ("waiting", "offered")
ASKED = ("requested", *QUEUED)
FIELDS = ("pk", "public_id", "person_id", "state", "allowance_minutes")


@dataclass(slots=True)
class _Ledger:
    """Minutes the ledger holds, by source, and what the records credit, by person and source."""

    reserved: dict[str, int] = field(default_factory=dict)
    spent: dict[str, int] = field(default_factory=dict)
    credited: dict[tuple[int, str], int] = field(default_factory=dict)


def breaches() -> Iterator[Breach]:
    """Everything that is wrong in the room, one rule after the other."""
    yield from counters_agree()
    yield from nobody_is_oversold()
    yield from states_follow_history()
    yield from minutes_agree()
    yield from offers_stand_on_offered_places()
    yield from questions_stand_on_requests()
    yield from kept_places_are_kept()
    yield from self_paced_minutes_agree()


def counters_agree() -> Iterator[Breach]:
    """The counter that pages show equals the rows."""
    kept = _kept_places()
    for session in _with_rows().iterator():
        rows = session.rows + kept.get(session.pk, 0)
        if session.places_taken == rows:
            continue
        detail = f"places_taken says {session.places_taken}, the rows say {rows}"
        yield Breach(ROOM, "places_taken equals the places in use", f"session {session.pk}", detail)


def nobody_is_oversold() -> Iterator[Breach]:
    """No session gives more places than it has. Imported history may: it is what happened.

    Who walked in sat where somebody booked did not: that seat is counted date by date, at the door.
    """
    kept = _kept_places()
    for session in _with_rows().filter(imported=False).iterator():
        given = session.given + kept.get(session.pk, 0)
        if given <= session.capacity:
            continue
        detail = f"{given} places in use of {session.capacity}"
        yield Breach(ROOM, "no session is oversold", f"session {session.pk}", detail)


def states_follow_history() -> Iterator[Breach]:
    """A booking's state is that of its last history row."""
    history = BookingEvent.objects.order_by("booking_id", "-pk").distinct("booking_id")
    last = dict(history.values_list("booking_id", "to_state"))
    for pk, public_id, state in Booking.objects.values_list("pk", "public_id", "state").iterator():
        if last.get(pk) != state:
            detail = f"the row says {state}, the history {last.get(pk, 'nothing')}"
            yield Breach(ROOM, "a booking's state follows its history", f"booking {public_id}", detail)


def minutes_agree() -> Iterator[Breach]:
    """Reserved while booked, spent and recorded once attended, nothing held after a way out.

    A booking whose person was disposed of is a figure: its minutes stand in the totals.
    """
    ledger = _ledger("booking:")
    for row in Booking.objects.filter(removed_by_log=None).values(*FIELDS).iterator():
        found = _minutes_of(row, ledger)
        if found:
            rule, detail = found
            yield Breach(ROOM, rule, f"booking {row['public_id']}", detail)


def offers_stand_on_offered_places() -> Iterator[Breach]:
    """An offered place has its open offer, and an open offer its place: else it is kept for ever, or given twice."""
    rule = "an offered place has an open offer"
    for offer in Offer.objects.open().exclude(booking__state="offered").select_related("booking"):
        yield Breach(ROOM, rule, f"offer {offer.pk}", f"it is open, and its booking is {offer.booking.state}")
    offered = Booking.objects.filter(state="offered").exclude(pk__in=Offer.objects.open().values("booking"))
    for booking in offered:
        yield Breach(ROOM, rule, str(booking), "a place is offered, and no offer is open")


def questions_stand_on_requests() -> Iterator[Breach]:
    """A request waits for an answer that somebody can give; nobody is asked about what is settled."""
    rule = "a request waits for an answer"
    for asked in Approval.objects.pending().exclude(booking__state__in=ASKED).select_related("booking"):
        yield Breach(ROOM, rule, str(asked), f"it is asked, and its booking is {asked.booking.state}")
    unasked = Booking.objects.filter(state="requested").exclude(pk__in=Approval.objects.pending().values("booking"))
    for booking in unasked:
        yield Breach(ROOM, rule, str(booking), "it is requested, and nobody is asked")


def kept_places_are_kept() -> Iterator[Breach]:
    """No more people are named than places were kept, and none are kept where nothing takes place."""
    for hold in PlaceHold.objects.with_left(Booking.PLACE_STATES).filter(named__gt=F("places")):
        detail = f"{hold.named} people are named for {hold.places} places"
        yield Breach(ROOM, "kept places are named once", str(hold), detail)
    for hold in PlaceHold.objects.running().filter(session__state="cancelled"):
        yield Breach(ROOM, "a cancelled session keeps no places", str(hold), f"{hold.places} places are kept")


def self_paced_minutes_agree() -> Iterator[Breach]:
    """Reserved while somebody is on the way, nothing while it rests, spent and recorded once completed."""
    ledger = _ledger("self-paced:")
    for run in SelfPacedRun.objects.only("public_id", "person_id", "state", "allowance_minutes").iterator():
        found = _minutes_of_run(run, ledger)
        if found:
            rule, detail = found
            yield Breach(ROOM, rule, str(run), detail)


def _minutes_of_run(run: SelfPacedRun, ledger: _Ledger) -> tuple[str, str] | None:
    """The rule that one run breaks, and how; None when its minutes are right."""
    reserved, spent = ledger.reserved.get(run.source, 0), ledger.spent.get(run.source, 0)
    if run.state == SelfPacedRun.State.COMPLETED:
        return _attendance(ledger.credited.get((run.person_id, run.source)), reserved, spent)
    due = run.allowance_minutes if run.state == SelfPacedRun.State.GOING else 0
    if reserved == due and not spent:
        return None
    detail = f"{due} minutes belong to it, the ledger holds {reserved} and spent {spent}"
    return "a run holds its minutes while it goes on", detail


def _minutes_of(row: dict[str, Any], ledger: _Ledger) -> tuple[str, str] | None:
    """The rule that one booking breaks, and how; None when its minutes are right."""
    source = f"booking:{row['public_id']}"
    reserved, spent = ledger.reserved.get(source, 0), ledger.spent.get(source, 0)
    if row["state"] in HELD and reserved != row["allowance_minutes"]:
        detail = f"it set aside {row['allowance_minutes']} minutes, the ledger holds {reserved}"
        return "a booked or requested place has its minutes reserved", detail
    if row["state"] in QUEUED and (reserved or spent):
        return "who waits has nothing set aside", f"{reserved} minutes reserved and {spent} spent"
    if row["state"] in OUT and (reserved or spent):
        return "a way out gives the minutes back", f"{reserved} minutes reserved and {spent} spent"
    if row["state"] in ATTENDED:
        return _attendance(ledger.credited.get((row["person_id"], source)), reserved, spent)
    return None


def _attendance(credited: int | None, reserved: int, spent: int) -> tuple[str, str] | None:
    """A record, and just as much spent as it credits: history from the training file too."""
    rule = "attendance is spent and recorded"
    if credited is None:
        return rule, "there is no CPD record"
    if credited != spent or reserved:
        return rule, f"record {credited}, spent {spent}, still reserved {reserved} minutes"
    return None


def _kept_places() -> dict[int, int]:
    """Held places that nobody is named for, by session."""
    kept: dict[int, int] = defaultdict(int)
    holds = PlaceHold.objects.running().with_left(Booking.PLACE_STATES)
    for session_id, left in holds.values_list("session_id", "left"):
        kept[session_id] += left
    return kept


def _with_rows() -> Any:
    """Sessions with `rows`, their places in use, counted; and `given`, those of people who booked."""
    held = Q(bookings__state__in=Booking.PLACE_STATES)
    return Session.objects.annotate(
        rows=Count("bookings", filter=held), given=Count("bookings", filter=held & Q(bookings__walk_in=False))
    )


def _ledger(kind: str) -> _Ledger:
    entries = LedgerEntry.objects.filter(source__startswith=kind).order_by().values("source")
    sums = entries.annotate(reserved=_held("reserved"), spent=_held("spent"))
    found = _Ledger()
    for source, reserved, spent in sums.values_list("source", "reserved", "spent").iterator():
        found.reserved[source], found.spent[source] = reserved, spent
    records = CpdRecord.objects.filter(source__startswith=kind, withdrawn_at__isnull=True)
    for person_id, source, credited in records.values_list("person_id", "source", "credited_minutes").iterator():
        found.credited[person_id, source] = credited
    return found


def _held(bucket: str) -> Sum:
    """Minutes that came into a bucket less those that left it."""
    signed = Case(
        When(to_bucket=bucket, then=F("minutes")),
        When(from_bucket=bucket, then=-F("minutes")),
        default=0,
        output_field=IntegerField(),
    )
    return Sum(signed)
