"""A file of 20,000 attendances, against PostgreSQL's COPY of the same rows through Python's csv."""

import csv
import io
import time
from collections.abc import Iterator
from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from academy.bench.table import Ratio
from academy.bench.visits import MANAGER, WrongPage, signed_in
from courses.models import AttendanceMark, Booking, Course, Session, SessionDate
from workforce.actions.roles import grant
from workforce.models import Person, User
from workforce.roles import COORDINATOR

ROWS, A_SESSION, ROUNDS, BUDGET = 20_000, 500, 3, 2.0
BY_HAND = """
COPY (
    SELECT p.employee_number, p.first_name, p.last_name, s.ref, c.code, c.title,
        to_char(d.starts_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI'),
        to_char(d.ends_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI'), b.state,
        (SELECT m.mark FROM courses_attendancemark m
            WHERE m.booking_id = b.id AND m.session_date_id = d.id ORDER BY m.id DESC LIMIT 1),
        (SELECT m.minutes FROM courses_attendancemark m
            WHERE m.booking_id = b.id AND m.session_date_id = d.id ORDER BY m.id DESC LIMIT 1),
        d.learning_minutes, b.walk_in
    FROM courses_booking b JOIN courses_session s ON s.id = b.session_id
    JOIN courses_sessiondate d ON d.session_id = s.id JOIN courses_course c ON c.id = s.course_id
    JOIN workforce_person p ON p.id = b.person_id
    WHERE s.ref LIKE 'BENCH-YEAR-%' AND b.state IN ('booked', 'attended', 'partial', 'did_not_attend')
    ORDER BY d.starts_at, s.id, b.id
) TO STDOUT WITH (FORMAT csv)
"""


def measure() -> Iterator[Ratio]:
    """Wall time of the file over COPY's, the best of a few rounds each, taken in turns."""
    client, address = _coordinator(), _year()
    ours, plain = [], []
    for _ in range(ROUNDS):
        plain.append(_timed(_by_hand))
        ours.append(_timed(lambda: _file(client, address)))
    yield Ratio("20,000 attendances against COPY and Python's csv", min(ours) / min(plain), BUDGET)


def _timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started


def _file(client: Client, address: str) -> None:
    sent = b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]
    if sent.count(b"\r\n") != ROWS + 1:
        raise WrongPage(f"{address} holds {sent.count(b'BENCH-YEAR-')} of {ROWS} attendances.")


def _by_hand() -> None:
    buffer, out = io.StringIO(), io.StringIO()
    with connection.cursor() as cursor, cursor.copy(BY_HAND) as copy:
        for chunk in copy:
            buffer.write(bytes(chunk).decode())
    buffer.seek(0)
    csv.writer(out).writerows(csv.reader(buffer))


def _coordinator() -> Client:
    user, now = User.objects.get(email=MANAGER), timezone.now()
    day = timezone.localdate(now)
    grant(user=user, role=COORDINATOR, starts_on=day, ends_on=None, reason="Takes the year away", by=None, at=now)
    call_command("sync_roles", verbosity=0, stdout=io.StringIO())
    return signed_in(MANAGER)


def _year() -> str:
    """Sessions of one day, spread over the weeks behind; the address of their file."""
    course, people, now = (
        Course.objects.published().order_by("pk")[0],
        list(Person.objects.order_by("pk")),
        timezone.now(),
    )
    people = people[:A_SESSION]
    for number in range(ROWS // A_SESSION):
        _session(number, course, people)
    first = timezone.localdate(now) - timedelta(days=400)
    return f"/cms/attendances.csv?from={first}&to={timezone.localdate(now) - timedelta(days=300)}"


def _session(number: int, course: Course, people: list[Person]) -> None:
    starts = timezone.now() - timedelta(days=390 - number)
    spent = {"learning_minutes": 444, "starts_at": starts, "ends_at": starts + timedelta(hours=7)}
    session = Session.objects.create(
        ref=f"BENCH-YEAR-{number}", course=course, state="open", capacity=A_SESSION, **spent
    )
    day = SessionDate.objects.create(session=session, **spent)
    made = Booking.objects.bulk_create(
        Booking(session=session, person=person, state="attended", created_at=starts, changed_at=starts)
        for person in people
    )
    AttendanceMark.objects.bulk_create(
        AttendanceMark(booking=each, session_date=day, mark="present", minutes=444, at=starts) for each in made
    )
