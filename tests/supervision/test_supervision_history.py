"""supervision_history.csv: added once, put right by a later file, each bad row named (FORMATS)."""

import datetime

import pytest

from foundation.import_runs import Incoming, run_folder
from supervision.models import Cycle, ImportedHistory, Meeting
from tests.factories.supervision import HeldFactory
from tests.factories.workforce import PersonFactory, PostFactory, TeamFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.UTC)
HEAD = "supervisee_number,held_on,kind,supervisor_number,written_up_on,signed_on\n"


@pytest.fixture(autouse=True)
def only_this_reader(settings):
    settings.SLOTS = settings.SLOTS | {
        "import_readers": ["supervision.imports.supervision_history.SupervisionHistory"],
        "after_import": ["supervision.imports.after.dues_after_import"],
    }


@pytest.fixture
def worker():
    team = TeamFactory()
    PostFactory(person=PersonFactory(employee_number="100002"), team=team)
    person = PersonFactory(employee_number="100001")
    PostFactory(person=person, team=team)
    return person


def _run(*rows):
    content = (HEAD + "\n".join(rows)).encode()
    [file] = run_folder([Incoming("supervision_history.csv", content)], by=None, at=AT).files
    return file


def _counts(file):
    return (file.counts.added, file.counts.changed, file.counts.unchanged, file.rejected)


def test_a_row_becomes_a_supervision_with_its_deadlines(worker):
    assert _counts(_run("100001,2026-03-02,individual,100002,2026-03-05,2026-03-11")) == (1, 0, 0, 0)
    meeting = Meeting.objects.get()
    assert (meeting.supervisee, meeting.state, meeting.imported) == (worker, "held", True)
    assert (meeting.write_by, meeting.sign_by) == (datetime.date(2026, 3, 9), datetime.date(2026, 3, 16))


def test_the_same_file_again_changes_nothing(worker):
    rows = ["100001,2026-03-02,individual,100002,,", "100001,2026-03-02,group,100002,,"]
    assert _counts(_run(*rows)) == (2, 0, 0, 0)
    assert _counts(_run(*rows)) == (0, 0, 2, 0)


def test_a_later_file_puts_it_right(worker):
    _run("100001,2026-03-02,individual,100002,,")
    assert _counts(_run("100001,2026-03-02,INDIVIDUAL,100002,2026-03-04,2026-03-04")) == (0, 1, 0, 0)
    assert Meeting.objects.get().signed_on == datetime.date(2026, 3, 4)


def test_what_was_recorded_here_is_not_changed_by_a_file(worker):
    meeting = HeldFactory(supervisee=worker, held_on=datetime.date(2026, 3, 2))
    assert _counts(_run("100001,2026-03-02,individual,100002,2026-03-04,")) == (0, 0, 1, 0)
    meeting.refresh_from_db()
    assert meeting.written_up_on is None


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("999999,2026-03-02,individual,100002,,", "supervisee_number", "Nobody has this employee number"),
        ("100001,2026-03-02,individual,999999,,", "supervisor_number", "Nobody has this employee number"),
        ("100001,2026-03-02,individual,100001,,", "supervisor_number", "Nobody supervises themselves"),
        ("100001,2026-12-02,individual,100002,,", "held_on", "lies ahead"),
        ("100001,2026-03-02,individual,100002,2026-03-01,", "written_up_on", "before the supervision"),
        ("100001,2026-03-02,individual,100002,2026-03-03,2026-03-01", "signed_on", "before the supervision"),
        ("100001,2026-03-02,chat,100002,,", "kind", "Write one of"),
    ],
)
def test_a_bad_row_is_named_with_its_column_and_reason(worker, row, column, reason):
    file = _run(row, "100001,2026-04-02,individual,100002,,")
    assert _counts(file) == (1, 0, 0, 1)
    [problem] = file.problems
    assert (problem.line, problem.column) == (2, column)
    assert reason in problem.reason


def test_signed_without_being_written_up_is_listed(worker):
    file = _run("100001,2026-03-02,individual,100002,,2026-03-04")
    assert _counts(file) == (1, 0, 0, 0)
    assert [problem.column for problem in file.problems] == ["signed_on"]


def test_after_the_file_the_past_of_its_team_counts(worker):
    _run("100001,2026-03-02,individual,100002,,", "100001,2026-03-30,individual,100002,,")
    history = ImportedHistory.objects.get()
    assert (history.first_on, history.last_on) == (datetime.date(2026, 3, 2), datetime.date(2026, 3, 30))
    assert [row.outcome for row in Cycle.objects.filter(person=worker)] == ["on_time"]
