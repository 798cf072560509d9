"""Courses, sessions and bookings of the crowd, written in bulk as the actions would leave them."""

from datetime import date, datetime, timedelta
from random import Random

from courses.models import Booking, BookingEvent, Course, Session, SessionDate, SessionTrainer, Venue
from cpd_records.models import Account, CpdRecord, LedgerEntry
from cpd_records.rules.years import year_start
from foundation.methodologies import Split, split_minutes
from workforce.models import Person

COURSES, AHEAD, BEHIND, VENUES = 60, 400, 1200, 8
DAY_MINUTES = 444
Accounts = dict[tuple[int, date], Account]
BATCH = 5000
GRANTED = 40 * DAY_MINUTES
"""Of each account: enough for what the crowd attends and books, and to book more."""
PROSE = (
    "<p>A course of the crowd says about as much of itself as a real one: what people will talk about, what "
    "they will try with one another, and what they might do differently on Monday morning.</p>"
    "<ul><li>Say what is working, what is worrying and what needs to happen</li>"
    "<li>Use plain questions that families understand</li><li>Plan the next step together</li></ul>"
)
WEIGHTS = (Split(sos=100), Split(rp=100), Split(sp=100), Split(general=100), Split(sos=50, rp=50))


def make_learning(*, people: list[Person], a_year: int, rng: Random, now: datetime) -> None:
    """Sixty courses, 400 sessions ahead and 1,200 behind, and `a_year` attendances for each person."""
    courses = _courses()
    rooms = _venues()
    ahead = _sessions(courses, rooms, now, rng, sign=1)
    behind = _sessions(courses, rooms, now, rng, sign=-1)
    accounts = _accounts(people, now)
    _past(people, behind, accounts, a_year, rng, now)
    _booked(people, ahead, accounts, rng, now)


def _courses() -> list[Course]:
    rows = []
    for n in range(COURSES):
        weights = WEIGHTS[n % len(WEIGHTS)]
        rows.append(
            Course(
                code=f"CR{n:02d}",
                slug=f"crowd-course-{n}",
                title=f"Crowd course {n}",
                summary="Made for measuring: a sentence or two such as a catalogue shows under a title.",
                description=PROSE,
                outcomes=PROSE,
                mode="room",
                learning_minutes=DAY_MINUTES,
                weight_sos=weights.sos,
                weight_rp=weights.rp,
                weight_sp=weights.sp,
                weight_general=weights.general,
                live=True,
            )
        )
    return Course.objects.bulk_create(rows)


def _sessions(courses: list[Course], rooms: list[Venue], now: datetime, rng: Random, *, sign: int) -> list[Session]:
    rows = []
    for n in range(AHEAD if sign > 0 else BEHIND):
        starts = now + sign * timedelta(days=1 + rng.randrange(170))
        starts = starts.replace(hour=9, minute=30, second=0, microsecond=0)
        course = courses[n % COURSES]
        rows.append(
            Session(
                ref=f"CR-{'A' if sign > 0 else 'B'}{n}",
                course=course,
                venue=rooms[n % len(rooms)],
                state="open" if sign > 0 else "closed",
                capacity=20 if sign > 0 else 200,
                learning_minutes=DAY_MINUTES,
                weight_sos=course.weight_sos,
                weight_rp=course.weight_rp,
                weight_sp=course.weight_sp,
                weight_general=course.weight_general,
                starts_at=starts,
                ends_at=starts + timedelta(hours=7),
                register_closed_at=None if sign > 0 else now,
            )
        )
    return _with_dates(Session.objects.bulk_create(rows, batch_size=BATCH))


def _with_dates(made: list[Session]) -> list[Session]:
    SessionDate.objects.bulk_create(
        [SessionDate(session=s, starts_at=s.starts_at, ends_at=s.ends_at, learning_minutes=DAY_MINUTES) for s in made],
        batch_size=BATCH,
    )
    SessionTrainer.objects.bulk_create(
        [SessionTrainer(session=s, name="Crowd Trainer") for s in made], batch_size=BATCH
    )
    return made


def _venues() -> list[Venue]:
    rows = [
        Venue(name=f"Crowd room {n}", address=f"{n} Long Street\nRotherham", access="Step-free, with a hearing loop.")
        for n in range(1, VENUES + 1)
    ]
    return Venue.objects.bulk_create(rows)


