"""Places kept for a team, an organisation or a manager's people."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses.actions import bookings, holds, waiting
from courses.actions.bookings import BookingRefused
from courses.actions.sessions import cancel_session
from courses.invariants import breaches
from courses.models import Booking, PlaceHold
from courses.scheduled import give_kept_places_back
from cpd_records.models import LedgerEntry
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.places import administrator, far_session, kept, outsider, partner, team_of
from tests.factories.workforce import DeputyFactory, RoleGrantFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now


def name(hold, *people, by=None):
    return holds.name(hold_id=hold.pk, person_ids=[person.pk for person in people], by=by, at=NOW())


def kinds():
    return list(OutboxMessage.objects.order_by("pk").values_list("kind", flat=True))


def test_kept_places_count_as_taken():
    session = far_session(capacity=5)
    kept(session, places=2, organisation=partner())
    session.refresh_from_db()
    assert session.places_taken == 2
    assert list(breaches()) == []


def test_no_more_places_are_kept_than_are_free():
    session = far_session(capacity=2)
    booked(session=session)
    with pytest.raises(holds.HoldRefused, match="from 1 to 1"):
        kept(session, places=2, organisation=partner())


def test_places_of_a_session_that_has_begun_are_not_kept():
    session = SessionFactory(spans=[(days_ahead(-1), days_ahead(-1, 16))])
    with pytest.raises(holds.HoldRefused, match="over"):
        kept(session, organisation=partner(), until=timezone.localdate())


def test_only_a_coordinator_keeps_places_for_an_organisation():
    school = partner("school", "school")
    with pytest.raises(PermissionDenied):
        kept(far_session(), organisation=school, by=administrator(school))
    assert kept(far_session(), organisation=school, by=RoleGrantFactory(role="coordinator").user).places == 2


def test_a_coordinator_of_one_team_keeps_places_for_no_other():
    mine, other = TeamFactory(), TeamFactory()
    user = RoleGrantFactory(role="coordinator", team=mine).user
    assert kept(far_session(), team=mine, by=user).team == mine
    with pytest.raises(PermissionDenied):
        kept(far_session(), team=other, by=user)


class TestAManager:
    def test_keeps_places_until_the_policy_day_and_is_told(self):
        lead, _ = team_of(1)
        session = far_session(days=40)
        hold = kept(session, manager=lead, by=lead.user)
        assert hold.until == timezone.localdate() + datetime.timedelta(days=26)
        assert kinds() == ["places-kept"]

    def test_is_capped_for_each_session(self):
        lead, _ = team_of(1)
        session = far_session()
        kept(session, places=2, manager=lead, by=lead.user)
        with pytest.raises(holds.HoldRefused, match="up to 3 places"):
            kept(session, places=2, manager=lead, by=lead.user)

    def test_who_manages_nobody_keeps_none(self):
        learner = staff()
        with pytest.raises(PermissionDenied):
            kept(far_session(), manager=learner, by=learner.user)

    def test_is_told_when_the_policy_day_has_come(self):
        lead, _ = team_of(1)
        with pytest.raises(holds.HoldRefused, match="that day has come"):
            kept(far_session(days=10), manager=lead, by=lead.user)

    def test_names_only_people_who_report_to_them(self):
        lead, _ = team_of(1)
        hold = kept(far_session(), manager=lead, by=lead.user)
        with pytest.raises(PermissionDenied):
            name(hold, staff(), by=lead.user)


class TestNaming:
    def test_books_a_place_of_the_hold_and_no_other(self):
        lead, (one,) = team_of(1)
        session = far_session(capacity=2)
        hold = kept(session, places=2, manager=lead, by=lead.user)
        named = name(hold, one, by=lead.user)
        booking = named.booked[0].booking
        session.refresh_from_db()
        assert (booking.state, booking.hold, session.places_taken) == ("booked", hold, 2)
        assert LedgerEntry.objects.get(source=booking.source).kind == "reserve"
        assert list(breaches()) == []

    def test_more_people_than_places_are_refused_whole(self):
        lead, people = team_of(2)
        hold = kept(far_session(), places=1, manager=lead, by=lead.user)
        with pytest.raises(holds.HoldRefused, match="1 place left"):
            name(hold, *people, by=lead.user)
        assert not Booking.objects.exists()

    def test_whoever_cannot_come_holds_up_nobody(self):
        lead, (one, two) = team_of(2)
        session = far_session()
        booked(two, far_session())
        hold = kept(session, places=2, manager=lead, by=lead.user)
        named = name(hold, one, two, by=lead.user)
        assert [each.person for each in named.booked] == [one]
        assert [each.refusals[0].key for each in named.refused] == ["no_clash"]

    def test_a_stranger_names_nobody(self):
        lead, (one,) = team_of(1)
        hold = kept(far_session(), manager=lead, by=lead.user)
        with pytest.raises(PermissionDenied):
            name(hold, one, by=staff().user)

    def test_a_deputy_names_in_the_managers_stead(self):
        lead, (one,) = team_of(1)
        hold = kept(far_session(), manager=lead, by=lead.user)
        deputy = staff()
        DeputyFactory(principal=lead, deputy=deputy)
        assert name(hold, one, by=deputy.user).booked

    def test_is_over_once_the_places_have_gone_back(self):
        lead, (one,) = team_of(1)
        hold = kept(far_session(), manager=lead, by=lead.user)
        holds.release(hold_id=hold.pk, by=lead.user, at=NOW())
        with pytest.raises(holds.HoldRefused, match="gone back"):
            name(hold, one, by=lead.user)


class TestGoingBack:
    def test_frees_what_nobody_is_named_for(self):
        lead, (one,) = team_of(1)
        session = far_session(capacity=3)
        hold = kept(session, places=3, manager=lead, by=lead.user)
        name(hold, one, by=lead.user)
        assert holds.release(hold_id=hold.pk, by=lead.user, at=NOW()) == 2
        session.refresh_from_db()
        assert session.places_taken == 1

    def test_twice_does_nothing_more(self):
        hold = kept(far_session(), organisation=partner())
        assert holds.release(hold_id=hold.pk, by=None, at=NOW()) == 2
        assert holds.release(hold_id=hold.pk, by=None, at=NOW()) == 0

    def test_comes_by_the_clock_on_its_day_and_the_keeper_is_told_before_and_after(self):
        lead, _ = team_of(1)
        hold = kept(far_session(days=40), manager=lead, by=lead.user)
        PlaceHold.objects.update(until=timezone.localdate() + datetime.timedelta(days=2))
        assert give_kept_places_back() == {"released": 0, "reminded": 1}
        assert give_kept_places_back()["released"] == 0
        PlaceHold.objects.update(until=timezone.localdate())
        assert give_kept_places_back()["released"] == 1
        assert give_kept_places_back()["released"] == 0
        assert kinds() == ["places-kept", "places-go-back-soon", "places-released"]
        hold.refresh_from_db()
        assert hold.released_at is not None

    def test_ends_with_the_session_and_whoever_kept_or_asked_is_told(self):
        lead, (one,) = team_of(1)
        session, organisation = far_session(capacity=4), partner()
        asker = administrator(organisation)
        hold = kept(session, manager=lead, by=lead.user)
        kept(session, places=1, organisation=organisation)
        name(hold, one, by=lead.user)
        holds.ask(session_id=session.pk, organisation=organisation, places=1, note="", by=asker, at=NOW())
        cancel_session(session_id=session.pk, reason="The trainer is ill.", by=None, at=NOW())
        assert not PlaceHold.objects.running().exists()
        told = OutboxMessage.objects.filter(kind="places-session-cancelled")
        assert sorted(told.values_list("to_address", flat=True)) == sorted([lead.work_email, asker.email])
        assert all("The trainer is ill." in each.body for each in told)
        assert OutboxMessage.objects.get(kind="places-not-possible").to_address == asker.email
        assert give_kept_places_back() == {"released": 0, "reminded": 0}
        session.refresh_from_db()
        assert (session.places_taken, list(breaches())) == (0, [])

    def test_a_cancelled_name_leaves_the_place_with_the_hold(self):
        lead, (one,) = team_of(1)
        session = far_session(capacity=2)
        hold = kept(session, manager=lead, by=lead.user)
        booking = name(hold, one, by=lead.user).booked[0].booking
        bookings.cancel(booking_id=booking.pk, by=one.user, at=NOW())
        session.refresh_from_db()
        assert session.places_taken == 2


class TestFirstForThoseTheyAreFor:
    def test_others_are_told_for_whom_and_until_when(self):
        session = far_session(capacity=2)
        kept(session, organisation=partner("police", "police"))
        with pytest.raises(BookingRefused) as refused:
            booked(session=session)
        assert refused.value.refusal.key == "held_places"
        assert "2 places are kept for The Police until" in refused.value.refusal.sentence

    def test_people_of_the_team_and_below_book_them(self):
        above = TeamFactory()
        below = TeamFactory(version__parent=above)
        session = far_session(capacity=1)
        hold = kept(session, places=1, team=above)
        booking = booked(staff(team=below), session)
        assert booking.hold == hold
        session.refresh_from_db()
        assert session.places_taken == 1

    def test_with_places_of_nobody_left_others_book_those(self):
        session = far_session(capacity=3)
        kept(session, organisation=partner())
        assert booked(session=session).hold is None

    def test_a_full_session_without_kept_places_says_it_is_full(self):
        session = far_session(capacity=1)
        booked(session=session)
        with pytest.raises(BookingRefused) as refused:
            booked(session=session)
        assert refused.value.refusal.key == "place_free"


class TestWhoSeesThem:
    def test_each_their_own(self):
        lead, _ = team_of(1)
        hospital, school = partner(), partner("school", "school")
        mine = kept(far_session(), manager=lead, by=lead.user)
        theirs = kept(far_session(), organisation=hospital)
        team = kept(far_session(), team=TeamFactory())
        nurse = outsider(hospital, user=UserFactory())

        def seen(user):
            return set(PlaceHold.objects.visible_to(user))

        assert seen(lead.user) == {mine}
        assert seen(administrator(hospital)) == {theirs}
        assert seen(administrator(school)) == set()
        assert seen(nurse.user) == set()
        assert seen(RoleGrantFactory(role="coordinator").user) == {mine, theirs, team}

    def test_a_coordinator_of_a_team_sees_holds_below_it(self):
        above = TeamFactory()
        below = TeamFactory(version__parent=above)
        hold = kept(far_session(), team=below)
        kept(far_session(), team=TeamFactory())
        assert list(PlaceHold.objects.visible_to(RoleGrantFactory(role="coordinator", team=above).user)) == [hold]


def test_places_that_go_back_are_offered_to_those_who_wait():
    session = far_session(capacity=2)
    hold = kept(session, places=2, organisation=partner())
    waiter = staff()
    waiting.join(session_id=session.pk, person_id=waiter.pk, by=waiter.user, at=NOW())
    holds.release(hold_id=hold.pk, by=None, at=NOW())
    assert Booking.objects.get(person=waiter).state == "offered"
    assert list(breaches()) == []
