"""Whatever people, managers, coordinators and the clock do, in any order: places and minutes agree, and nobody
who waits and could come is overtaken (DESIGN 4, "Booking" and "Waiting list")."""

import datetime
import os
from contextlib import suppress

import pytest
from django.db.models import Sum
from django.utils import timezone
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from courses import invariants
from courses.actions import approvals, bookings, holds, sessions, waiting
from courses.actions.bookings import BookingRefused, CancellationRefused
from courses.actions.holds.keeping import KeptFor
from courses.actions.sessions import DateSpan, SessionPlan, SessionRefused
from courses.models import Approval, Booking, Offer, PlaceHold, Session
from courses.rules.conditions.queue import eligible, is_open
from cpd_records.invariants import balances_add_up, no_source_gives_back_more_than_it_took, nothing_is_taken_below_zero
from foundation import policies
from tests.factories.bookings import give_allowance
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead
from tests.factories.workforce import PersonFactory, PostFactory, TeamFactory, UserFactory

PEOPLE, SESSIONS = 7, 3
RUNS = int(os.environ.get("PROPERTY_RUNS", "6"))
SOMEBODY, SOME_SESSION = st.integers(0, PEOPLE - 1), st.integers(0, SESSIONS - 1)
EXPECTED = (
    BookingRefused,
    CancellationRefused,
    SessionRefused,
    waiting.JoiningRefused,
    waiting.OfferGone,
    waiting.OfferRefused,
    holds.HoldRefused,
)


