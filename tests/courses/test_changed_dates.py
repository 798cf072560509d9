"""A session moves: who keeps places on it, and managers who have not answered, are told (issue 3, "Sessions")."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from courses.actions import approvals, holds
from courses.actions.sessions import DateSpan, change_session, plan_of
from foundation.british_dates import weekday_date
from foundation.models import OutboxMessage
from tests.factories.bookings import requested, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.places import administrator, far_session, kept, partner, team_of
from tests.factories.workforce import DeputyFactory

pytestmark = pytest.mark.django_db


def move_session(session, days=2):
    """To other days, at the same times."""
    later = datetime.timedelta(days=days)
    plan = plan_of(session)
    moved = tuple(DateSpan(span.starts_at + later, span.ends_at + later) for span in plan.dates)
    return change_session(session_id=session.pk, plan=replace(plan, dates=moved), by=None, at=timezone.now())


def told_of_change():
    return OutboxMessage.objects.filter(kind="approval-session-changed").values_list("to_address", flat=True)


def test_who_keeps_places_is_told_of_a_changed_date():
    lead, _ = team_of(1)
    session, organisation = far_session(), partner()
    asker = administrator(organisation)
    hold = kept(session, manager=lead, by=lead.user)
    kept(session, places=1, organisation=organisation)
    gone = kept(session, places=1, manager=staff())
    holds.release(hold_id=gone.pk, by=None, at=timezone.now())
    move_session(session)
    told = OutboxMessage.objects.filter(kind="places-session-changed")
    assert sorted(told.values_list("to_address", flat=True)) == sorted([lead.work_email, asker.email])
    letter = told.get(to_address=lead.work_email).body
    session.refresh_from_db()
    assert weekday_date(session.starts_at) in letter
    assert f"/team/places/{hold.public_id}/" in letter
    assert "2 places" in letter


def test_a_change_that_nobody_need_know_of_tells_nobody():
    lead, _ = team_of(1)
    session = far_session()
    kept(session, manager=lead, by=lead.user)
    change_session(session_id=session.pk, plan=replace(plan_of(session), capacity=20), by=None, at=timezone.now())
    assert not OutboxMessage.objects.filter(kind="places-session-changed").exists()


def test_a_manager_who_has_not_answered_is_told_of_the_new_date():
    manager = staff()
    learner = staff(line_manager=manager)
    booking, answered = (
        requested(learner),
        requested(learner, SessionFactory(spans=[(days_ahead(50), days_ahead(50, 16))])),
    )
    approvals.approve(approval_ids=[answered.approvals.get().pk], by=None, at=timezone.now())
    deputy = DeputyFactory(principal=manager, deputy=staff()).deputy
    for session in (booking.session, answered.session):
        move_session(session)
    told = OutboxMessage.objects.filter(kind="approval-session-changed")
    assert sorted(told_of_change()) == sorted([manager.work_email, deputy.work_email])
    booking.session.refresh_from_db()
    for letter in told:
        assert weekday_date(booking.session.starts_at) in letter.body
        assert f"/team/approvals/{booking.approvals.get().public_id}/" in letter.body


def test_after_it_went_further_up_the_manager_above_is_told_too():
    chief = staff()
    boss = staff(line_manager=chief)
    booking = requested(staff(line_manager=boss))
    approvals.escalate(by=None, at=booking.approvals.get().escalates_at)
    move_session(booking.session)
    assert sorted(told_of_change()) == sorted([boss.work_email, chief.work_email])
