"""A coordinator of some teams acts as one there only, whatever else they may see of other people (ADR 12)."""

import pytest
from django.utils import timezone

from courses.actions import arrangements, bookings, exemptions, registers, waiting
from courses.actions.demand import draft_sessions
from courses.actions.sessions import cancel_session, change_session, open_session, plan_of
from courses.models import Arrangement, Session
from courses.permissions import NotForYou
from foundation.models import OutboxMessage
from tests.courses.editors import sign_in
from tests.factories.bookings import booked, give_allowance, past, requested
from tests.factories.courses import CourseFactory, SessionFactory
from tests.factories.waiting import full_session, waits
from tests.factories.workforce import RoleGrantFactory, TeamFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    """Manages people of one team, and coordinates the learning of another."""
    elsewhere = TeamFactory()
    found = staff("manager@example.org", team=elsewhere)
    RoleGrantFactory(user=found.user, role="coordinator", team=elsewhere)
    return found


@pytest.fixture
def report(manager):
    found = staff("report@example.org", team=TeamFactory(), manager=manager)
    give_allowance(found)
    return found


def test_what_a_report_needs_is_not_read_by_a_manager_who_coordinates_elsewhere(client, manager, report):
    booking = requested(report, arrange={"access": "A hearing loop"})
    assert not Arrangement.objects.visible_to(manager.user).exists()
    sign_in(client, manager.user)
    assert "hearing loop" not in client.get("/sessions/to-arrange/").text
    with pytest.raises(NotForYou):
        arrangements.mark_arranged(arrangement_id=booking.arrangements.get().pk, by=manager.user, at=timezone.now())


def test_nor_are_the_coordinators_powers_had_over_them(manager, report):
    booking = requested(report)
    with pytest.raises(NotForYou):
        bookings.cancel(booking_id=booking.pk, by=manager.user, at=timezone.now())
    with pytest.raises(NotForYou):
        exemptions.grant(
            person_id=report.pk, course_code=CourseFactory().code, reason="Done", by=manager.user, at=timezone.now()
        )


def test_the_coordinator_of_their_team_reads_and_acts(report):
    booking = requested(report, arrange={"access": "A hearing loop"})
    team = report.posts.get().team
    user = RoleGrantFactory(role="coordinator", team=team).user
    assert Arrangement.objects.visible_to(user).get().booking_id == booking.pk
    bookings.cancel(booking_id=booking.pk, by=user, at=timezone.now())


def test_the_waiting_list_of_a_session_others_look_after_is_theirs(manager):
    waiter = waits(full_session(owner_team=TeamFactory()))
    with pytest.raises(NotForYou):
        waiting.put_first(booking_id=waiter.pk, reason="I like them", by=manager.user, at=timezone.now())


def test_so_is_its_register(client, manager):
    team = TeamFactory()
    session = past(booked(session=SessionFactory(owner_team=team)))
    sign_in(client, manager.user)
    address = f"/sessions/{session.public_id}/register/"
    assert client.get(address).status_code == 403
    assert client.post(f"{address}close/").status_code == 403
    sign_in(client, RoleGrantFactory(role="coordinator", team=team).user)
    assert client.get(address).status_code == 200
    desk = f"/sessions/{session.public_id}/register/"
    assert desk in client.get("/desk/").text
    sign_in(client, manager.user)
    assert desk not in client.get("/desk/").text


def test_a_reminder_of_its_register_goes_to_those_who_look_after_it(manager):
    team = TeamFactory()
    past(booked(session=SessionFactory(owner_team=team)), days=20)
    ours = staff("ours@example.org", team=team)
    RoleGrantFactory(role="coordinator", user=ours.user, team=team)
    registers.nudge(at=timezone.now())
    told = OutboxMessage.objects.filter(kind="register-still-open").values_list("to_address", flat=True)
    assert list(told) == [ours.work_email]


ACTS = {
    "open": open_session,
    "change": lambda *, session_id, **who: change_session(
        session_id=session_id, plan=plan_of(Session.objects.get(pk=session_id)), **who
    ),
    "cancel": lambda **given: cancel_session(reason="No room", **given),
    "close": registers.close,
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("owned", [True, False])
def test_sessions_others_look_after_are_not_theirs_to_open_change_cancel_or_close(manager, act, owned):
    owner = TeamFactory() if owned else None
    session = past(booked(session=SessionFactory(owner_team=owner)))
    if act == "open":
        session = SessionFactory(owner_team=owner, state="planned")
    with pytest.raises(NotForYou):
        ACTS[act](session_id=session.pk, by=manager.user, at=timezone.now())


def test_what_they_draft_from_demand_is_their_teams_whoever_ran_it_last(manager):
    theirs = SessionFactory(owner_team=TeamFactory())
    first = timezone.localdate() + timezone.timedelta(days=60)
    last = first + timezone.timedelta(days=60)
    (draft,) = draft_sessions(wanted={theirs.course_id: 1}, first=first, last=last, by=manager.user, at=timezone.now())
    assert draft.owner_team == manager.user.role_grants.get().team
