"""Everything held about somebody: one press, or a formal request with its clock, review and release (DOMAIN 9)."""

import csv
import datetime
import io
import json
import zipfile

import pytest

from cpd_records.actions import entitlement
from foundation import outbox, slots
from foundation.storage import private_storage
from tests.factories.disposal import AT, keeper
from tests.factories.workforce import RoleGrantFactory, staff
from workforce.actions import disputes, reads, subject_access
from workforce.actions.subject_access import making
from workforce.models import Person
from workforce.records_permissions import NotForYou

pytestmark = pytest.mark.django_db
DAY = AT.date()
SECTIONS = {
    "about-you",
    "posts",
    "absences",
    "roles",
    "disputes",
    "reads",
    "keys",
    "messages",
    "learning",
    "certificates",
    "allowance",
    "required",
    "bookings",
    "attendance",
    "arrangements",
    "interests",
    "forms",
    "calendars",
    "reflections",
}


@pytest.fixture
def alice():
    """Somebody about whom there is something to say."""
    person = staff("alice@example.org", first_name="Alice", last_name="Gibbons")
    entitlement.reconcile(person_ids=[person.pk], by=None, at=AT)
    disputes.raise_one(person=person, fact="post", statement="I work in North", by=person.user, at=AT)
    reader = staff("reader@example.org").user
    reads.note(person=person, page="Person", capacity="HR", by=reader, at=AT)
    outbox.queue(
        kind="note", source="note:1", to=person.work_email, recipient=person.user, subject="Hi", body="Dear A", at=AT
    )
    RoleGrantFactory(user=person.user, role="trainer", reason="Bob is ill and cannot train")
    return person


@pytest.fixture
def handler():
    return keeper()


def formal(person, handler, received_on=DAY):
    return subject_access.open_formal(person=person, received_on=received_on, by=handler, at=AT)


def opened(request):
    """The finished file of a request."""
    made = subject_access.make(request_id=request.pk, at=AT)
    with made.export.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def table(archive, code):
    return list(csv.reader(io.StringIO(archive.read(f"tables/{code}.csv").decode("utf-8-sig"))))


def review_all(request, handler, *, redacted=False):
    for section, row in list(making.flagged(request, AT)):
        subject_access.review(
            request=request,
            section=section.code,
            row_key=row.key,
            redacted=redacted,
            reason="About a colleague" if redacted else "",
            by=handler,
            at=AT,
        )


def test_one_press_gathers_from_every_room(alice):
    archive = opened(subject_access.ask_own(person=alice, by=alice.user, at=AT))
    names = set(archive.namelist())
    assert {"index.html", "everything.json"} <= names
    assert {f"tables/{code}.csv" for code in SECTIONS} <= names
    page = archive.read("index.html").decode()
    for words in ("Alice Gibbons", "I work in North", "Dear A", "Social Worker", "reader@example.org"[:6]):
        assert words.lower() in page.lower()
    assert table(archive, "disputes")[1][1] == "I work in North"
    data = json.loads(archive.read("everything.json"))
    assert data["sections"]["messages"]["rows"][0]["Text"] == "Dear A"
    assert data["name"] == "Alice Gibbons"


def test_rows_that_may_speak_of_others_are_left_out_and_said_to_be(alice):
    archive = opened(subject_access.ask_own(person=alice, by=alice.user, at=AT))
    everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "Bob is ill" not in everything
    assert "it may speak of somebody else" in everything


def test_nothing_of_anybody_else_is_in_it(alice):
    other = staff("other@example.org", first_name="Olga", last_name="Other")
    entitlement.reconcile(person_ids=[other.pk], by=None, at=AT)
    outbox.queue(
        kind="note", source="n:2", to=other.work_email, recipient=other.user, subject="S", body="For Olga", at=AT
    )
    archive = opened(subject_access.ask_own(person=alice, by=alice.user, at=AT))
    everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "Olga" not in everything


def test_every_row_has_a_cell_for_each_heading_and_its_own_key(alice):
    for source in slots.entries("subject_access"):
        for section in source([alice.pk], AT):
            rows = list(section.rows)
            assert all(len(row.cells) == len(section.headings) for row in rows), section.code
            assert len({row.key for row in rows}) == len(rows), section.code


def test_formulas_are_neutralised(alice):
    disputes.raise_one(person=alice, fact="name", statement="=HYPERLINK(1)", by=alice.user, at=AT)
    archive = opened(subject_access.ask_own(person=alice, by=alice.user, at=AT))
    assert any(row[1].startswith("'=") for row in table(archive, "disputes"))


def test_pressed_twice_it_is_one_file(alice):
    one = subject_access.ask_own(person=alice, by=alice.user, at=AT)
    assert subject_access.ask_own(person=alice, by=alice.user, at=AT) == one
    made = subject_access.make(request_id=one.pk, at=AT)
    again = subject_access.make(request_id=one.pk, at=AT)
    assert (made.export.name, made.made_at) == (again.export.name, again.made_at)


def test_nobody_asks_for_somebody_else(alice, handler):
    with pytest.raises(NotForYou):
        subject_access.ask_own(person=alice, by=handler, at=AT)


