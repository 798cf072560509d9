"""Group supervision: roles, guests, a screen with timed steps, one record in nobody's name, learning for each once."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cpd_records.models import CpdRecord
from foundation.models import PolicyValue
from supervision import record_invariants
from supervision.actions import meetings
from supervision.actions.records import RecordRefused, begin, crediting, share, sign
from supervision.models import Attendee, Meeting, TemplateVersion
from supervision.rules.group_steps import steps_of
from tests.factories.records import form_version, worker
from tests.factories.workforce import OrganisationFactory, PersonFactory, UserFactory
from tests.signing_in import sign_in
from workforce.models import AgreedAction

pytestmark = pytest.mark.django_db
PLANNED = datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)
MET = datetime.datetime(2026, 11, 16, 13, tzinfo=datetime.UTC)
AFTER = datetime.datetime(2026, 11, 17, 9, tzinfo=datetime.UTC)


@pytest.fixture
def shipped():
    call_command("sync_templates", verbosity=0)
    return TemplateVersion.objects.in_use("group", "", datetime.date(2026, 11, 17))


@pytest.fixture
def leader():
    person = worker()
    worker(person)
    return person


@pytest.fixture
def members():
    return [worker(), worker()]


@pytest.fixture
def partner():
    """Somebody of a school with a light account that they have proved."""
    school = OrganisationFactory(code="oakwood", name="Oakwood High", kind="school")
    return PersonFactory(user=UserFactory(), standing="external", employee_number=None, organisation=school)


@pytest.fixture
def group(leader, members, partner):
    guests = [
        meetings.Guest("Sam Carter", "sam@nhs.example.org"),
        meetings.Guest("The SENDCo", partner.work_email),
    ]
    people = {members[0]: Attendee.Role.PRESENTER, members[1]: Attendee.Role.MEMBER}
    wish = meetings.Wish(MET, 60, Meeting.Mode.IN_PERSON, "Room 4")
    return meetings.plan_group(wish=wish, people=people, guests=guests, by=leader.user, at=PLANNED)


def was_there(group, *absent):
    marks = {row.pk: "absent" if row.person in absent else "attended" for row in group.attendees.all()}
    meetings.mark_attendance(meeting_id=group.pk, marks=marks, by=group.supervisor.user, at=AFTER)


def held(group, *absent):
    meetings.hold(meeting_id=group.pk, minutes=60, mode="in_person", by=group.supervisor.user, at=AFTER)
    was_there(group, *absent)
    group.refresh_from_db()
    return group


def answers_of(version, person):
    """What the shipped form for groups asks, answered."""
    who = {"key": str(person.public_id), "name": person.full_name, "email": person.work_email}
    said = {
        "presenter": who,
        "facilitator": who,
        "question": "What does he need from us?",
        "elicit": "She opened the door.",
        "dangers": [{"who": "School", "behaviour": "nobody is home", "effect": "he is alone", "goal": "Nan is there"}],
        "questions": [{"question": "What is a good day?"}],
        "circle": None,
        "good_enough": "Nearly.",
        "actions": [{"what": "Ask Nan", "who": "supervisee", "due": "2026-12-10"}],
    }
    return {field.id: said[field.code] for field in version.schema.fields() if said.get(field.code)}


def written(group):
    record = begin(meeting_id=group.pk, by=group.supervisor.user, at=AFTER)
    presenter = group.attendees.get(role="presenter").person
    return share(record_id=record.pk, answers=answers_of(record.version, presenter), by=group.supervisor.user, at=AFTER)


def signed(group):
    record = written(group)
    return sign(record_id=record.pk, by=group.supervisor.user, at=AFTER)


def at(name, row):
    return reverse(f"supervision:{name}", args=[row.public_id])


def as_(client, person):
    sign_in(client, getattr(person, "user", person))
    return client


def test_a_guest_with_a_light_account_comes_as_themselves_and_another_by_name(group, partner):
    by_account = group.attendees.get(person=partner)
    assert (by_account.guest_name, by_account.organisation) == ("", partner.organisation)
    assert group.attendees.get(guest_name="Sam Carter").person is None


def test_the_record_waits_until_it_is_said_who_was_there(shipped, group, leader):
    meetings.hold(meeting_id=group.pk, minutes=60, mode="in_person", by=leader.user, at=AFTER)
    with pytest.raises(RecordRefused, match="who was there"):
        begin(meeting_id=group.pk, by=leader.user, at=AFTER)
    was_there(group)
    assert begin(meeting_id=group.pk, by=leader.user, at=AFTER).state == "draft"


def test_the_facilitators_signature_locks_it_in_the_chain(shipped, group):
    record = signed(held(group))
    assert (record.state, record.supervisee_signed_at) == ("signed", None)
    assert not list(record_invariants.breaches())
    group.refresh_from_db()
    assert group.signed_on == datetime.date(2026, 11, 17)


def test_those_who_were_there_read_it_a_guest_with_an_account_too_and_nobody_else(
    client, shipped, group, members, partner
):
    record = signed(held(group, members[1]))
    for person, status in ((members[0], 200), (partner, 200), (members[1], 404), (worker(), 404)):
        page = as_(client, person).get(at("read_record", record))
        assert page.status_code == status, person
        if status == 200:
            assert "What is a good day?" in page.content.decode()
    client.logout()
    assert client.get(at("read_record", record)).url.startswith("/accounts/login/")


def test_the_record_says_who_was_there_and_the_step_is_the_presenters(client, shipped, group, members, leader):
    record = signed(held(group))
    text = as_(client, leader).get(at("read_record", record)).content.decode()
    assert "Who was there" in text
    assert "Sam Carter" in text
    assert "Everybody who was there, whoever supervises them" in text
    action = AgreedAction.objects.from_source(record.source).get()
    assert action.owner == members[0]
    assert leader.full_name in [row.reader.full_name for row in action.readers.all()]


def test_learning_goes_to_each_who_was_there_once(shipped, group, members, partner):
    record = signed(held(group, members[1]))
    crediting.credit(record=record, by=None, at=AFTER)
    rows = CpdRecord.objects.filter(title="Group supervision").order_by("person")
    assert {row.person for row in rows} == {members[0], partner}
    assert {(row.minutes, row.credited_minutes, row.sos_minutes, row.rp_minutes) for row in rows} == {(60, 0, 30, 30)}


@pytest.mark.parametrize(("percent", "minutes"), [(50, [30, 30, 30]), (0, [])])
def test_how_much_counts_is_a_policy_of_the_day(shipped, group, percent, minutes):
    PolicyValue.objects.create(
        key="supervision.group_learning_percent", starts_on=datetime.date(2026, 11, 1), value=percent,
        reason="A trial", created_at=PLANNED,
    )  # fmt: skip
    signed(held(group))
    assert [row.minutes for row in CpdRecord.objects.filter(title="Group supervision")] == minutes


def test_a_record_that_is_only_shared_credits_nobody(shipped, group):
    written(held(group))
    assert not CpdRecord.objects.filter(title="Group supervision").exists()


def test_once_it_is_signed_roles_and_attendance_stand(shipped, group, leader):
    signed(held(group))
    row = group.attendees.first()
    for call, given in ((meetings.mark_attendance, "marks"), (meetings.give_roles, "roles")):
        with pytest.raises(meetings.MeetingRefused, match="is signed"):
            call(meeting_id=group.pk, **{given: {row.pk: "absent"}}, by=leader.user, at=AFTER)


def test_roles_are_given_by_the_leader_one_presenter_and_no_guest_by_name(client, group, leader, members):
    rows = list(group.attendees.order_by("pk"))
    sent = {f"attendee-{row.pk}": "member" for row in rows}
    as_(client, leader).post(at("roles", group), {**sent, f"attendee-{rows[1].pk}": "presenter"})
    assert group.attendees.get(role="presenter").person == members[1]
    twice = {**sent, f"attendee-{rows[0].pk}": "presenter", f"attendee-{rows[1].pk}": "presenter"}
    assert "Only one person brings the question" in client.post(at("roles", group), twice).content.decode()
    guest = group.attendees.get(guest_name="Sam Carter")
    page = client.post(at("roles", group), {**sent, f"attendee-{guest.pk}": "presenter"})
    assert "Somebody who is known here brings the question" in page.content.decode()
    assert as_(client, members[0]).get(at("roles", group)).status_code == 403
    assert as_(client, worker()).get(at("roles", group)).status_code == 404


def test_the_form_knows_who_does_what_and_asks_about_names_that_stand_in_it(client, shipped, group, leader, members):
    record = begin(meeting_id=held(group).pk, by=leader.user, at=AFTER)
    page = as_(client, leader).get(at("write", record)).content.decode()
    assert f'value="{members[0].work_email}"' in page
    assert f'value="{leader.work_email}"' in page
    said = {"question": f"{members[1].full_name} asked about Nan.", "do": "save", "draft_seen": "0"}
    assert "Say what the circle said, not who said it." in client.post(at("write", record), said).content.decode()


def test_the_screen_goes_on_by_a_button_and_holds_nothing_that_was_said(client, shipped, group, members):
    as_(client, members[0])
    start = client.get(at("group_screen", group)).content.decode()
    assert "55 minutes in 11 steps" in start
    page = client.get(at("group_screen", group), {"step": "2"}).content.decode()
    assert "Step 2 of 11" in page
    assert 'data-step-clock="5"' in page
    assert "presenter&#x27;s question" in page or "presenter’s question" in page
    assert 'name="step" value="3"' in page
    last = client.get(at("group_screen", group), {"step": "99"}).content.decode()
    assert "That was the last step" in last
    assert client.get(at("group_screen", group), {"step": "x"}).status_code == 200
    assert client.post(at("group_screen", group)).status_code == 405


def test_the_screen_keeps_the_steps_the_record_was_begun_with(shipped):
    assert sum(step.minutes for step in steps_of(shipped.schema)) == 55
    assert [step.before for step in steps_of(shipped.schema)][:3] == [0, 3, 8]


def test_screen_and_group_page_are_for_those_named_in_it(client, shipped, group, leader, members):
    for name in ("group_screen", "meeting"):
        client.logout()
        assert client.get(at(name, group)).url.startswith("/accounts/login/")
        for person, status in ((leader, 200), (members[1], 200), (worker(leader), 404), (worker(), 404)):
            assert as_(client, person).get(at(name, group)).status_code == status, (name, person)
    assert (
        client.get(reverse("supervision:group_screen", args=["00000000-0000-4000-8000-000000000000"])).status_code
        == 404
    )


def test_a_form_without_steps_has_no_screen(client, group, members):
    form_version(kind="group")
    assert as_(client, members[0]).get(at("group_screen", group)).status_code == 404


def test_whoever_was_absent_is_offered_no_record_they_cannot_open(client, shipped, group, members):
    record = signed(held(group, members[1]))
    pages = [as_(client, each).get(at("meeting", group)).content.decode() for each in members]
    assert [at("read_record", record) in page for page in pages] == [True, False]


def test_a_draft_is_not_offered_to_the_group(client, shipped, group, members, leader):
    record = begin(meeting_id=held(group).pk, by=leader.user, at=AFTER)
    page = as_(client, members[0]).get(at("meeting", group)).content.decode()
    assert at("read_record", record) not in page
    assert at("read_record", record) in as_(client, leader).get(at("meeting", group)).content.decode()


def test_the_leader_finds_groups_on_the_team_page(client, group, leader):
    assert at("meeting", group) in as_(client, leader).get(reverse("supervision:team")).content.decode()


def test_guests_are_typed_with_their_organisation(client, leader, members):
    day = timezone.localdate() + datetime.timedelta(days=9)
    OrganisationFactory(code="oakwood", name="Oakwood High", kind="school")
    sent = {
        "day-day": day.day, "day-month": day.month, "day-year": day.year, "starts": "1pm", "minutes": "60",
        "mode": "in_person", "place": "Room 4", "people": members[0].work_email,
        "guests": "Sam Carter, sam@nhs.example.org, Oakwood High",
    }  # fmt: skip
    as_(client, leader).post(reverse("supervision:plan_group"), sent)
    assert Attendee.objects.get(guest_name="Sam Carter").organisation.name == "Oakwood High"
    page = client.post(reverse("supervision:plan_group"), {**sent, "guests": "Sam, sam@nhs.example.org, Nowhere"})
    assert "No organisation here is called Nowhere" in page.content.decode()
    twice = "Sam, sam@nhs.example.org\nSam Carter, Sam@NHS.example.org"
    page = client.post(reverse("supervision:plan_group"), {**sent, "guests": twice})
    assert "give each address once" in page.content.decode()


@pytest.mark.parametrize("name", ["meeting", "group_screen", "roles", "attendance"])
def test_the_queries_do_not_grow_with_the_group(client, shipped, group, leader, name):
    as_(client, leader)
    few = queries(client, at(name, group))
    for number in range(4):
        Attendee.objects.create(meeting=group, person=worker())
        Attendee.objects.create(meeting=group, guest_name=f"Guest {number}", guest_email=f"g{number}@example.org")
    assert queries(client, at(name, group)) == few


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as taken:
        assert client.get(url).status_code == 200
    return len(taken)
