"""Sessions of the past and who was on them, many rows at once (FORMATS, training_history.csv).

The file names a course and a day, so there is one session for each of these, closed, on that day.
What it says later of the same place is a correction: the booking's history gets a row, and the ledger
and the record theirs (`cpd_records.actions.past_learning`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from courses.actions.past_courses import courses_by_code
from courses.actions.past_runs import sessions_by_run
from courses.models import Booking, BookingEvent, Session
from courses.rules.past_places import PastPlace
from cpd_records.actions import past_learning
from cpd_records.actions.past_learning import PastLearning
from cpd_records.rules.learning import Learning
from workforce.models import User

BATCH = 2000
LEARNED = ("attended", "partial")
NOTE = "From the training history file"
Kept = tuple[Booking, PastPlace]
"""A place with the booking that stands for it, whose source the ledger and the record share."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many places were new, differed from what stood, or were there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@transaction.atomic
def record_past(
    *, places: Sequence[PastPlace], by: User | None, at: datetime, progress: Callable[[str], None]
) -> Recorded:
    """Make courses, sessions, bookings, records and ledger entries for all places. Twice changes nothing."""
    courses = courses_by_code(places, by=by, at=at)
    sessions = sessions_by_run(places, courses, by=by, at=at)
    progress(f"{len(sessions):,} past sessions stand")
    standing = _standing(sessions.values())
    new, moved, same = _sorted_out(places, sessions, standing)
    added = _add(new, sessions, by, at)
    _move(moved, by, at)
    _count_places(sessions.values())
    progress(f"{len(new):,} places written; now the ledger and the records")
    past_learning.post(rows=_learned(added), by=by, at=at)
    corrected = _correct(moved, same, by, at)
    return Recorded(len(new), len(moved) + corrected, len(same) - corrected)


def _standing(sessions: Iterable[Session]) -> dict[tuple[int, int], Booking]:
    """The bookings there are on these sessions, by session and person."""
    found = Booking.objects.filter(session__imported=True)
    wanted = {session.pk for session in sessions}
    return {(row.session_id, row.person_id): row for row in found.iterator(BATCH) if row.session_id in wanted}


def _sorted_out(
    places: Sequence[PastPlace], sessions: dict[tuple[str, date], Session], standing: dict[tuple[int, int], Booking]
) -> tuple[list[PastPlace], list[Kept], list[Kept]]:
    """New places, places whose end is another now, and places that ended as before."""
    new: list[PastPlace] = []
    moved: list[Kept] = []
    same: list[Kept] = []
    for place in places:
        booking = standing.get((sessions[place.run].pk, place.person_id))
        if booking is None:
            new.append(place)
        elif (booking.state, booking.reason) != (place.state, place.reason):
            moved.append((booking, place))
        else:
            same.append((booking, place))
    return new, moved, same


def _add(
    places: list[PastPlace], sessions: dict[tuple[str, date], Session], by: User | None, at: datetime
) -> list[Kept]:
    bookings = []
    for place in places:
        session = sessions[place.run]
        bookings.append(
            Booking(
                session=session,
                person_id=place.person_id,
                state=place.state,
                reason=place.reason,
                created_at=session.starts_at,
                changed_at=session.ends_at,
            )
        )
    Booking.objects.bulk_create(bookings, batch_size=BATCH)
    BookingEvent.objects.bulk_create([_event(booking, "", by, at) for booking in bookings], batch_size=BATCH)
    return list(zip(bookings, places, strict=True))


def _move(moved: list[Kept], by: User | None, at: datetime) -> None:
    """Give bookings the end the file names now, each with its row of history."""
    events = []
    for booking, place in moved:
        before = booking.state
        booking.state, booking.reason = place.state, place.reason
        events.append(_event(booking, before, by, at))
    Booking.objects.bulk_update([booking for booking, _ in moved], ["state", "reason"], batch_size=BATCH)
    BookingEvent.objects.bulk_create(events, batch_size=BATCH)


def _event(booking: Booking, before: str, by: User | None, at: datetime) -> BookingEvent:
    return BookingEvent(
        booking=booking, from_state=before, to_state=booking.state, reason=booking.reason, at=at, by=by, note=NOTE
    )


def _correct(moved: list[Kept], same: list[Kept], by: User | None, at: datetime) -> int:
    """Bring ledger and records in step with places that stood before; how many of `same` differed."""
    gone = [(booking.person_id, booking.source) for booking, place in moved if place.state not in LEARNED]
    past_learning.take_back(keys=gone, by=by, at=at)
    past_learning.post(rows=_learned(moved), by=by, at=at)
    done = past_learning.post(rows=_learned(same), by=by, at=at)
    return done.added + done.changed


def _learned(kept: list[Kept]) -> list[PastLearning]:
    return [_learning(booking, place) for booking, place in kept if place.state in LEARNED]


def _learning(booking: Booking, place: PastPlace) -> PastLearning:
    """What a place comes to in the record: the whole course, or the part that was credited."""
    minutes = place.minutes if place.state == "attended" else min(place.credited_minutes, place.minutes)
    learning = Learning(
        source=booking.source,
        title=place.title,
        starts_on=place.starts_on,
        ends_on=place.starts_on,
        minutes=minutes,
        credited_minutes=place.credited_minutes,
        weights=place.weights,
        outcome=place.state,
        course_code=place.course_code,
    )
    return PastLearning(place.person_id, learning, f"{NOTE}: {place.title}"[:255])


def _count_places(sessions: Iterable[Session]) -> None:
    """Keep each session's cached number of places, and a capacity that holds them."""
    wanted = {session.pk: session for session in sessions}
    taken: dict[int, int] = defaultdict(int)
    held = Booking.objects.filter(session__imported=True).holding_a_place()
    for session_id in held.values_list("session_id", flat=True).iterator(BATCH):
        taken[session_id] += 1
    changed = [session for pk, session in wanted.items() if session.places_taken != taken[pk]]
    for session in changed:
        session.places_taken = taken[session.pk]
        session.capacity = max(session.capacity, session.places_taken)
    Session.objects.bulk_update(changed, ["places_taken", "capacity"], batch_size=BATCH)
