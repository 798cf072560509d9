"""What somebody's own export holds of groups they were at: what the page shows them, and no more."""

import pytest
from django.urls import reverse

from foundation.versioned_forms.schema import FormField, FormSection, Schema
from supervision.actions.records import later_words
from supervision.models import Attendee, Section
from supervision.record_holdings import sections
from tests.factories.records import LATER, begun, form_version, shared, worker
from tests.factories.supervision import HeldFactory
from tests.factories.workforce import OrganisationFactory, PersonFactory, UserFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
CLASSES = ("management", "case", "learning", "personal", "wellbeing")
OPEN = set(CLASSES[:3])
FORM = Schema(
    title="Circle",
    sections=tuple(
        FormSection(
            id=f"s-{code}",
            heading=f"Part {code}",
            settings={"visibility": code},
            fields=(FormField(f"f-{code}", "long_text", "What was said?", code=f"said_{code}"),),
        )
        for code in CLASSES
    ),
)
ANSWERS = {f"f-{code}": f"heron {code}" for code in CLASSES}


@pytest.fixture
def group():
    return HeldFactory(kind="group", supervisee=None, supervisor=worker())


@pytest.fixture
def member(group):
    return there(group, worker(worker()))


def there(group, person, attendance="attended"):
    return Attendee.objects.create(meeting=group, person=person, attendance=attendance).person


@pytest.fixture
def record(group, member):
    return shared(begun(group, form_version(FORM, "group")), answers=ANSWERS)


def rows(*people):
    found = {part.code: list(part.rows) for part in sections([person.pk for person in people], LATER)}
    assert found["supervision-records"] == found["supervision-words"] == []
    return found["supervision-groups"]


def heard(text):
    return {code for code in CLASSES if f"heron {code}" in text}


def text_of(found):
    return " ".join(cell for row in found for cell in row.cells)


def test_whoever_was_there_takes_away_what_the_page_shows_them_and_it_waits_for_a_look(client, record, member):
    found = rows(member)
    sign_in(client, member.user)
    page = client.get(reverse("supervision:read_record", args=[record.public_id])).content.decode()
    assert heard(text_of(found)) == heard(page) == OPEN
    assert [row.cells[:2] for row in found] == [
        ("16 November 2026", f"Part {code}") for code in CLASSES if code in OPEN
    ]
    assert all(row.mentions_others for row in found)


def test_a_guest_with_an_account_takes_away_the_same(group, record):
    school = OrganisationFactory(code="oakwood", name="Oakwood High", kind="school")
    guest = PersonFactory(user=UserFactory(), standing="external", employee_number=None, organisation=school)
    assert heard(text_of(rows(there(group, guest)))) == OPEN


@pytest.mark.parametrize("attendance", ["expected", "apologies", "absent"])
def test_whoever_was_asked_and_was_not_there_takes_away_nothing(group, record, attendance):
    assert rows(there(group, worker(), attendance)) == []


def test_whoever_led_it_supervises_a_member_or_has_nothing_to_do_with_it_takes_away_nothing(record, member):
    above = member.posts.get().line_manager
    assert rows(record.meeting.supervisor, above, worker()) == []


def test_nothing_of_a_draft_is_taken_away(group, member):
    draft = begun(group, form_version(FORM, "group"))
    Section.objects.create(record=draft, section_id="s-case", number=1, visibility="case", answers=ANSWERS)
    assert rows(member) == []


def test_later_words_go_with_the_parts_they_are_about(record, member):
    leader = record.meeting.supervisor.user
    for code in ("case", "personal"):
        later_words.add(record_id=record.pk, text=f"heron later, {code}", visibility=code, by=leader, at=LATER)
    text = text_of(rows(member))
    assert "heron later, case" in text
    assert leader.get_full_name() in text
    assert "heron later, personal" not in text


def test_an_empty_part_needs_no_look_and_one_that_was_disposed_of_says_so(record, member):
    Section.objects.filter(record=record, section_id="s-case").update(answers={})
    Section.objects.filter(record=record, section_id="s-learning").update(answers={}, disposed_under="2026-7")
    work, case, learned = rows(member)
    assert (work.mentions_others, case.mentions_others, learned.mentions_others) == (True, False, False)
    assert (case.cells[3], learned.cells[3]) == ("", "Lawfully disposed of (log 2026-7)")
