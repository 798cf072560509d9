"""Supervision on the desk: a glance says what there is, and then only that is read."""

import datetime

import pytest
from django.utils import timezone

from supervision.desk import cards
from supervision.models import Attendee, Cycle, Meeting
from supervision.querysets import desk
from supervision.querysets.cycles import soon_after
from supervision.querysets.pairs import supervisees
from tests.factories.supervision import NOW, AgreementFactory, HeldFactory, MeetingFactory
from tests.factories.workforce import staff
from tests.supervision.page_steps import planned_with
from workforce.models import User

pytestmark = pytest.mark.django_db
ON = NOW.date()


def glance(person, at=NOW):
    (row,) = desk.GLANCE.rows([person.pk], timezone.localdate(at), at)
    return {kind for kind, there in row.items() if there}


def on_desk(person, at=None):
    fresh = User.objects.get(pk=person.user_id)
    return {card.key: [item[0] for item in card.items] for card in cards(fresh, at or timezone.now())}


def test_a_glance_at_somebody_with_nothing_finds_nothing():
    assert glance(AgreementFactory().supervisee) == set()


def test_it_finds_what_is_to_be_written_up_and_by_whom():
    held = HeldFactory()
    assert (glance(held.supervisor), glance(held.supervisee)) == ({"writes"}, set())
    (row,) = desk.TO_WRITE.rows([held.supervisor_id])
    assert row["public_id"] == held.public_id


@pytest.mark.parametrize("written", [{"imported": True}, {"written_up_on": ON}])
def test_what_is_written_up_elsewhere_or_already_is_not_found(written):
    held = HeldFactory(**written)
    assert "writes" not in glance(held.supervisor)
    assert desk.TO_WRITE.rows([held.supervisor_id]) == []


def test_it_finds_an_agreement_for_whoever_has_not_signed():
    shared = AgreementFactory(state="shared", starts_on=None, supervisee_signed_at=None)
    assert (glance(shared.supervisee), glance(shared.supervisor)) == ({"agrees"}, set())
    assert desk.AGREEMENTS.tuples([shared.supervisee_id, shared.supervisor_id]) == [(shared.public_id,)]


def test_it_finds_the_next_date_between_two_and_in_a_group():
    between, group = MeetingFactory(), MeetingFactory(supervisee=None, kind="group")
    named = Attendee.objects.create(meeting=group, person=AgreementFactory().supervisee)
    assert glance(between.supervisee) == glance(named.person) == {"meets"}
    for person, meeting in ((between.supervisee, between), (named.person, group)):
        (row,) = desk.NEXT.rows([person.pk], NOW)
        wanted = Meeting.objects.of_supervised([person.pk]).ahead(NOW).values("starts_at", "minutes", "held_on")
        assert [row] == list(wanted)
        assert row["starts_at"] == meeting.starts_at


def test_a_date_that_is_past_is_not_next():
    meeting = MeetingFactory(starts_at=NOW - datetime.timedelta(days=1))
    assert glance(meeting.supervisee) == set()


def test_whoever_supervises_by_agreement_alone_is_found():
    assert "supervises" in glance(AgreementFactory().supervisor)


def test_turns_of_a_team_are_those_of_the_queryset(pair):
    above, manager, worker = pair
    today = timezone.localdate()
    day = today + datetime.timedelta(days=60)
    for supervisor in (above, manager, worker):
        wanted = Cycle.objects.filter(person__in=supervisees([supervisor.pk], day)).present(day)
        wanted = wanted.filter(state__in=desk.PRESSING).soonest_first()
        names = [row["person__last_name"] for row in desk.TEAM.rows([supervisor.pk], day, soon_after(day))]
        assert names == list(wanted.values_list("person__last_name", flat=True))
        mine = Cycle.objects.filter(person=supervisor).present(day).values("state", "due_on")
        found = desk.DUE.rows([supervisor.pk], day, soon_after(day))
        assert [{"state": row["state"], "due_on": row["due_on"]} for row in found] == list(mine)


def test_the_desk_shows_what_the_glance_found(pair):
    _, manager, worker = pair
    planned_with(worker, manager)
    later = timezone.now() + datetime.timedelta(days=60)
    assert set(on_desk(worker)) == {"supervision"}
    assert "Supervision is due" in on_desk(worker, later)["supervision"]
    assert worker.full_name in on_desk(manager, later)["team-supervision"]


@pytest.mark.parametrize("size", [1, 4])
def test_somebody_for_whom_nothing_waits_costs_one_question(size, django_assert_num_queries):
    worker = staff("worker@example.org")
    for days in range(1, size + 1):
        MeetingFactory(supervisee=worker, starts_at=NOW - datetime.timedelta(days=days))
    list(cards(worker.user, timezone.now()))
    with django_assert_num_queries(1):
        list(cards(worker.user, timezone.now()))
