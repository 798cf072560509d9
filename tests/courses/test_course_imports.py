"""courses.csv, sessions.csv and bookings.csv (FORMATS)."""

from datetime import UTC, datetime

import pytest

from courses.models import Booking, BookingEvent, Course, Session, Venue
from cpd_records.models import LedgerEntry
from foundation.import_runs import Incoming, run_folder
from foundation.models import OutboxMessage
from foundation.taxonomies import sync_shipped_terms
from tests.factories.bookings import staff
from tests.factories.courses import CourseFactory, SessionFactory, VenueFactory, local

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HEADS = {
    "courses": "course_code,course_title,summary,methodologies,minutes,mode,audience,refresh_months,status",
    "sessions": "session_ref,course_code,date,starts,ends,venue,join_link,capacity,trainer",
    "bookings": "session_ref,employee_number,state,booked_at",
}
COURSE = "NEW1,Listening to babies,What babies tell us,SOS:50;RP:50,444,room,social_worker;early_help,24,published"
FIRST = "T1,NEW1,2027-01-12,09:30,16:30,Unity Centre,,12,Tom Ellis"
SECOND = "T1,NEW1,19/01/2027,09:30,16:30,,,,"


def run(preview=False, **files):
    incoming = [
        Incoming(f"{name}.csv", "\n".join([HEADS[name], *([rows] if isinstance(rows, str) else rows)]).encode())
        for name, rows in files.items()
    ]
    return {file.name: file for file in run_folder(incoming, by=None, at=AT, preview=preview).files}


def counts(file):
    return (file.counts.added, file.counts.changed, file.counts.unchanged, file.rejected)


def problems(file, severity="error"):
    return [(each.line, each.column, each.reason) for each in file.problems if each.severity == severity]


def numbered(number):
    person = staff()
    person.employee_number = number
    person.save()
    return person


class TestCourses:
    def test_a_row_becomes_a_published_course_with_weights_and_audiences(self):
        sync_shipped_terms()
        assert counts(run(courses=COURSE)["courses.csv"]) == (1, 0, 0, 0)
        course = Course.objects.get()
        assert (course.live, course.learning_minutes, course.refresh_months) == (True, 444, 24)
        assert (course.weight_sos, course.weight_rp, course.weight_general) == (50, 50, 0)
        assert {term.code for term in course.audiences.all()} == {"social-work", "early-help"}

    def test_the_same_file_twice_changes_nothing(self):
        sync_shipped_terms()
        run(courses=COURSE)
        assert counts(run(courses=COURSE)["courses.csv"]) == (0, 0, 1, 0)

    def test_a_changed_cell_is_a_new_revision_and_an_empty_one_changes_nothing(self):
        run(courses=COURSE)
        changed = run(courses="new1,Listening to babies,,,333,,,,")["courses.csv"]
        course = Course.objects.get()
        assert counts(changed) == (0, 1, 0, 0)
        assert (course.learning_minutes, course.summary, course.weight_sos) == (333, "What babies tell us", 50)

    def test_a_draft_stays_off_the_site_and_a_retired_one_ends(self):
        run(courses=COURSE.replace("published", "draft"))
        assert Course.objects.get().live is False
        run(courses=COURSE.replace("published", "retired"))
        assert Course.objects.get().retired_on == AT.date()

    @pytest.mark.parametrize(
        ("old", "new", "column"),
        [
            ("SOS:50;RP:50", "SOS:80;RP:50", "methodologies"),
            ("SOS:50;RP:50", "XYZ", "methodologies"),
            (",444,", ",,", "minutes"),
            ("room", "moon", "mode"),
        ],
    )
    def test_a_cell_that_cannot_be_is_rejected_with_its_column(self, old, new, column):
        file = run(courses=COURSE.replace(old, new))["courses.csv"]
        assert [(line, where) for line, where, _ in problems(file)] == [(2, column)]
        assert not Course.objects.exists()

    def test_what_an_editor_is_writing_is_not_written_over(self):
        run(courses=COURSE)
        course = Course.objects.get()
        course.title = "Half-way through"
        course.save_revision()
        file = run(courses=COURSE.replace("444", "333"))["courses.csv"]
        assert "Somebody is rewriting this course" in problems(file)[0][2]