class Academy(RuleBasedStateMachine):
    """Three sessions of one course, two at the same time, with few places; seven people, one of them without days."""

    @initialize()
    def people_and_sessions(self):
        self.now = timezone.now()
        self.manager = PersonFactory(user=UserFactory())
        team = TeamFactory()
        PostFactory(person=self.manager, team=team)
        self.people = [PersonFactory(user=UserFactory()) for _ in range(PEOPLE)]
        for number, person in enumerate(self.people):
            new = {"starts_on": timezone.localdate() - datetime.timedelta(days=90)} if number == 1 else {}
            PostFactory(person=person, team=team, line_manager=self.manager, **new)
        give_allowance(*self.people[1:])
        course = CourseFactory(learning_minutes=444)
        starts = [days_ahead(30), days_ahead(30, 12), days_ahead(40)]
        self.sessions = [
            SessionFactory(course=course, capacity=1 + number, spans=[(start, start + datetime.timedelta(hours=4))])
            for number, start in enumerate(starts)
        ]
        self.before = {}

    def attempt(self, action):
        """Do it, or be told why not; then see that no place went past somebody who could have had it."""
        first = self.next_in_line()
        known = set(self.rows().values_list("pk", flat=True))
        with suppress(*EXPECTED):
            action()
        self.nobody_was_overtaken(first, known)

    def rows(self):
        return Booking.objects.filter(session__in=self.sessions)

    def next_in_line(self):
        """By session: who waits and could have a place, in order, while the list is open."""
        book = policies.book()
        found = Session.objects.filter(pk__in=[session.pk for session in self.sessions]).select_related("course")
        return {
            session.pk: [booking.pk for booking in eligible(session, self.now, book)]
            for session in found.prefetch_related("dates")
            if is_open(session, self.now, book)
        }

    def nobody_was_overtaken(self, first, known):
        for pk, line in first.items():
            served = set(self.rows().filter(pk__in=line).exclude(state="waiting").values_list("pk", flat=True))
            passed = [booking for booking in line if booking not in served]
            behind = [booking for booking in served if passed and line.index(booking) > line.index(passed[0])]
            left = set(self.rows().filter(pk__in=behind, state="cancelled").values_list("pk", flat=True))
            assert set(behind) == left, "somebody who waits was overtaken on the list"
            if passed:
                new = self.rows().filter(session=pk, hold=None, state__in=("booked", "requested")).exclude(pk__in=known)
                assert not new.exists(), "somebody booked past people who wait"

    @rule(who=SOMEBODY, where=SOME_SESSION)
    def book(self, who, where):
        person = self.people[who]
        self.attempt(
            lambda: bookings.book(session_id=self.sessions[where].pk, person_id=person.pk, by=person.user, at=self.now)
        )

    @rule(who=SOMEBODY, where=SOME_SESSION, at_once=st.booleans())
    def join(self, who, where, at_once):
        person = self.people[who]
        self.attempt(
            lambda: waiting.join(
                session_id=self.sessions[where].pk,
                person_id=person.pk,
                at_once=at_once,
                by=person.user,
                at=self.now,
            )
        )

    @rule(data=st.data())
    def give_up(self, data):
        booking = self.one_of(self.rows().live(), data)
        if booking:
            self.attempt(lambda: bookings.cancel(booking_id=booking.pk, reason="other", by=None, at=self.now))

    @rule(data=st.data(), where=SOME_SESSION)
    def move(self, data, where):
        booking = self.one_of(self.rows().filter(state__in=bookings.MOVABLE), data)
        if booking:
            there = self.sessions[where].pk
            self.attempt(
                lambda: bookings.move(booking_id=booking.pk, session_id=there, reason="other", by=None, at=self.now)
            )

    @rule(data=st.data(), yes=st.booleans())
    def manager_answers(self, data, yes):
        approval = self.one_of(Approval.objects.pending().filter(booking__session__in=self.sessions), data)
        if approval and yes:
            ids = [approval.pk]
            self.attempt(lambda: approvals.approve(approval_ids=ids, by=self.manager.user, at=self.now))
        elif approval:
            ids = [approval.pk]
            self.attempt(lambda: approvals.decline(approval_ids=ids, reason="Cover", by=self.manager.user, at=self.now))

    @rule(data=st.data(), answer=st.sampled_from(["accept", "decline", "keep", "rejoin"]))
    def answer(self, data, answer):
        offers = Offer.objects.filter(booking__session__in=self.sessions)
        offer = self.one_of(offers if answer == "rejoin" else offers.open(), data)
        if offer:
            said = {"token": offer.token, "by": None, "at": self.now}
            if answer == "accept":
                self.attempt(lambda: waiting.accept(**said))
            elif answer == "rejoin":
                self.attempt(lambda: waiting.rejoin(**said))
            else:
                self.attempt(lambda: waiting.decline(**said, keep=answer == "keep"))

    @rule(where=SOME_SESSION, capacity=st.integers(1, 4))
    def change_capacity(self, where, capacity):
        session = Session.objects.get(pk=self.sessions[where].pk)
        spans = tuple(DateSpan(each.starts_at, each.ends_at) for each in session.dates.all())
        plan = SessionPlan(dates=spans, capacity=capacity, venue=session.venue)
        self.attempt(lambda: sessions.change_session(session_id=session.pk, plan=plan, by=None, at=self.now))

    @rule(where=SOME_SESSION, places=st.integers(1, 2))
    def keep_places(self, where, places):
        self.attempt(
            lambda: holds.keep(
                session_id=self.sessions[where].pk,
                whom=KeptFor(manager=self.manager),
                places=places,
                by=None,
                at=self.now,
            )
        )

    @rule(data=st.data())
    def give_places_back(self, data):
        hold = self.one_of(PlaceHold.objects.running().filter(session__in=self.sessions), data)
        if hold:
            self.attempt(lambda: holds.release(hold_id=hold.pk, by=None, at=self.now))

    @rule(where=SOME_SESSION)
    def cancel_session(self, where):
        if self.now > timezone.now() + datetime.timedelta(days=5):  # late, or little would be left to happen
            session = self.sessions[where].pk
            self.attempt(
                lambda: sessions.cancel_session(session_id=session, reason="The trainer is ill", by=None, at=self.now)
            )

    @rule(hours=st.sampled_from([1, 25, 49, 120]))
    def the_clock_goes_on(self, hours):
        self.now += datetime.timedelta(hours=hours)
        waiting.lapse(at=self.now)
        approvals.lapse(by=None, at=self.now)
        waiting.close_lists(at=self.now)
        waiting.keep_moving(at=self.now)

    def one_of(self, rows, data):
        keys = sorted(rows.values_list("pk", flat=True))
        return rows.model.objects.get(pk=data.draw(st.sampled_from(keys))) if keys else None

    @invariant()
    def places_and_minutes_agree(self):
        found = [*invariants.breaches(), *balances_add_up(), *nothing_is_taken_below_zero()]
        assert found + list(no_source_gives_back_more_than_it_took()) == []

    @invariant()
    def held_and_booked_and_free_make_the_capacity(self):
        for session in Session.objects.filter(pk__in=[each.pk for each in self.sessions]):
            running = PlaceHold.objects.filter(session=session).running()
            held = running.with_left(Booking.PLACE_STATES).aggregate(sum=Sum("left"))["sum"] or 0
            booked = Booking.objects.filter(session=session).holding_a_place().count()
            free = session.capacity - session.places_taken
            assert held + booked + free == session.capacity
            assert free >= 0

    @invariant()
    def everybody_has_at_most_one_live_row(self):
        live = list(self.rows().live().values_list("session", "person"))
        assert len(live) == len(set(live))

    @invariant()
    def an_offer_stands_for_each_offered_place_and_no_other(self):
        offered = set(self.rows().filter(state="offered").values_list("pk", flat=True))
        standing = Offer.objects.open().filter(booking__session__in=self.sessions)
        assert offered == set(standing.values_list("booking", flat=True))


@pytest.mark.django_db
def test_any_order_of_events_keeps_places_minutes_and_turns():
    """Every run has sessions and people of its own, so that runs may share the test's transaction.

    A failure is shown as it was found: making it smaller would take minutes of a real database.
    """
    found = settings(max_examples=RUNS, stateful_step_count=30, deadline=None, database=None, phases=[Phase.generate])
    run_state_machine_as_test(Academy, settings=found)
