from datetime import UTC, date, datetime

import pytest

from courses.models import Booking, BookingEvent, Course, Session
from cpd_records.models import CpdRecord, LedgerEntry
from foundation.import_runs import Incoming, run_folder
from tests.factories.cpd_records import member_of_staff

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HEAD = "employee_number,course_code,starts_on,course_title,methodologies,hours,outcome,hours_credited\n"


@pytest.fixture(autouse=True)
def only_this_reader(settings):
    settings.SLOTS = settings.SLOTS | {
        "import_readers": ["courses.imports.training_history.TrainingHistory"],
        "after_import": [],
    }


@pytest.fixture
def person():
    return _numbered("100001")


def _numbered(number):
    person = member_of_staff()
    person.employee_number = number
    person.save()
    return person


def run(*rows):
    [file] = run_folder([Incoming("training_history.csv", (HEAD + "\n".join(rows)).encode())], by=None, at=AT).files
    return file


def row(**changes):
    values = {
        "employee_number": "100001",
        "course_code": "LA02",
        "starts_on": "2026-06-12",
        "course_title": "Signs of Safety, two days",
        "methodologies": "SOS;RP",
        "hours": "7.4",
        "outcome": "attended",
        "hours_credited": "7.4",
    } | changes
    return ",".join(f'"{value}"' for value in values.values())


def counts(file):
    return (file.counts.added, file.counts.changed, file.counts.unchanged, file.rejected)


def spent():
    entries = LedgerEntry.objects.all()
    return sum(e.minutes * ((e.to_bucket == "spent") - (e.from_bucket == "spent")) for e in entries)


def test_a_row_becomes_session_booking_history_record_and_spent_time(person):
    assert counts(run(row())) == (1, 0, 0, 0)
    session = Session.objects.get()
    assert (session.state, session.imported, session.learning_minutes, session.places_taken) == ("closed", True, 444, 1)
    assert session.dates.get().learning_minutes == 444
    booking = Booking.objects.get()
    assert (booking.person, booking.state, booking.changed_at) == (person, "attended", session.ends_at)
    assert BookingEvent.objects.get().to_state == "attended"
    record = CpdRecord.objects.get()
    assert (record.minutes, record.sos_minutes, record.rp_minutes, record.course_code) == (444, 222, 222, "LA02")
    entry = LedgerEntry.objects.get(kind="spend")
    assert (entry.minutes, entry.sos_minutes, entry.rp_minutes) == (444, 222, 222)
    assert (entry.from_bucket, entry.to_bucket, entry.effective_on) == ("available", "spent", date(2026, 6, 12))


def test_an_unknown_course_becomes_a_retired_draft(person):
    run(row())
    course = Course.objects.get()
    assert (course.code, course.title, course.live) == ("LA02", "Signs of Safety, two days", False)
    assert course.retired_on == date(2026, 11, 22)
    assert (course.weight_sos, course.weight_rp) == (50, 50)


def test_a_known_course_is_found_without_regard_to_case(person):
    run(row())
    run(row(course_code="la02", starts_on="2026-07-01", course_title="Renamed since"))
    assert Course.objects.count() == 1


def test_people_of_one_run_share_one_session(person):
    _numbered("100002")
    run(row(), row(employee_number="100002"))
    session = Session.objects.get()
    assert (session.bookings.count(), session.capacity) == (2, 2)


def test_the_same_file_again_changes_nothing(person):
    rows = [row(), row(course_code="LA03", outcome="cancelled_by_academy", hours_credited="0")]
    run(*rows)
    before = (LedgerEntry.objects.count(), BookingEvent.objects.count(), CpdRecord.objects.count())
    assert counts(run(*rows)) == (0, 0, 2, 0)
    assert (LedgerEntry.objects.count(), BookingEvent.objects.count(), CpdRecord.objects.count()) == before


def test_more_credit_than_before_reverses_and_spends_anew(person):
    run(row(outcome="partial", hours_credited="3.7"))
    assert spent() == 222
    assert counts(run(row(outcome="partial", hours_credited="5"))) == (0, 1, 0, 0)
    assert spent() == 300
    assert sorted(LedgerEntry.objects.values_list("kind", flat=True)).count("reverse") == 1


def test_an_attendance_that_turns_out_an_absence_is_taken_back(person):
    run(row())
    assert counts(run(row(outcome="did_not_attend", hours_credited="0"))) == (0, 1, 0, 0)
    assert spent() == 0
    assert not CpdRecord.objects.filter(withdrawn_at=None).exists()
    assert list(BookingEvent.objects.values_list("from_state", "to_state")) == [
        ("", "attended"),
        ("attended", "did_not_attend"),
    ]
    assert counts(run(row())) == (0, 1, 0, 0)
    assert spent() == 444


@pytest.mark.parametrize(
    ("outcome", "state", "reason"),
    [
        ("did_not_attend", "did_not_attend", ""),
        ("cancelled_by_learner", "cancelled", ""),
        ("cancelled_by_academy", "cancelled", "session_cancelled"),
    ],
)
def test_other_ends_spend_nothing_and_leave_no_record(person, outcome, state, reason):
    run(row(outcome=outcome, hours_credited=""))
    assert Booking.objects.values_list("state", "reason").get() == (state, reason)
    assert not CpdRecord.objects.exists()
    assert spent() == 0


def test_hours_become_whole_minutes_half_up(person):
    run(row(hours="1.85", hours_credited="1.675"))
    assert CpdRecord.objects.values_list("minutes", "credited_minutes").get() == (111, 101)


def test_unknown_credit_of_a_whole_attendance_is_the_whole_course(person):
    run(row(hours_credited=""))
    assert spent() == 444


def test_credit_above_the_hours_is_imported_and_listed(person):
    file = run(row(hours_credited="8"))
    assert [(p.severity, p.line, p.column, p.value) for p in file.problems] == [("warning", 2, "hours_credited", "8")]
    assert spent() == 480


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"employee_number": "999999"}, "employee_number"),
        ({"outcome": "partial", "hours_credited": ""}, "hours_credited"),
        ({"outcome": "did_not_attend", "hours_credited": "1"}, "hours_credited"),
        ({"outcome": "there"}, "outcome"),
        ({"methodologies": "SOS;ABC"}, "methodologies"),
        ({"hours": "0", "hours_credited": "0"}, "hours"),
        ({"starts_on": "12.6.2026"}, "starts_on"),
    ],
)
def test_a_row_that_cannot_be_true_is_rejected_by_its_column(person, changes, column):
    file = run(row(**changes))
    assert [(p.line, p.column) for p in file.problems] == [(2, column)]
    assert counts(file) == (0, 0, 0, 1)
    assert not Session.objects.exists()


def test_a_place_on_a_later_day_is_listed(person):
    assert [p.column for p in run(row(starts_on="2026-12-24")).problems] == ["starts_on"]