def _accounts(people: list[Person], now: datetime) -> Accounts:
    starts = {year_start(now.date()), year_start((now - timedelta(days=171)).date())}
    starts.add(year_start((now + timedelta(days=171)).date()))
    rows = [Account(person=person, year_starts_on=start) for person in people for start in sorted(starts)]
    accounts = Account.objects.bulk_create(rows, batch_size=BATCH)
    LedgerEntry.objects.bulk_create([_grant(account, now) for account in accounts], batch_size=BATCH)
    return {(account.person_id, account.year_starts_on): account for account in accounts}


def _grant(account: Account, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        account=account,
        kind="grant",
        from_bucket="outside",
        to_bucket="available",
        minutes=GRANTED,
        source=f"crowd:{account.year_starts_on}",
        effective_on=account.year_starts_on,
        reason="Given to the crowd for measuring.",
        at=now,
    )


def _past(
    people: list[Person], sessions: list[Session], accounts: Accounts, a_year: int, rng: Random, now: datetime
) -> None:
    pairs = [(person, session) for person in people for session in rng.sample(sessions, a_year)]
    bookings = Booking.objects.bulk_create(
        [
            Booking(session=s, person=p, state="attended", created_at=s.starts_at, changed_at=s.ends_at)
            for p, s in pairs
        ],
        batch_size=BATCH,
    )
    BookingEvent.objects.bulk_create(
        [BookingEvent(booking=b, to_state="attended", at=b.changed_at) for b in bookings], batch_size=BATCH
    )
    CpdRecord.objects.bulk_create([_record(b, now) for b in bookings], batch_size=BATCH)
    LedgerEntry.objects.bulk_create([_entry(b, accounts, "spend", "spent", now) for b in bookings], batch_size=BATCH)


def _booked(people: list[Person], sessions: list[Session], accounts: Accounts, rng: Random, now: datetime) -> None:
    pairs = [(person, session) for session in sessions for person in rng.sample(people, min(12, len(people)))]
    bookings = Booking.objects.bulk_create(
        [Booking(session=s, person=p, state="booked", created_at=now, changed_at=now) for p, s in pairs],
        batch_size=BATCH,
    )
    BookingEvent.objects.bulk_create(
        [BookingEvent(booking=b, to_state="booked", at=now) for b in bookings], batch_size=BATCH
    )
    LedgerEntry.objects.bulk_create(
        [_entry(b, accounts, "reserve", "reserved", now) for b in bookings], batch_size=BATCH
    )
    for session in sessions:
        session.places_taken = min(12, len(people))
    Session.objects.bulk_update(sessions, ["places_taken"], batch_size=BATCH)


def _record(booking: Booking, now: datetime) -> CpdRecord:
    session = booking.session
    split = split_minutes(DAY_MINUTES, session.weights)
    return CpdRecord(
        person_id=booking.person_id,
        kind="course",
        source=f"booking:{booking.public_id}",
        course_code=session.course.code,
        title=session.course.title,
        starts_on=session.starts_at.date(),
        ends_on=session.starts_at.date(),
        outcome="attended",
        minutes=DAY_MINUTES,
        credited_minutes=DAY_MINUTES,
        sos_minutes=split.sos,
        rp_minutes=split.rp,
        sp_minutes=split.sp,
        general_minutes=split.general,
        recorded_at=now,
    )


def _entry(booking: Booking, accounts: Accounts, kind: str, bucket: str, now: datetime) -> LedgerEntry:
    session = booking.session
    day = session.starts_at.date()
    split = split_minutes(DAY_MINUTES, session.weights) if bucket == "spent" else Split()
    return LedgerEntry(
        account=accounts[booking.person_id, year_start(day)],
        kind=kind,
        from_bucket="available",
        to_bucket=bucket,
        minutes=DAY_MINUTES,
        sos_minutes=split.sos,
        rp_minutes=split.rp,
        sp_minutes=split.sp,
        general_minutes=split.general,
        source=f"booking:{booking.public_id}",
        effective_on=day,
        reason=session.course.title,
        at=now,
    )
