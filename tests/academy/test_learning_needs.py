"""From supervision to learning and back: agreed, wished for, booked, learned, reflected on, on the agenda again."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.learning_needs.agenda import needs as on_agenda
from academy.learning_needs.stages import Facts, stage
from courses.actions import registers
from courses.actions.registers import Given
from courses.models import Interest
from cpd_records.models import CpdRecord
from foundation.models import ChangeLogEntry, OutboxMessage
from foundation.slots import entries
from foundation.versioned_forms.schema import FormField, FormSection, Schema
from supervision.actions import needs
from supervision.actions.needs import NeedRefused
from supervision.actions.records import issue_due, sign
from supervision.models import LearningNeed, Record
from tests.factories import reflections
from tests.factories.bookings import past, requested, staff
from tests.factories.courses import CourseFactory, SessionFactory
from tests.factories.records import LATER, begun, form_version, held_meeting, shared, signed, worker
from tests.factories.workforce import RoleGrantFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
TOPIC, OTHER, WHY = "Talking with babies", "Court skills", "Leo would be heard"
PARTS = [
    {"code": "topic", "kind": "short_text", "prompt": "What?", "required": True},
    {"code": "purpose", "kind": "long_text", "prompt": "What will be different?", "required": False},
    {"code": "release", "kind": "yes_no", "prompt": "May a coordinator see this line?", "required": True},
]
FIELD = FormField("f-needs", "group", "What do you need to learn?", code="needs", settings={"parts": PARTS})
SECTION = FormSection(id="s-learning", heading="Learning", settings={"visibility": "learning"}, fields=(FIELD,))
SCHEMA = Schema(title="Supervision", sections=(SECTION,))
GIVEN = {
    "f-needs": [
        {"topic": TOPIC, "purpose": WHY, "release": True},
        {"topic": OTHER, "release": False},
    ]
}
LIST = reverse("learning_needs:needs")
RELEASED = reverse("learning_needs:released")


@pytest.fixture
def pair():
    """Somebody with an allowance, and the manager who supervises them."""
    manager = staff()
    return staff(line_manager=manager), manager


def written(pair):
    return begun(held_meeting(supervisee=pair[0], supervisor=pair[1]), form_version(SCHEMA))


def a_need(pair):
    signed(written(pair), answers=GIVEN)
    return LearningNeed.objects.get(number=1)


def text(client, address):
    return client.get(address).content.decode()


def step(need, user):
    return next(item.lines[0] for item in on_agenda(need.person_id, user, timezone.localdate()) if TOPIC in item.title)


def test_the_whole_round_through_pages_and_actions(client, pair):
    learner, manager = pair
    course = CourseFactory(code="LA05")
    session = SessionFactory(course=course, learning_minutes=444)
    need = a_need(pair)
    sign_in(client, learner.user)
    assert TOPIC in text(client, LIST)
    choose = reverse("learning_needs:course", args=[need.public_id])
    assert client.post(choose, {"course": ""}).status_code == 200
    client.post(choose, {"course": course.pk})
    assert Interest.objects.get(person=learner).course == course
    assert requested(staff(line_manager=manager), session).state == "requested"
    sign_in(client, manager.user)
    press = reverse("learning_needs:press", args=[need.public_id])
    client.post(press, {"do": "agree"})
    assert step(need, manager.user).startswith("Step 2 of 5")
    booking = requested(learner, session)
    assert booking.state == "booked"
    assert step(need, learner.user).startswith("Step 3 of 5")
    record = _attended(booking)
    assert step(need, manager.user).startswith("Step 4 of 5")
    sign_in(client, learner.user)
    assert f"?record={record.public_id}" in text(client, LIST)
    row = reflections.wrote(learner, record=record)
    assert step(need, manager.user).startswith("Step 4 of 5")
    reflections.reflections.share(reflection_id=row.pk, on_agenda=True, by=learner.user, at=timezone.now())
    assert step(need, manager.user).startswith("Step 5 of 5")
    client.post(press, {"do": "settle"})
    assert not [item for item in on_agenda(learner.pk, manager.user, timezone.localdate()) if TOPIC in item.title]


def _attended(booking):
    session = past(booking)
    (day,) = session.dates.all()
    at = timezone.now()
    registers.mark(session_id=session.pk, marks=[Given(booking.pk, day.pk, "present")], by=None, at=at)
    registers.close(session_id=session.pk, by=None, at=at)
    LearningNeed.objects.update(noted_at=at - datetime.timedelta(days=400))
    return CpdRecord.objects.get(person=booking.person)


def test_a_place_asked_for_is_no_place_yet(client, pair):
    learner, manager = pair
    session = SessionFactory(course=CourseFactory(code="LA05"), learning_minutes=444)
    need = a_need(pair)
    needs.choose(need_id=need.pk, course_code="LA05", by=learner.user, at=LATER)
    assert requested(learner, session).state == "requested"
    assert step(need, learner.user).startswith("Step 3 of 5: asked for")
    sign_in(client, learner.user)
    assert "You are booked" not in text(client, LIST)


def test_needs_are_noted_when_the_record_is_locked_and_once(pair):
    record = shared(written(pair), answers=GIVEN)
    sign(record_id=record.pk, by=pair[1].user, at=LATER)
    assert not LearningNeed.objects.exists()
    sign(record_id=record.pk, by=pair[0].user, at=LATER)
    needs.from_record(record=Record.objects.get(pk=record.pk), at=LATER)
    rows = LearningNeed.objects.order_by("number")
    assert [(row.topic, row.released_at) for row in rows] == [(TOPIC, LATER), (OTHER, None)]


def test_nobody_releases_for_somebody_who_did_not_sign(pair):
    record = shared(written(pair), answers=GIVEN)
    sign(record_id=record.pk, by=pair[1].user, at=LATER)
    issue_due(at=datetime.datetime(2026, 12, 2, 3, tzinfo=datetime.UTC))
    assert set(LearningNeed.objects.values_list("released_at", flat=True)) == {None}


def test_a_coordinator_reads_only_the_released_line_and_no_name(client, pair):
    need = a_need(pair)
    coordinator = worker().user
    RoleGrantFactory(user=coordinator, role="coordinator")
    sign_in(client, coordinator)
    page = text(client, RELEASED)
    assert TOPIC in page
    for hidden in (OTHER, WHY, pair[0].last_name):
        assert hidden not in page
    assert TOPIC not in text(client, LIST)
    needs.release(need_id=need.pk, released=False, by=pair[0].user, at=LATER)
    assert TOPIC not in text(client, RELEASED)


def test_the_wish_and_every_letter_and_log_say_nothing_of_the_need(client, pair):
    need = a_need(pair)
    course = CourseFactory()
    sign_in(client, pair[0].user)
    client.post(reverse("learning_needs:course", args=[need.public_id]), {"course": course.pk})
    said = " ".join(f"{row.subject} {row.body}" for row in OutboxMessage.objects.all())
    logged = " ".join(f"{row.verb} {row.reason} {row.fields}" for row in ChangeLogEntry.objects.all())
    assert TOPIC not in said + logged


def test_another_course_has_to_be_agreed_to_anew_and_one_chosen_by_the_supervisor_is_agreed(pair):
    need = a_need(pair)
    chosen = needs.choose(need_id=need.pk, course_code="LA01", by=pair[1].user, at=LATER)
    assert chosen.agreed_at == LATER
    assert needs.choose(need_id=need.pk, course_code="LA01", by=pair[0].user, at=LATER).agreed_at == LATER
    assert needs.choose(need_id=need.pk, course_code="LA02", by=pair[0].user, at=LATER).agreed_at is None


def test_each_step_is_for_whom_it_is(pair):
    need, stranger = a_need(pair), worker().user
    for act, by, more in (
        (needs.release, pair[1].user, {"released": True}),
        (needs.agree, pair[0].user, {}),
        (needs.agree, pair[1].user, {}),
        (needs.choose, stranger, {"course_code": "LA01"}),
        (needs.settle, stranger, {}),
    ):
        with pytest.raises(NeedRefused):
            act(need_id=need.pk, by=by, at=LATER, **more)
    needs.settle(need_id=need.pk, by=pair[1].user, at=LATER)
    with pytest.raises(NeedRefused, match="settled"):
        needs.choose(need_id=need.pk, course_code="LA01", by=pair[0].user, at=LATER)


def test_a_course_that_is_gone_is_refused_with_what_was_chosen_kept(client, pair):
    need, gone = a_need(pair), CourseFactory(retired_on=datetime.date(2020, 1, 1))
    sign_in(client, pair[0].user)
    address = reverse("learning_needs:course", args=[need.public_id])
    assert client.post(address, {"course": gone.pk}).status_code == 200
    assert LearningNeed.objects.get(pk=need.pk).course_code == ""


def test_others_do_not_find_them(client, pair):
    need = a_need(pair)
    addresses = [reverse("learning_needs:press", args=[need.public_id])]
    addresses += [reverse("learning_needs:course", args=[need.public_id])]
    colleague = staff(line_manager=pair[1])
    for user in (colleague.user, worker().user):
        sign_in(client, user)
        assert TOPIC not in text(client, LIST)
        assert [client.post(address, {"do": "settle"}).status_code for address in addresses] == [404, 404]
        assert client.get(RELEASED).status_code == 403
    sign_in(client, pair[0].user)
    assert client.get(addresses[0]).status_code == 405
    assert client.post(addresses[0], {"do": "nonsense"}).status_code == 404
    client.logout()
    assert {client.get(address).status_code for address in (LIST, RELEASED, addresses[1])} == {302}


def test_queries_do_not_grow_with_needs(client, pair, django_assert_max_num_queries):
    counts = []
    sign_in(client, pair[1].user)
    for _ in range(2):
        a_need_more(pair)
        client.get(LIST)  # the session has been written
        with django_assert_max_num_queries(60) as captured:
            client.get(LIST)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def a_need_more(pair):
    signed(written(pair), answers=GIVEN)
    for row in LearningNeed.objects.filter(course_code="", number=1):
        needs.choose(need_id=row.pk, course_code=CourseFactory().code, by=pair[1].user, at=LATER)


@pytest.mark.parametrize(
    ("facts", "number"),
    [
        (Facts(), 1),
        (Facts(course="LA01"), 2),
        (Facts(course="LA01", agreed=True, booked_on=LATER.date()), 3),
        (Facts(course="LA01", learned_on=LATER.date()), 4),
        (Facts(course="LA01", learned_on=LATER.date(), reflected=True), 5),
        (Facts(settled=True), 5),
    ],
)
def test_the_furthest_step_counts(facts, number):
    assert stage(facts).number == number


def test_the_agenda_and_the_approval_rule_ask_for_them():
    assert on_agenda in entries("supervision_agenda")
    assert "supervision.agreed_learning" in {each.__module__ for each in entries("agreed_learning")}
