"""The booking conditions, one by one, on plain facts (DESIGN 4, "Booking")."""

import datetime
from dataclasses import replace

import pytest

from courses.rules.conditions import BookingContext, refusals
from courses.rules.conditions.context import OwnBooking, PersonFacts, SessionFacts, Span, YearNeed
from tests.factories.courses import local

NOW = local(2026, 11, 2, 10)
DAY = Span(local(2026, 11, 12), local(2026, 11, 12, 16))
SESSION = SessionFacts(
    pk=1, title="Danger statements", course_url="/courses/danger/", state="open", capacity=16, taken=3, spans=(DAY,)
)


def context(session=None, person=None, **facts):
    return BookingContext(
        at=facts.pop("at", NOW),
        session=replace(SESSION, **(session or {})),
        person=PersonFacts(**(person or {})),
        **facts,
    )


def only(found):
    assert len(found) == 1, found
    return found[0]


def test_nothing_stands_in_the_way_of_an_ordinary_booking():
    assert refusals(context()) == []


@pytest.mark.parametrize(
    ("session", "key", "words"),
    [
        ({"state": "planned"}, "session_open", "not open for booking yet"),
        ({"state": "cancelled"}, "session_open", "has been cancelled"),
        ({"state": "closed"}, "session_open", "has taken place"),
        ({"opens_at": local(2026, 11, 3)}, "booking_opened", "Booking opens on 3 November 2026 at 9:30am."),
        ({"closes_at": local(2026, 11, 1, 17, 0)}, "booking_not_closed", "Booking closed on 1 November 2026 at 5pm."),
        ({"taken": 16}, "place_free", "All 16 places are taken."),
        ({"taken": 1, "capacity": 1}, "place_free", "The only place is taken."),
    ],
)
def test_a_session_says_why_it_cannot_be_booked(session, key, words):
    refusal = only(refusals(context(session)))
    assert (refusal.key, words in refusal.sentence) == (key, True)
    assert refusal.remedy
    assert refusal.button.url == "/courses/danger/"


def test_a_session_that_has_begun_cannot_be_booked():
    assert only(refusals(context(at=DAY.starts_at))).key == "not_started"


def test_the_minute_before_it_begins_can_be_booked():
    assert refusals(context(at=DAY.starts_at - datetime.timedelta(minutes=1))) == []


@pytest.mark.parametrize(
    ("person", "key", "words"),
    [
        ({"suspended": True}, "has_access", "on hold"),
        ({"has_post": False}, "in_post", "no post for you on 12 November 2026"),
        ({"post_ends_on": datetime.date(2026, 11, 11)}, "in_post", "ends on 11 November 2026"),
    ],
)
def test_a_person_is_told_why_they_cannot_book(person, key, words):
    refusal = only(refusals(context(person=person)))
    assert (refusal.key, words in refusal.sentence) == (key, True)


def test_the_last_day_in_post_is_early_enough():
    assert refusals(context(person={"post_ends_on": datetime.date(2026, 11, 12)})) == []


def test_somebody_from_another_organisation_needs_no_post():
    assert refusals(context(person={"external": True, "has_post": False})) == []


def test_agency_workers_are_refused_general_learning():
    assert only(refusals(context({"in_approaches": False}, {"agency": True}))).key == "agency_offer"


def test_agency_workers_may_learn_the_three_approaches():
    assert refusals(context({"in_approaches": True}, {"agency": True})) == []


def test_the_policy_may_open_general_learning_to_agency_workers():
    assert refusals(context({"in_approaches": False}, {"agency": True}, agency_approach_only=False)) == []


def own(span, title="Restorative circles"):
    return OwnBooking(2, title, "/my/bookings/x/", span)


def test_a_clash_names_the_booking_in_the_way():
    refusal = only(refusals(context(own=(own(Span(local(2026, 11, 12, 15, 0), local(2026, 11, 12, 17, 0))),))))
    assert refusal.sentence == (
        "You are booked on Restorative circles at the same time (Thursday 12 November 2026, 3pm to 5pm)."
    )
    assert refusal.button.url == "/my/bookings/x/move/"


def test_one_session_may_begin_as_another_ends():
    assert refusals(context(own=(own(Span(DAY.ends_at, local(2026, 11, 12, 17, 0))),))) == []


def test_a_second_date_that_clashes_is_found():
    second = Span(local(2026, 11, 19), local(2026, 11, 19, 16))
    assert only(refusals(context({"spans": (DAY, second)}, own=(own(second),)))).key == "no_clash"


def test_being_booked_already_is_said_alone_even_when_full_and_short():
    found = refusals(
        context(
            {"taken": 16},
            live_session_ids=frozenset({1}),
            own=(OwnBooking(1, "Danger statements", "/my/bookings/y/", DAY),),
            years=(YearNeed(datetime.date(2026, 4, 1), 444, 0),),
        )
    )
    assert only(found).key == "not_booked_already"


def test_a_short_allowance_is_said_in_days():
    refusal = only(refusals(context(years=(YearNeed(datetime.date(2026, 4, 1), 444, 222),))))
    assert refusal.sentence == (
        "This takes 1 day (7 hours 24 minutes) of your allowance for 2026/27, and you have 0.5 days left."
    )
    assert refusal.button.url == "/my/allowance/"


def test_an_allowance_that_just_fits_is_enough():
    assert refusals(context(years=(YearNeed(datetime.date(2026, 4, 1), 444, 444),))) == []


def test_each_short_year_is_named():
    years = (YearNeed(datetime.date(2026, 4, 1), 222, 0), YearNeed(datetime.date(2027, 4, 1), 222, 111))
    sentence = only(refusals(context(years=years))).sentence
    assert "for 2026/27, and you have none left" in sentence
    assert "for 2027/28, and you have 0.25 days left" in sentence


def test_several_refusals_come_in_the_order_worth_saying():
    found = refusals(context({"taken": 16}, own=(own(DAY),), years=(YearNeed(datetime.date(2026, 4, 1), 444, 0),)))
    assert [refusal.key for refusal in found] == ["place_free", "no_clash", "allowance_enough"]
