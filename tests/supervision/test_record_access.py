"""DOMAIN 9's matrix at the doors: who reads which class of one record, on the page, on paper and by every other way."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from foundation.models import ChangeLogEntry, OutboxMessage
from foundation.versioned_forms.schema import FormField, FormSection, Schema
from supervision.models import Opening, Record, RecordRead
from supervision.record_holdings import sections
from tests.factories.records import begun, form_version, held_meeting, shared, signed, worker
from tests.factories.workforce import PostFactory, RoleGrantFactory, UserFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
WORDS = {name: f"kestrel{name}" for name in ("management", "case", "learning", "personal", "wellbeing")}
FIELDS = {name: FormField(f"f-{name}", "long_text", f"About {name}?", code=name) for name in WORDS}
SCHEMA = Schema(
    title="All classes",
    sections=tuple(
        FormSection(id=f"s-{name}", heading=f"Part {name}", settings={"visibility": name}, fields=(FIELDS[name],))
        for name in WORDS
    ),
)
ALL = frozenset(WORDS)
BUT_WELLBEING = ALL - {"wellbeing"}


@pytest.fixture
def record():
    """A signed record of somebody whose supervisor reports to somebody."""
    above = worker()
    supervisor = worker(above)
    meeting = held_meeting(supervisor=supervisor)
    answers = {f"f-{name}": text for name, text in WORDS.items()}
    return signed(begun(meeting, form_version(SCHEMA)), answers=answers)


def _above(record):
    return record.meeting.supervisor.posts.get().line_manager


def _user(person):
    return person.user


def _opened(record, person, kind, **more):
    now = timezone.now()
    by = (
        {"opened_by": UserFactory(), "seconded_by": UserFactory()}
        if kind in Opening.BY_TWO
        else {"opened_by": person.user}
    )
    Opening.objects.create(
        meeting=record.meeting, reader=person.user, kind=kind, reason="For the test.",
        starts_at=now - datetime.timedelta(hours=1), ends_at=now + datetime.timedelta(hours=1), **by, **more,
    )  # fmt: skip
    return person.user


def _with_role(record, role):
    user = worker().user
    RoleGrantFactory(user=user, role=role)
    return user


def _line_changed(record):
    """Somebody else supervises from now on."""
    new = worker()
    record.meeting.supervisee.posts.update(line_manager=new, manager_from=timezone.localdate())
    return new


READERS = {
    "the supervisee": (lambda r: _user(r.meeting.supervisee), ALL, False),
    "the supervisor": (lambda r: _user(r.meeting.supervisor), BUT_WELLBEING, False),
    "a new supervisor": (lambda r: _user(_line_changed(r)), {"management", "learning"}, True),
    "the supervisor's manager, without a reason": (lambda r: _user(_above(r)), set(), False),
    "the supervisor's manager, with a sample": (
        lambda r: _opened(r, _above(r), "sample"), {"management", "case"}, True,
    ),
    "two administrators' broken glass": (
        lambda r: _opened_as(r, "system_administrator", "break_glass"), BUT_WELLBEING, True,
    ),
    "HR, referred one part": (lambda r: _opened_as(r, "hr", "referral", section="learning"), {"learning"}, True),
    "an auditor": (lambda r: _opened_as(r, "auditor", "audit"), {"management", "case"}, True),
    "an inspector": (lambda r: _opened_as(r, "inspector", "inspection"), {"management", "case"}, True),
    "a coordinator": (lambda r: _with_role(r, "coordinator"), set(), False),
    "a leader": (lambda r: _with_role(r, "leader"), set(), False),
    "a records manager": (lambda r: _with_role(r, "records_manager"), set(), False),
    "a technical administrator": (lambda r: _with_role(r, "system_administrator"), set(), False),
    "a colleague": (lambda r: _user(worker(r.meeting.supervisor)), set(), False),
    "a stranger": (lambda r: UserFactory(), set(), False),
}  # fmt: skip
TAKES_AWAY = {"the supervisee", "the supervisor", "a new supervisor"}


def _opened_as(record, role, kind, **more):
    person = worker()
    RoleGrantFactory(user=person.user, role=role)
    return _opened(record, person, kind, **more)


def _read(text):
    return {name for name, word in WORDS.items() if word in text}


@pytest.mark.parametrize("reader", READERS)
def test_each_reads_on_the_page_what_the_table_says_and_is_logged(client, record, reader):
    find, open_to_them, logged = READERS[reader]
    sign_in(client, find(record))
    answer = client.get(reverse("supervision:read_record", args=[record.public_id]))
    assert _read(answer.content.decode()) == set(open_to_them)
    sampled = reader == "the supervisor's manager, without a reason"
    assert answer.status_code == (200 if open_to_them else 302 if sampled else 404)
    read = RecordRead.objects.filter(way="page")
    assert {name for row in read for name in row.sections.split(",")} == (set(open_to_them) if logged else set())


@pytest.mark.parametrize("reader", READERS)
def test_only_those_who_may_take_it_away_get_the_paper(client, record, reader):
    find, open_to_them, _ = READERS[reader]
    sign_in(client, find(record))
    answer = client.get(reverse("supervision:record_pdf", args=[record.public_id]))
    if reader not in TAKES_AWAY:
        assert answer.status_code == 404
        return
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert _read(text) == set(open_to_them)


def test_wellbeing_is_open_to_exactly_whom_it_was_shared_with(client, record):
    for whom, readers in (("supervisor", {"the supervisor"}), ("hr", set())):
        Record.objects.filter(pk=record.pk).update(shared_with=whom)
        sign_in(client, record.meeting.supervisor.user)
        text = client.get(reverse("supervision:read_record", args=[record.public_id])).content.decode()
        assert ("wellbeing" in _read(text)) == bool(readers)


def test_no_words_go_by_mail_log_api_search_or_the_cms(client, record):
    sign_in(client, record.meeting.supervisee.user)
    told = " ".join(f"{row.subject} {row.body}" for row in OutboxMessage.objects.all())
    log = " ".join(f"{row.verb} {row.reason} {row.fields}" for row in ChangeLogEntry.objects.all())
    pages = [
        client.get(address).content.decode() for address in ("/search/?query=kestrel", "/desk/", "/my/supervision/")
    ]
    answers = [client.get(address).content.decode() for address in ("/api/v1/schema/", "/api/v1/bookings/", "/cms/")]
    assert not _read(" ".join([told, log, *pages, *answers]))


def test_ones_own_export_holds_all_of_ones_records_and_nobody_elses(record):
    mine = [record.meeting.supervisee_id]
    text = " ".join(" ".join(row.cells) for part in sections(mine, timezone.now()) for row in part.rows)
    assert _read(text) == ALL
    theirs = [record.meeting.supervisor_id]
    assert not _read(" ".join(" ".join(row.cells) for part in sections(theirs, timezone.now()) for row in part.rows))


def test_a_draft_is_in_nobodys_reading(client):
    draft = begun(version=form_version(SCHEMA))
    for person in (draft.meeting.supervisee, worker()):
        sign_in(client, person.user)
        assert client.get(reverse("supervision:read_record", args=[draft.public_id])).status_code == 404


def test_the_two_see_who_has_looked(client, record):
    manager = _above(record)
    _opened(record, manager, "sample")
    sign_in(client, manager.user)
    client.get(reverse("supervision:read_record", args=[record.public_id]))
    sign_in(client, record.meeting.supervisee.user)
    text = client.get(reverse("supervision:read_record", args=[record.public_id])).content.decode()
    assert manager.user.get_full_name() in text
    assert "management, case" in text or "case, management" in text


def test_what_an_investigation_seals_is_not_shown_to_the_two_until_its_day(client, record):
    reader = worker()
    ahead = timezone.localdate() + datetime.timedelta(days=30)
    _opened(record, reader, "investigation", sealed_until=ahead)
    sign_in(client, reader.user)
    client.get(reverse("supervision:read_record", args=[record.public_id]))
    assert RecordRead.objects.exists()
    sign_in(client, record.meeting.supervisee.user)
    address = reverse("supervision:read_record", args=[record.public_id])
    assert reader.user.get_full_name() not in client.get(address).content.decode()
    Opening.objects.update(sealed_until=timezone.localdate())
    assert reader.user.get_full_name() in client.get(address).content.decode()


def test_shared_is_already_read_by_the_same(client):
    record = shared(begun(version=form_version(SCHEMA)), answers={"f-case": WORDS["case"]})
    sign_in(client, record.meeting.supervisee.user)
    text = client.get(reverse("supervision:read_record", args=[record.public_id])).content.decode()
    assert _read(text) == {"case"}


def test_a_post_that_ended_ends_the_reading(client, record):
    PostFactory._meta.model.objects.filter(person=record.meeting.supervisor).update(ends_on=timezone.localdate())
    sign_in(client, record.meeting.supervisor.user)
    assert client.get(reverse("supervision:read_record", args=[record.public_id])).status_code in (403, 404, 302)
