"""Agreed actions are done, carried or explained without leaving the record, and nothing typed is lost by it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from supervision.actions import agenda
from supervision.actions.records import sharing
from supervision.models import RecordDraft
from tests.factories.records import WORDS, begun, form_version, held_meeting, shared, worker
from tests.factories.supervision import MeetingFactory
from tests.factories.workforce import UserFactory
from tests.signing_in import sign_in
from workforce.actions import agreed_actions
from workforce.actions.agreed_actions import Reader
from workforce.models import AgreedAction

pytestmark = pytest.mark.django_db
TYPED = {"experience": "On Tuesday the kitchen was warm.", "workload": "Two visits were late."}
NOW = timezone.now()


@pytest.fixture
def record():
    return begun()


@pytest.fixture
def action(record):
    return agreed(record.meeting)


def agreed(meeting, text="Ring the school", due_on=datetime.date(2026, 11, 10), source="supervision:record:old:1"):
    return agreed_actions.agree(
        owner=meeting.supervisee,
        text=text,
        due_on=due_on,
        visibility="management",
        source=source,
        readers=[Reader(meeting.supervisor, may_settle=True)],
        by=meeting.supervisor.user,
        at=NOW,
    )


def pressed(action, how, **more):
    stem = f"aside-{action.public_id}"
    return {"aside-settle": f"{action.public_id}:{how}", **{f"{stem}-{name}": value for name, value in more.items()}}


def at(name, row):
    return reverse(f"supervision:{name}", args=[row.public_id])


def as_(client, person):
    sign_in(client, getattr(person, "user", person))
    return client


def test_an_action_is_closed_from_the_form_and_what_was_typed_is_kept(client, record, action):
    as_(client, record.meeting.supervisor)
    page = client.post(
        at("write", record), {**TYPED, "draft_seen": "0", **pressed(action, "done", words="They rang back.")}
    )
    action.refresh_from_db()
    assert (action.state, action.evidence) == ("done", "They rang back.")
    boxes = RecordDraft.objects.get().boxes
    assert boxes["experience"] == [TYPED["experience"]]
    assert not [name for name in boxes if name.startswith("aside-")]
    assert TYPED["experience"] in page.content.decode()


def test_the_modules_saving_keeps_no_box_that_stands_aside(client, record, action):
    as_(client, record.meeting.supervisor)
    sent = {"seen": 0, "boxes": {"experience": ["Warm."], f"aside-{action.public_id}-words": ["They rang."]}}
    client.post(at("draft", record), sent, content_type="application/json")
    assert set(RecordDraft.objects.get().boxes) == {"experience"}


def test_carried_it_stands_open_on_its_new_day_under_the_record_it_came_from(client, record, action):
    as_(client, record.meeting.supervisee)
    day = {"due_on-day": "15", "due_on-month": "1", "due_on-year": "2027"}
    client.post(at("settle", record.meeting), pressed(action, "carry", **day))
    new = AgreedAction.objects.get(carried_from=action)
    assert (new.due_on, new.state, new.source) == (
        datetime.date(2027, 1, 15),
        "open",
        "supervision:record:old:1:carried:1",
    )
    client.post(at("settle", record.meeting), pressed(new, "carry", **day))
    assert AgreedAction.objects.get(carried_from=new).source == "supervision:record:old:1:carried:2"


def test_the_day_it_is_carried_to_is_that_of_the_next_meeting(client, record, action):
    meeting = record.meeting
    starts = timezone.now() + datetime.timedelta(days=9)
    MeetingFactory(supervisee=meeting.supervisee, supervisor=meeting.supervisor, starts_at=starts)
    text = as_(client, meeting.supervisor).get(at("meeting", meeting)).content.decode()
    assert f'name="aside-{action.public_id}-due_on-day" type="text" value="{timezone.localdate(starts).day}"' in text


def test_not_done_needs_a_reason_and_carried_a_day(client, record, action):
    as_(client, record.meeting.supervisor)
    for how, sentence in (("why_not", "Say why it was not done."), ("carry", "Say by which day")):
        page = client.post(at("settle", record.meeting), pressed(action, how), follow=True)
        assert sentence in page.content.decode()
    action.refresh_from_db()
    assert action.state == "open"
    client.post(at("settle", record.meeting), pressed(action, "why_not", words="The school has closed."))
    action.refresh_from_db()
    assert action.why_not == "The school has closed."


@pytest.mark.parametrize("where", ["meeting", "record", "form"])
def test_what_was_typed_comes_back_when_it_is_refused(client, record, action, where):
    as_(client, record.meeting.supervisor)
    sent = pressed(action, "carry", words="The school rings on Friday.")
    if where == "form":
        page = client.post(at("write", record), {**TYPED, "draft_seen": "0", **sent})
    else:
        if where == "record":
            action = agreed(record.meeting, source=f"{shared(record).source}:1")
            sent = pressed(action, "carry", words="The school rings on Friday.")
        page = client.post(at("settle", record.meeting), {**sent, "back": where})
        assert page.status_code == 422
    text = page.content.decode()
    assert "The school rings on Friday.</textarea>" in text
    assert "Say by which day" in text
    assert 'class="govuk-details academy-settle" open' in text


def test_twice_is_once_and_the_second_is_told(client, record, action):
    as_(client, record.meeting.supervisor)
    client.post(at("settle", record.meeting), pressed(action, "done"))
    page = client.post(at("settle", record.meeting), pressed(action, "done"), follow=True)
    assert "settled this action already" in page.content.decode()


def test_it_goes_back_to_the_record_it_was_pressed_on(client, record, action):
    as_(client, record.meeting.supervisor)
    answer = client.post(at("settle", record.meeting), {**pressed(action, "done"), "back": "record"})
    assert answer.url == at("read_record", record)


def test_strangers_settle_nothing_and_bad_keys_are_not_found(client, record, action):
    sent = pressed(action, "done")
    where = at("settle", record.meeting)
    assert client.post(where, sent).url.startswith("/accounts/login/")
    for person in (worker(), UserFactory()):
        assert as_(client, person).post(where, sent).status_code in (403, 404)
    as_(client, record.meeting.supervisor)
    assert client.get(where).status_code == 405
    for wrong in ("", "x:done", f"{action.public_id}:eaten", "00000000-0000-4000-8000-000000000000:done"):
        assert client.post(where, {"aside-settle": wrong}).status_code == 404
    action.refresh_from_db()
    assert action.state == "open"


def test_what_one_agreed_with_somebody_else_is_not_on_the_table(client, record):
    supervisor = record.meeting.supervisor
    other = held_meeting(supervisor=supervisor)
    agreed_actions.agree(
        owner=supervisor, text="Speak with Bob", due_on=None, visibility="management",
        source="supervision:record:other:1", readers=[Reader(other.supervisee)], by=supervisor.user, at=NOW,
    )  # fmt: skip
    assert "Speak with Bob" not in as_(client, supervisor).get(at("write", record)).content.decode()


def test_mending_a_record_leaves_what_was_carried_alone(record):
    share = shared(record)
    old = agreed(record.meeting, due_on=datetime.date(2026, 12, 1), source=f"{record.source}:1")
    agreed_actions.carry(
        action=old, due_on=datetime.date(2027, 1, 1), source=f"{old.source}:carried:1", by=None, at=NOW
    )
    writer = share.meeting.supervisor.user
    sharing.take_back(record_id=record.pk, by=writer, at=NOW)
    shared(record)
    assert AgreedAction.objects.get(carried_from=old).state == "open"


def test_what_was_due_and_is_open_is_asked_about_once(client, record, action):
    as_(client, record.meeting.supervisor)
    page = client.post(at("write", record), {**TYPED, "do": "share", "draft_seen": "0"})
    text = page.content.decode()
    assert "What became of this?" in text
    assert "Ring the school" in text
    kept = client.post(at("write", record), {**TYPED, "do": "share", "draft_seen": "1", "keep": "yes"})
    assert kept.url == at("read_record", record)


def test_a_thin_cycle_is_asked_about_once_and_shows_when_it_is_kept(client):
    from foundation.versioned_forms.schema import FormField, FormSection, Schema

    cycle = Schema(
        title="Cycle",
        sections=(
            FormSection(
                id="s-cycle",
                heading="Cycle",
                settings={"visibility": "personal"},
                fields=(FormField("f-r", "long_text", "What did you feel?", code="reflection", required=True),),
            ),
        ),
    )
    record = begun(version=form_version(cycle))
    as_(client, record.meeting.supervisor)
    sent = {"reflection": "Fine.", "do": "share", "draft_seen": "0"}
    assert "Is there more to say here?" in client.post(at("write", record), sent).content.decode()
    page = client.post(at("write", record), {**sent, "draft_seen": "1", "keep": "yes"}, follow=True)
    assert "kept very short" in page.content.decode()
    words = {"reflection": "I felt relieved, and took the calm for granted.", "do": "share", "draft_seen": "2"}
    client.post(at("take_back", record))
    page = client.post(at("write", record), words, follow=True)
    assert "kept very short" not in page.content.decode()


def test_kinder_words_and_a_likely_identity_are_offered_after_saving_and_block_nothing(client, record):
    from foundation.language_helper.shipped import sync_caring_words

    sync_caring_words()
    as_(client, record.meeting.supervisor)
    said = {"experience": "He may abscond. Born on 12/03/2019.", "do": "save", "draft_seen": "0"}
    text = client.post(at("write", record), said).content.decode()
    assert "Words to think about" in text
    assert "go missing" in text
    assert "looks like a date of birth" in text
    assert "keep" not in [each.split('"')[0] for each in text.split('name="')]
    assert RecordDraft.objects.get().boxes["experience"] == [said["experience"]]
    assert "data-language-helper" in client.get(at("write", record)).content.decode()


def test_every_form_of_the_pages_carries_the_token_that_lets_it_be_sent(client, record, action):
    as_(client, record.meeting.supervisor)
    shared(record, answers=WORDS)
    planned = MeetingFactory(supervisee=record.meeting.supervisee, supervisor=record.meeting.supervisor)
    agenda.add(meeting_id=planned.pk, text="Leave.", by=record.meeting.supervisor.user, at=NOW)
    for url in (at("meeting", planned), at("meeting", record.meeting), at("read_record", record)):
        text = client.get(url).content.decode()
        assert text.count('<form method="post"') > 1
        assert text.count('<form method="post"') == text.count('name="csrfmiddlewaretoken"'), url
