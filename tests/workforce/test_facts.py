"""Disputes, reads, live dates and invariants."""

import datetime

import pytest

from foundation.models import OutboxMessage
from tests.factories.workforce import (
    ActingManagerFactory,
    PostFactory,
    RoleGrantFactory,
    TeamFactory,
)
from workforce import invariants
from workforce.actions import (
    disputes,
    live_from,
    reads,
)
from workforce.models import FactDispute, LiveFrom, Post, ReadLog
from workforce.rules import live

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


def test_a_dispute_goes_to_hr_and_the_answer_comes_back(worker, hr):
    dispute = disputes.raise_one(person=worker, fact="post", statement="I work 0.8", by=worker.user, at=NOW)
    assert list(FactDispute.objects.visible_to(hr, TODAY).waiting()) == [dispute]
    disputes.answer(dispute=dispute, state="mended", answer="Mended in the next file.", by=hr, at=NOW)
    message = OutboxMessage.objects.get(kind="dispute_answered")
    assert message.to_address == worker.work_email
    assert "Mended in the next file." in message.body


def test_nobody_disputes_for_others(worker, manager):
    with pytest.raises(disputes.NotYours):
        disputes.raise_one(person=worker, fact="post", statement="No", by=manager.user, at=NOW)


def test_neither_the_manager_nor_the_person_answers(worker, manager):
    dispute = disputes.raise_one(person=worker, fact="post", statement="No", by=worker.user, at=NOW)
    for user in (worker.user, manager.user):
        with pytest.raises(disputes.NotYours):
            disputes.answer(dispute=dispute, state="stands", answer="Right", by=user, at=NOW)


def test_a_dispute_is_answered_once(worker, hr):
    dispute = disputes.raise_one(person=worker, fact="post", statement="No", by=worker.user, at=NOW)
    disputes.answer(dispute=dispute, state="stands", answer="Right", by=hr, at=NOW)
    with pytest.raises(disputes.AnsweredAlready):
        disputes.answer(dispute=dispute, state="mended", answer="Wrong", by=hr, at=NOW)


def test_a_read_by_somebody_else_is_noted_and_old_ones_go(worker, manager):
    reads.note(person=worker, page="person", capacity="Line manager", by=manager.user, at=NOW)
    reads.note(person=worker, page="person", capacity="Self", by=worker.user, at=NOW)
    assert ReadLog.objects.visible_to(worker.user, TODAY).count() == 1
    assert not ReadLog.objects.visible_to(manager.user, TODAY).exists()
    assert reads.forget_old(at=NOW + 740 * DAY) == 1


def test_the_nearest_live_date_up_the_tree_counts(hr):
    root = TeamFactory(code="CYPS")
    pilot = TeamFactory(code="LN1", version__parent=root)
    live_from.set_date(module="courses", team=None, starts_on=TODAY + 30 * DAY, by=hr, at=NOW)
    live_from.set_date(module="courses", team=pilot, starts_on=TODAY, by=hr, at=NOW)
    dates = LiveFrom.objects.starting("courses", TODAY)
    assert live.is_live("CYPS/LN1/", dates, TODAY)
    assert not live.is_live("CYPS/EH/", dates, TODAY)
    assert live.live_from("CYPS/EH/", dates) == TODAY + 30 * DAY
    assert live.live_from("CYPS/", {}) is None


def test_a_manager_sets_no_live_date(manager):
    with pytest.raises(live_from.NotAllowed):
        live_from.set_date(module="courses", team=None, starts_on=TODAY, by=manager.user, at=NOW)


def rules():
    return {breach.rule for breach in invariants.check()}


def test_a_sound_room_has_no_breach(worker):
    assert list(invariants.check()) == []


def test_a_circle_of_managers_is_a_breach(manager, worker):
    Post.objects.filter(person=manager).update(line_manager=worker)
    assert "managers never go round in a circle" in rules()


def test_overlapping_versions_are_a_breach(worker):
    post = worker.posts.get()
    PostFactory(
        person=worker,
        post_number=post.post_number,
        recorded_from=NOW - DAY,
        recorded_until=NOW,
        team=post.team,
    )
    assert "versions never overlap in recorded time" in rules()


def test_overlapping_grants_are_a_breach():
    user = RoleGrantFactory().user
    RoleGrantFactory(user=user, starts_on=TODAY)
    assert "a role is held once at a time" in rules()


def test_two_acting_managers_are_a_breach(worker):
    ActingManagerFactory(person=worker)
    ActingManagerFactory(person=worker)
    assert "one acting manager at a time" in rules()
