"""Case text: a child thought about in full when that is wanted, text ready for the case system, and its time here."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation import policies
from foundation.disposal.schedule import class_named
from foundation.models import ChangeLogEntry, Tombstone
from foundation.versioned_forms.schema import FormField, FormSection, Schema
from supervision import case_holdings, record_invariants
from supervision.actions import openings
from supervision.actions.records import NotYours, RecordRefused, case_texts, later_words
from supervision.models import CaseCopy, Meeting, Record, RecordDraft, Section
from supervision.record_holdings import sections
from tests.factories.disposal import dispose, keeper
from tests.factories.records import AT, LATER, acknowledged, begun, form_version, held_meeting, shared, signed, worker
from tests.factories.workforce import UserFactory
from tests.signing_in import sign_in
from workforce.actions import agreed_actions, disposal

pytestmark = pytest.mark.django_db
PARTS = [
    {"code": "reference", "kind": "short_text", "prompt": "Reference", "required": True},
    {"code": "decision", "kind": "long_text", "prompt": "Decision", "required": True},
    {"code": "rationale", "kind": "long_text", "prompt": "Why", "required": True},
    {"code": "open_full", "kind": "yes_no", "prompt": "Open a full reflection?", "required": False},
]
TABLE = Schema(
    title="Individual",
    sections=(
        FormSection(
            id="s-work",
            heading="Work",
            settings={"visibility": "management"},
            fields=(FormField("f-load", "long_text", "How is the work?", code="load"),),
        ),
        FormSection(
            id="s-cases",
            heading="Children",
            settings={"visibility": "case"},
            fields=(FormField("f-cases", "group", "One line for each", code="cases", settings={"parts": PARTS}),),
        ),
        FormSection(
            id="s-well",
            heading="How are you?",
            settings={"visibility": "wellbeing"},
            fields=(FormField("f-well", "long_text", "What weighs on you?", code="weighing"),),
        ),
    ),
)
FULL = Schema(
    title="Case reflection",
    sections=(
        FormSection(
            id="s-about",
            heading="About",
            settings={"visibility": "case"},
            fields=(
                FormField("f-ref", "short_text", "Case reference", code="reference", required=True),
                FormField("f-dec", "long_text", "What is decided?", code="decision", required=True),
                FormField("f-why", "long_text", "Why this?", code="rationale", required=True),
            ),
        ),
    ),
)
ROWS = [
    {"reference": "QX 1", "decision": "Visit twice a week.", "rationale": "He asked for it.", "open_full": True},
    {"reference": "QX 2", "decision": "Close in June.", "rationale": "They manage."},
]
ANSWERS = {"f-load": "Busy.", "f-cases": ROWS, "f-well": "The court date."}


@pytest.fixture
def record():
    form_version(FULL, "case")
    meeting = held_meeting()
    acknowledged(meeting)
    return signed(begun(meeting, form_version(TABLE)), answers=ANSWERS)


@pytest.fixture
def supervisor(record):
    return record.meeting.supervisor


def at(name, row):
    return reverse(f"supervision:{name}", args=[row.public_id])


def as_(client, person):
    sign_in(client, getattr(person, "user", person))
    return client


def copied(record, when=LATER):
    return case_texts.make_ready(record_id=record.pk, by=record.meeting.supervisee.user, at=when)


def test_one_press_makes_each_childs_text_ready_and_is_noted(client, record, supervisor):
    page = as_(client, supervisor).get(at("read_record", record)).content.decode()
    assert "Make the text ready for the case system" in page
    answer = client.post(at("case_text", record), follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain[-1][0] == at("case_text", record)
    for part in ("QX 1", "Decision: Visit twice a week.", "QX 2", "Why: They manage.", "16 November 2026"):
        assert part in text
    assert "Open a full reflection?" not in text
    assert "no-store" in answer["Cache-Control"]
    assert CaseCopy.objects.get().by == supervisor.user
    entry = ChangeLogEntry.objects.get(verb="supervision.case_text_exported")
    assert "QX" not in f"{entry.subject_key} {entry.reason} {entry.fields}"
    assert "may be removed here from" in client.get(at("read_record", record)).content.decode()


def test_the_text_is_shown_to_whoever_pressed_and_to_nobody_else(client, record, supervisor):
    copied(record)
    assert as_(client, supervisor).get(at("case_text", record)).url == at("read_record", record)
    assert "QX 1" in as_(client, record.meeting.supervisee).get(at("case_text", record)).content.decode()


def test_strangers_and_the_signed_out_find_no_case_text(client, record):
    for name in ("case_text", "open_full"):
        assert client.post(at(name, record)).url.startswith("/accounts/login/")
    for person in (worker(), worker(record.meeting.supervisor), UserFactory()):
        as_(client, person)
        assert client.get(at("case_text", record)).status_code in (403, 404)
        for name in ("case_text", "open_full"):
            assert client.post(at(name, record), {"line": "1"}).status_code in (403, 404)
    assert as_(client, record.meeting.supervisor).get(at("open_full", record)).status_code == 405
    assert not CaseCopy.objects.exists()


def test_a_draft_and_a_record_without_children_are_refused_in_words(record):
    draft = begun(held_meeting(supervisor=record.meeting.supervisor), record.version)
    with pytest.raises(RecordRefused, match="still being written"):
        case_texts.make_ready(record_id=draft.pk, by=record.meeting.supervisor.user, at=AT)
    shared(draft, answers={"f-load": "Quiet."})
    with pytest.raises(RecordRefused, match="Nothing is said of a child"):
        case_texts.make_ready(record_id=draft.pk, by=record.meeting.supervisor.user, at=AT)
    with pytest.raises(NotYours):
        case_texts.make_ready(record_id=record.pk, by=worker().user, at=AT)


def test_a_line_opens_to_a_full_reflection_begun_with_what_it_says(client, record, supervisor):
    assert "A full reflection is wanted" in as_(client, supervisor).get(at("read_record", record)).content.decode()
    answer = client.post(at("open_full", record), {"line": "1"})
    full = Record.objects.get(meeting__within=record.meeting)
    assert answer.url == at("write", full)
    assert RecordDraft.objects.get(record=full).boxes == {
        "reference": ["QX 1"],
        "decision": ["Visit twice a week."],
        "rationale": ["He asked for it."],
    }
    again = client.post(at("open_full", record), {"line": "1"})
    assert again.url == answer.url
    assert Meeting.objects.filter(within=record.meeting).count() == 1
    assert openings.meeting_held(record.meeting.supervisee, record.meeting.held_on) == record.meeting
    page = client.get(at("read_record", record)).content.decode()
    assert at("read_record", full) in page
    assert "The supervision it is part of" in client.get(at("read_record", full)).content.decode()
    shown = as_(client, record.meeting.supervisee).get(at("read_record", record)).content.decode()
    assert at("open_full", record) not in shown


def test_the_tables_hold_no_reference(record, supervisor):
    case_texts.open_full(record_id=record.pk, number=1, by=supervisor.user, at=LATER)
    made = Meeting.objects.get(within=record.meeting)
    assert len(made.case_key) == 64
    assert "QX" not in str(Meeting.objects.filter(pk=made.pk).values())


def test_only_the_writer_opens_one_and_a_line_that_is_gone_is_told(record, supervisor):
    with pytest.raises(NotYours):
        case_texts.open_full(record_id=record.pk, number=1, by=record.meeting.supervisee.user, at=LATER)
    with pytest.raises(RecordRefused, match="not there any more"):
        case_texts.open_full(record_id=record.pk, number=3, by=supervisor.user, at=LATER)


def test_the_full_reflection_is_read_by_the_same_two_and_nobody_else(client, record, supervisor):
    full = case_texts.open_full(record_id=record.pk, number=2, by=supervisor.user, at=LATER)
    signed(full, answers={"f-ref": "QX 2", "f-dec": "Close.", "f-why": "They manage."}, at=LATER)
    assert "They manage." in as_(client, record.meeting.supervisee).get(at("read_record", full)).content.decode()
    assert as_(client, worker()).get(at("read_record", full)).status_code == 404
    copied(full)
    text = client.get(at("case_text", full))
    assert text.status_code == 404
    text = as_(client, record.meeting.supervisee).get(at("case_text", full)).content.decode()
    assert "What is decided? Close." in text


def test_a_record_that_was_mended_says_that_it_has_to_be_made_ready_again(client, record):
    copied(record, AT)
    Record.objects.filter(pk=record.pk).update(shared_at=LATER)
    assert (
        "make it ready again" in as_(client, record.meeting.supervisee).get(at("read_record", record)).content.decode()
    )


HALF_A_YEAR_ON = datetime.datetime(2027, 6, 1, 9, tzinfo=datetime.UTC)
"""Six months after the copy of 20 November 2026, and some days."""


def due_on(moment, code="case-text"):
    day = timezone.localdate(moment)
    batches = case_holdings.due(code, class_named(code).begun_by(day, policies.book()))
    return [batch.key for batch in batches]


def test_the_clock_starts_with_the_copy_and_ends_six_months_later(record):
    assert due_on(HALF_A_YEAR_ON) == []
    copied(record)
    assert due_on(datetime.datetime(2027, 5, 20, 9, tzinfo=datetime.UTC)) == []
    assert due_on(HALF_A_YEAR_ON) == ["case-text:2026-11-01"]


def test_two_people_let_go_of_it_the_chain_holds_and_the_rest_stays(client, record):
    later_words.add(
        record_id=record.pk, text="QX 1 moved.", visibility="case", by=record.meeting.supervisor.user, at=LATER
    )
    agreed_actions.close(action=_case_action(record), by=None, at=LATER)
    copied(record)
    dispose(batches=["supervision-words/case-text:2026-11-01"], at=HALF_A_YEAR_ON)
    rows = {row.section_id: row for row in Section.objects.filter(record=record)}
    assert (rows["s-cases"].answers, bool(rows["s-cases"].disposed_under)) == ({}, True)
    assert rows["s-work"].answers == {"f-load": "Busy."}
    assert Tombstone.objects.filter(record_class="case-text").count() == 2
    assert not list(record_invariants.breaches())
    assert due_on(HALF_A_YEAR_ON) == []
    text = as_(client, record.meeting.supervisee).get(at("read_record", record)).content.decode()
    assert "lawfully disposed of" in text
    assert "QX " not in text  # the two letters alone may stand in a token by chance
    assert client.get(at("case_text", record)).status_code in (302, 404)


def _case_action(record):
    return agreed_actions.agree(
        owner=record.meeting.supervisee, text="Ring QX 1", due_on=None, visibility="case",
        source=f"{record.source}:1", by=record.meeting.supervisor.user, at=AT,
    )  # fmt: skip


def test_a_case_with_an_open_action_and_a_hold_stay(record):
    copied(record)
    action = _case_action(record)
    assert due_on(HALF_A_YEAR_ON) == []
    agreed_actions.close(action=action, by=None, at=LATER)
    assert due_on(HALF_A_YEAR_ON) == ["case-text:2026-11-01"]
    disposal.set_hold(person=record.meeting.supervisee, reason="An inquiry", by=keeper(), at=HALF_A_YEAR_ON)
    dispose(batches=["supervision-words/case-text:2026-11-01"], at=HALF_A_YEAR_ON)
    assert Section.objects.get(record=record, section_id="s-cases").answers == {"f-cases": ROWS}


def test_wellbeing_answers_go_two_years_after_the_record_was_locked(record):
    assert due_on(datetime.datetime(2028, 11, 20, 9, tzinfo=datetime.UTC), "wellbeing") == []
    moment = datetime.datetime(2028, 11, 22, 9, tzinfo=datetime.UTC)
    assert due_on(moment, "wellbeing") == ["wellbeing:2026-11-01"]
    dispose(batches=["supervision-words/wellbeing:2026-11-01"], at=moment)
    assert Section.objects.get(record=record, section_id="s-well").disposed_under
    assert not Section.objects.get(record=record, section_id="s-cases").disposed_under
    assert not list(record_invariants.breaches())


def test_the_export_says_when_case_text_left(record):
    copied(record)
    person = record.meeting.supervisee_id
    found = {section.code: list(section.rows) for section in sections([person], LATER)}
    assert len(found["supervision-case-copies"]) == 1


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as taken:
        assert client.get(url).status_code == 200
    return len(taken)


def test_the_queries_do_not_grow_with_children(client, supervisor, record):
    many = [{**ROWS[0], "reference": f"QX {number}"} for number in range(8)]
    other = held_meeting(record.meeting.supervisee, supervisor)
    longer = signed(begun(other, record.version), answers={**ANSWERS, "f-cases": many})
    as_(client, supervisor)
    for row in (record, longer):
        case_texts.make_ready(record_id=row.pk, by=supervisor.user, at=LATER)
        for number in range(1, len(row.sections.get(section_id="s-cases").answers["f-cases"]) + 1):
            case_texts.open_full(record_id=row.pk, number=number, by=supervisor.user, at=LATER)
    assert queries(client, at("case_text", record)) == queries(client, at("case_text", longer))
    assert queries(client, at("read_record", record)) == queries(client, at("read_record", longer))