def test_the_file_goes_when_its_days_are_over(alice):
    made = subject_access.make(request_id=subject_access.ask_own(person=alice, by=alice.user, at=AT).pk, at=AT)
    name = made.export.name
    assert made.expires_on == DAY + datetime.timedelta(days=30)
    assert subject_access.expire(at=AT + datetime.timedelta(days=29)) == 0
    assert subject_access.expire(at=AT + datetime.timedelta(days=30)) == 1
    made.refresh_from_db()
    assert (made.state, private_storage().exists(name)) == ("expired", False)
    assert subject_access.expire(at=AT + datetime.timedelta(days=31)) == 0


def test_a_formal_request_has_a_month_and_two_more_with_a_reason(alice, handler):
    asked = formal(alice, handler)
    assert asked.due_on == datetime.date(2026, 12, 30)
    with pytest.raises(subject_access.RequestRefused, match="why it takes longer"):
        subject_access.extend(request=asked, reason=" ", by=handler, at=AT)
    longer = subject_access.extend(request=asked, reason="Ten years of records", by=handler, at=AT)
    assert longer.due_on == datetime.date(2027, 2, 28)
    with pytest.raises(subject_access.RequestRefused, match="no more"):
        subject_access.extend(request=asked, reason="Again", by=handler, at=AT)


def test_the_clock_stands_still_while_the_person_is_asked(alice, handler):
    asked = formal(alice, handler)
    subject_access.pause(request=asked, question="Which years?", by=handler, at=AT)
    with pytest.raises(subject_access.RequestRefused, match="clock is stopped"):
        subject_access.release(request=asked, by=handler, at=AT)
    later = AT + datetime.timedelta(days=10)
    assert subject_access.resume(request=asked, answer="2020", by=handler, at=later).due_on == datetime.date(2027, 1, 9)


def test_nothing_is_released_before_each_flagged_row_was_looked_at(alice, handler):
    asked = formal(alice, handler)
    with pytest.raises(subject_access.RequestRefused, match="have not been looked at"):
        subject_access.release(request=asked, by=handler, at=AT)
    review_all(asked, handler, redacted=True)
    subject_access.release(request=asked, by=handler, at=AT)
    archive = opened(asked)
    rows = table(archive, "roles")
    assert rows[1][0] == "Redacted: About a colleague"
    assert "Bob is ill" not in archive.read("index.html").decode()


def test_what_was_looked_at_and_may_be_read_is_in_it(alice, handler):
    asked = formal(alice, handler)
    review_all(asked, handler)
    subject_access.release(request=asked, by=handler, at=AT)
    RoleGrantFactory(user=alice.user, role="auditor", reason="Written since, of Carol")
    archive = opened(asked)
    page = archive.read("index.html").decode()
    assert "Bob is ill" in page
    assert "Carol" not in page


def test_a_redaction_has_a_reason(alice, handler):
    asked = formal(alice, handler)
    with pytest.raises(subject_access.RequestRefused, match="why it is redacted"):
        subject_access.review(request=asked, section="roles", row_key="1", redacted=True, reason="", by=handler, at=AT)


def test_each_step_is_in_the_log(alice, handler):
    asked = formal(alice, handler)
    review_all(asked, handler)
    subject_access.release(request=asked, by=handler, at=AT)
    subject_access.make(request_id=asked.pk, at=AT)
    steps = list(asked.steps.values_list("what", flat=True))
    assert (steps[0], steps[-2:]) == ("asked for", ["released", "file made"])


@pytest.mark.parametrize("role", ["coordinator", "leader", "system_administrator", "auditor"])
def test_nobody_else_handles_requests(alice, role):
    with pytest.raises(NotForYou):
        formal(alice, keeper("other@example.org", role))


def test_a_handler_does_not_answer_their_own(handler):
    own = Person.objects.get(user=handler)
    with pytest.raises(NotForYou, match="about you"):
        formal(own, handler)
    asked = formal(own, keeper("hr@example.org", "hr"))
    with pytest.raises(NotForYou, match="about you"):
        subject_access.pause(request=asked, question="?", by=handler, at=AT)


def test_a_second_open_request_of_the_same_person_is_refused(alice, handler):
    formal(alice, handler)
    with pytest.raises(subject_access.RequestRefused, match="open already"):
        formal(alice, handler)


def test_a_request_from_tomorrow_is_refused(alice, handler):
    with pytest.raises(subject_access.RequestRefused, match="after today"):
        formal(alice, handler, DAY + datetime.timedelta(days=1))


def test_a_complaint_is_acknowledged_within_thirty_days_and_answered(alice, handler):
    made = subject_access.complain(person=alice, words="Too much", by=alice.user, at=AT)
    assert made.acknowledge_by == DAY + datetime.timedelta(days=30)
    with pytest.raises(NotForYou):
        subject_access.acknowledge(complaint=made, by=alice.user, at=AT)
    subject_access.answer_complaint(complaint=made, answer="We removed it", by=handler, at=AT)
    made.refresh_from_db()
    assert (made.acknowledged_by, made.answer) == (handler, "We removed it")
    with pytest.raises(subject_access.ComplaintRefused, match="answered already"):
        subject_access.answer_complaint(complaint=made, answer="Again", by=handler, at=AT)