class TestSessions:
    def test_rows_of_one_reference_are_the_dates_of_one_open_session(self):
        assert counts(run(courses=COURSE, sessions=[FIRST, SECOND])["sessions.csv"]) == (2, 0, 0, 0)
        session = Session.objects.get()
        assert (session.ref, session.state, session.capacity, session.learning_minutes) == ("T1", "open", 12, 444)
        assert [row.starts_at for row in session.dates.all()] == [local(2027, 1, 12), local(2027, 1, 19)]
        assert (session.venue.name, session.trainers.get().name) == ("Unity Centre", "Tom Ellis")

    def test_the_same_file_twice_changes_nothing(self):
        run(courses=COURSE, sessions=[FIRST, SECOND])
        assert counts(run(courses=COURSE, sessions=[FIRST, SECOND])["sessions.csv"]) == (0, 0, 2, 0)
        assert Session.objects.count() == 1

    def test_a_changed_date_changes_the_session(self):
        run(courses=COURSE, sessions=[FIRST, SECOND])
        moved = SECOND.replace("19/01", "20/01")
        assert counts(run(sessions=[FIRST, moved])["sessions.csv"]) == (0, 2, 0, 0)
        assert Session.objects.get().ends_at == local(2027, 1, 20, 16)

    def test_a_bad_row_keeps_the_whole_session_out(self):
        file = run(courses=COURSE, sessions=[FIRST, SECOND.replace("09:30", "9.30")])["sessions.csv"]
        assert file.rejected == 2
        assert not Session.objects.exists()

    def test_a_session_may_end_after_midnight_and_not_a_day_later(self):
        night = "N1,NEW1,2027-01-12,21:00,02:00,,,12,"
        run(courses=COURSE, sessions=night)
        assert Session.objects.get().ends_at == local(2027, 1, 13, 2, 0)
        file = run(courses=COURSE, sessions="N2,NEW1,2027-01-12,16:30,09:30,,,12,")["sessions.csv"]
        assert problems(file)[0][1] == "ends"

    def test_the_room_is_not_given_twice(self):
        VenueFactory(name="Unity Centre")
        file = run(courses=COURSE, sessions=[FIRST, FIRST.replace("T1", "T2").replace("Tom", "Ann")])["sessions.csv"]
        assert counts(file) == (1, 0, 0, 1)
        assert "is taken by" in problems(file)[0][2]

    def test_a_new_venue_is_added_and_said(self):
        file = run(courses=COURSE, sessions=FIRST)["sessions.csv"]
        assert Venue.objects.filter(name="Unity Centre").exists()
        assert any("A venue of this name was added" in reason for _, _, reason in problems(file, "warning"))

    def test_an_unknown_course_is_rejected(self):
        file = run(sessions=FIRST)["sessions.csv"]
        assert problems(file)[0][:2] == (2, "course_code")

    def test_rows_that_disagree_are_rejected(self):
        other = "T1,NEW1,2027-01-19,09:30,16:30,Elsewhere,,,"
        file = run(courses=COURSE, sessions=[FIRST, other])["sessions.csv"]
        assert problems(file)[0][:2] == (3, "venue")

    def test_a_preview_writes_nothing(self):
        file = run(preview=True, courses=COURSE, sessions=FIRST)["sessions.csv"]
        assert counts(file) == (1, 0, 0, 0)
        assert not Session.objects.exists()


class TestBookings:
    @pytest.fixture
    def session(self):
        spans = [(local(2027, 1, 12), local(2027, 1, 12, 16))]
        return SessionFactory(ref="B1", capacity=1, spans=spans, course=CourseFactory())

    def test_a_place_and_a_queue_come_over_with_minutes_and_history(self, session):
        first, second, third = numbered("1001"), numbered("1002"), numbered("1003")
        rows = [
            "B1,1003,waiting,2026-11-03 10:00",
            "B1,1002,waiting,02/11/2026 10:00",
            "B1,1001,booked,2026-11-01 09:00",
        ]
        assert counts(run(bookings=rows)["bookings.csv"]) == (3, 0, 0, 0)
        booked = Booking.objects.get(person=first)
        assert (booked.state, booked.allowance_minutes, booked.created_at) == ("booked", 444, local(2026, 11, 1, 9, 0))
        assert LedgerEntry.objects.get(source=booked.source).kind == "reserve"
        assert [Booking.objects.get(person=person).queue_number for person in (second, third)] == [1, 2]
        assert BookingEvent.objects.count() == 3
        session.refresh_from_db()
        assert session.places_taken == 1
        assert not OutboxMessage.objects.exists()

    def test_the_same_file_twice_changes_nothing(self, session):
        numbered("1001")
        row = "B1,1001,booked,2026-11-01 09:00"
        run(bookings=row)
        assert counts(run(bookings=row)["bookings.csv"]) == (0, 0, 1, 0)

    def test_no_place_is_given_twice(self, session):
        numbered("1001"), numbered("1002")
        file = run(bookings=["B1,1001,booked,2026-11-01", "B1,1002,booked,2026-11-02"])["bookings.csv"]
        assert counts(file) == (1, 0, 0, 1)
        assert "All 1 places" in problems(file)[0][2]

    def test_what_a_condition_says_is_a_warning_and_the_booking_stands(self, session):
        numbered("1001")
        session.learning_minutes = 44400
        session.save()
        session.dates.update(learning_minutes=44400)
        file = run(bookings="B1,1001,booked,2026-11-01")["bookings.csv"]
        assert Booking.objects.get().state == "booked"
        assert len(problems(file, "warning")) == 1

    @pytest.mark.parametrize(
        ("row", "column"),
        [
            ("B1,9999,booked,", "employee_number"),
            ("XX,1001,booked,", "session_ref"),
            ("B1,1001,booked,soon", "booked_at"),
            ("B1,1001,booked,2027-01-01", "booked_at"),
            ("B1,1001,asleep,", "state"),
        ],
    )
    def test_a_row_that_cannot_be_is_rejected_with_its_column(self, session, row, column):
        numbered("1001")
        assert problems(run(bookings=row)["bookings.csv"])[0][:2] == (2, column)

    def test_a_session_that_is_not_open_takes_none(self):
        numbered("1001")
        SessionFactory(ref="B2", state="planned")
        assert "open it" in problems(run(bookings="B2,1001,booked,")["bookings.csv"])[0][2]

    def test_somebody_who_waited_and_has_a_place_in_the_file_gets_it(self, session):
        numbered("1001")
        run(bookings="B1,1001,waiting,2026-11-01")
        assert counts(run(bookings="B1,1001,booked,2026-11-01")["bookings.csv"]) == (0, 1, 0, 0)
        assert Booking.objects.get().state == "booked"


def test_the_three_files_of_a_folder_are_read_in_their_order():
    numbered("1001")
    files = run(bookings="T1,1001,booked,", sessions=FIRST, courses=COURSE)
    assert [file.rejected for file in files.values()] == [0, 0, 0]
    assert Booking.objects.get().state == "booked"
