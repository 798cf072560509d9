"""What a booking says of the allowance."""

import pytest
from django.utils import timezone

from courses.presenters.bookings import booking_view
from cpd_records.actions import ledger
from cpd_records.rules.portions import Portion
from foundation.methodologies import equal_weights
from tests.factories.bookings import booked
from tests.factories.courses import SessionFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def words(booking, state):
    booking.state = state
    return booking_view(booking, NOW).allowance


def spent(minutes):
    """A place of 444 minutes of which some were used in the end."""
    booking = booked(session=SessionFactory())
    day = timezone.localdate(booking.session.starts_at)
    ledger.spend(
        source=booking.source,
        cycle=0,
        portions=[Portion(day, minutes, equal_weights(["sos"]))],
        by=None,
        at=NOW,
        reason="A test",
    )
    return booking


def test_a_place_ahead_sets_days_aside():
    assert words(booked(session=SessionFactory()), "booked") == "1 day set aside"


@pytest.mark.parametrize("state", ["attended", "partial"])
def test_learning_says_what_the_ledger_used(state):
    assert words(spent(222), state) == "0.5 days used"


def test_learning_from_a_history_file_reserved_nothing_and_still_says_what_it_used():
    booking = spent(222)
    booking.allowance_minutes = 0
    assert words(booking, "attended") == "0.5 days used"


def test_learning_without_entries_took_nothing_off():
    booking = booked(session=SessionFactory(counts_towards_allowance=False))
    assert words(booking, "attended") == "Nothing taken off"


def test_what_was_taken_back_is_no_longer_used():
    booking = spent(222)
    ledger.reverse(source=booking.source, cycle=0, by=None, at=NOW, reason="A correction")
    assert words(booking, "attended") == "Nothing taken off"


@pytest.mark.parametrize("state", ["cancelled", "did_not_attend"])
def test_a_place_not_used_gives_its_days_back(state):
    assert words(booked(session=SessionFactory()), state) == "1 day given back"
