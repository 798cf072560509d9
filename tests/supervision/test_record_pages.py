"""The pages of a record: written, shared, signed and read, by those who may and nobody else."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from foundation.versioned_forms.schema import FormField, FormSection, Option, Schema
from supervision.actions import agenda
from supervision.models import AgendaPoint, Record, RecordDraft, RecordRead, RecordWord
from tests.factories.records import acknowledged, begun, form_version, held_meeting, shared, signed, worker
from tests.factories.workforce import UserFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
TYPED = {"experience": "On Tuesday the kitchen was warm.", "workload": "Two visits were late."}


@pytest.fixture
def meeting():
    return held_meeting()


@pytest.fixture
def record(meeting):
    return begun(meeting)


def at(name, row):
    return reverse(f"supervision:{name}", args=[row.public_id])


def as_(client, person):
    sign_in(client, person.user)
    return client


def test_one_press_begins_the_record_once(client, meeting):
    form_version()
    acknowledged(meeting)
    as_(client, meeting.supervisor)
    first = client.post(at("begin_record", meeting))
    second = client.post(at("begin_record", meeting))
    record = Record.objects.get()
    assert first.url == second.url == at("write", record)


def test_nothing_is_written_before_the_limits_are_acknowledged(client, meeting):
    form_version()
    as_(client, meeting.supervisor)
    page = client.post(at("begin_record", meeting), follow=True)
    assert "limits of confidentiality" in page.content.decode()
    assert not Record.objects.exists()


def test_the_form_says_in_names_who_reads_each_box(client, record):
    text = as_(client, record.meeting.supervisor).get(at("write", record)).content.decode()
    two = f"{record.meeting.supervisee.full_name} and {record.meeting.supervisor.full_name}"
    assert f"{two}, and nobody else." in text
    assert f"{two}. The supervisor’s manager may read a sample" in text


def test_opening_the_form_writes_nothing(client, record):
    as_(client, record.meeting.supervisor)
    for name in ("write", "draft"):
        assert client.get(at(name, record)).status_code == 200
    assert not RecordDraft.objects.exists()


def test_saving_keeps_the_words_in_hand_sealed_and_sharing_shows_them_to_the_other(client, record):
    as_(client, record.meeting.supervisor)
    client.post(at("write", record), {**TYPED, "do": "save", "draft_seen": "0"})
    assert RecordDraft.objects.get().boxes["experience"] == [TYPED["experience"]]
    assert TYPED["experience"] in client.get(at("write", record)).content.decode()
    page = client.post(at("write", record), {**TYPED, "do": "share", "draft_seen": "1"})
    assert page.url == at("read_record", record)
    text = as_(client, record.meeting.supervisee).get(page.url).content.decode()
    assert TYPED["experience"] in text


def test_a_missing_answer_brings_everything_typed_back(client, record):
    as_(client, record.meeting.supervisor)
    page = client.post(at("write", record), {"workload": TYPED["workload"], "do": "share", "draft_seen": "0"})
    text = page.content.decode()
    assert "There is a problem" in text
    assert TYPED["workload"] in text
    assert RecordDraft.objects.get().boxes["workload"] == [TYPED["workload"]]


def test_what_looks_like_a_childs_identity_is_asked_about_once_and_never_refused(client, record):
    as_(client, record.meeting.supervisor)
    typed = {**TYPED, "experience": "The boy, born on 12/03/2019, was calm.", "do": "share", "draft_seen": "0"}
    page = client.post(at("write", record), typed)
    assert "Could somebody be recognised?" in page.content.decode()
    assert client.post(at("write", record), {**typed, "keep": "yes"}).url == at("read_record", record)


def test_both_sign_on_the_page_and_it_is_locked(client, record):
    shared(record)
    as_(client, record.meeting.supervisor).post(at("sign", record))
    page = as_(client, record.meeting.supervisee).post(at("sign", record), follow=True)
    text = page.content.decode()
    assert "Signed, and locked." in text
    record.refresh_from_db()
    assert record.is_locked


def test_a_draft_is_for_its_writer_alone(client, record):
    RecordDraft.objects.create(record=record, part="supervisor", words={"experience": {"values": ["Secret."]}})
    as_(client, record.meeting.supervisee)
    assert client.get(at("read_record", record)).status_code == 404
    assert client.get(at("write", record)).status_code == 302
    assert client.get(at("draft", record)).status_code == 404


def test_a_second_window_overwrites_nothing(client, record):
    as_(client, record.meeting.supervisor)
    client.post(at("write", record), {**TYPED, "do": "save", "draft_seen": "0"})
    page = client.post(at("write", record), {**TYPED, "experience": "Other.", "do": "share", "draft_seen": "0"})
    text = page.content.decode()
    assert "changed the same boxes" in text
    assert TYPED["experience"] in text
    assert "Other." in text
    assert Record.objects.get().state == "draft"


def test_a_comment_stands_below_and_an_empty_one_comes_back(client, record):
    shared(record)
    as_(client, record.meeting.supervisee)
    page = client.post(at("say", record), {"text": "", "visibility": "personal"})
    assert "Write what you want to add" in page.content.decode()
    client.post(at("say", record), {"text": "It was Wednesday.", "visibility": "personal"})
    assert RecordWord.objects.get().kind == "comment"
    assert "It was Wednesday." in client.get(at("read_record", record)).content.decode()


def test_the_paper_holds_what_the_reader_may_see_with_title_and_outline(client, record):
    signed(record)
    answer = as_(client, record.meeting.supervisee).get(at("record_pdf", record))
    paper = PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in paper.pages)
    assert "the kitchen was warm" in text
    assert paper.metadata.title == "Record of supervision"
    assert [entry.title for entry in paper.outline if not isinstance(entry, list)] == ["Record of supervision"]
    assert answer["Cache-Control"] == "private, no-store"


def test_the_two_are_not_logged_as_readers(client, record):
    signed(record)
    for person in (record.meeting.supervisor, record.meeting.supervisee):
        as_(client, person).get(at("read_record", record))
    assert not RecordRead.objects.exists()


PAGES = (("write", "get"), ("draft", "get"), ("take_back", "post"), ("sign", "post"), ("say", "post"),
         ("read_record", "get"), ("record_pdf", "get"))  # fmt: skip


@pytest.mark.parametrize(("name", "method"), PAGES)
def test_strangers_find_nothing(client, record, name, method):
    signed(record)
    as_(client, worker())
    answer = getattr(client, method)(at(name, record))
    assert answer.status_code == 404
    sign_in(client, UserFactory())
    assert getattr(client, method)(at(name, record)).status_code in (403, 404)


@pytest.mark.parametrize(("name", "method"), [page for page in PAGES if page[0] != "draft"])
def test_the_signed_out_are_asked_to_sign_in(client, record, name, method):
    answer = getattr(client, method)(at(name, record))
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize("name", ["begin_record", "take_back", "sign", "say"])
def test_looking_does_nothing(client, record, meeting, name):
    as_(client, meeting.supervisor)
    assert client.get(at(name, meeting if name == "begin_record" else record)).status_code == 405


def test_the_agenda_is_for_the_two(client):
    meeting = held_meeting(state="planned", held_on=None, write_by=None, sign_by=None, starts_at=timezone.now())
    as_(client, meeting.supervisee).post(at("add_point", meeting), {"text": "The court date."})
    assert "The court date." in as_(client, meeting.supervisor).get(at("meeting", meeting)).content.decode()
    point = AgendaPoint.objects.get()
    assert client.post(reverse("supervision:drop_point", args=[point.pk])).status_code == 404
    stranger = as_(client, worker())
    assert stranger.get(at("meeting", meeting)).status_code == 404
    assert stranger.post(at("add_point", meeting), {"text": "Mine."}).status_code == 404
    as_(client, meeting.supervisee).post(reverse("supervision:drop_point", args=[point.pk]))
    assert not AgendaPoint.objects.standing().exists()


def test_the_same_point_twice_is_one_and_none_is_refused_in_words(client):
    meeting = held_meeting(state="planned", held_on=None, write_by=None, sign_by=None, starts_at=timezone.now())
    now = timezone.now()
    for _ in range(2):
        agenda.add(meeting_id=meeting.pk, text="Leave.", by=meeting.supervisee.user, at=now)
    assert AgendaPoint.objects.count() == 1
    page = as_(client, meeting.supervisee).post(at("add_point", meeting), {"text": " "}, follow=True)
    assert "Write what you want to talk about." in page.content.decode()


OWN = Schema(
    title="How are you?",
    sections=(
        FormSection(
            id="s-well",
            heading="How are you?",
            settings={"visibility": "wellbeing", "writer": "supervisee"},
            fields=(
                FormField("f-weighs", "long_text", "What weighs on you?", code="weighing"),
                FormField(
                    "f-whom",
                    "choice",
                    "Who may read this?",
                    code="share_with",
                    options=(Option("o-none", "Nobody"), Option("o-sup", "My supervisor"), Option("o-hr", "HR")),
                ),
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("chosen", "kept", "read"), [("o-none", "", False), ("o-sup", "supervisor", True), ("o-hr", "hr", False)]
)
def test_ones_own_sections_are_read_by_exactly_whom_one_chose(client, chosen, kept, read):
    record = shared(begun(version=form_version(OWN, "wellbeing")), answers={})
    as_(client, record.meeting.supervisee)
    client.post(
        at("write", record), {"weighing": "The court date.", "share_with": chosen, "do": "share", "draft_seen": "0"}
    )
    record.refresh_from_db()
    assert record.shared_with == kept
    text = as_(client, record.meeting.supervisor).get(at("read_record", record)).content.decode()
    assert ("The court date." in text) == read


def test_the_supervisor_does_not_write_what_is_the_supervisees(client):
    record = begun(version=form_version(OWN, "wellbeing"))
    as_(client, record.meeting.supervisor)
    assert "What weighs on you?" not in client.get(at("write", record)).content.decode()
