"""Somebody comes instead of somebody else: the place moves, and nobody is told off."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses.actions import bookings, holds
from courses.actions.bookings import BookingRefused
from courses.invariants import breaches
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.places import administrator, far_session, kept, outsider, partner, team_of

pytestmark = pytest.mark.django_db
NOW = timezone.now


def name(hold, *people, by=None):
    return holds.name(hold_id=hold.pk, person_ids=[person.pk for person in people], by=by, at=NOW())


def kinds():
    return list(OutboxMessage.objects.order_by("pk").values_list("kind", flat=True))


class TestSomebodyElseComes:
    def test_the_place_and_the_minutes_move_and_both_are_written_to(self):
        lead, (one, two) = team_of(2)
        session = far_session(capacity=1)
        booking = booked(one, session)
        OutboxMessage.objects.all().delete()
        made = holds.substitute(booking_id=booking.pk, person_id=two.pk, by=lead.user, at=NOW())
        booking.refresh_from_db()
        session.refresh_from_db()
        assert (booking.state, booking.cancelled_late, made.state, session.places_taken) == (
            "cancelled",
            False,
            "booked",
            1,
        )
        methods = OutboxMessage.objects.order_by("pk").values_list("to_address", "calendar_method")
        assert list(methods) == [(one.work_email, "CANCEL"), (two.work_email, "REQUEST")]
        assert list(breaches()) == []

    def test_on_the_day_before_is_not_late(self):
        lead, (one, two) = team_of(2)
        session = SessionFactory(spans=[(days_ahead(1), days_ahead(1, 16))])
        booking = booked(one, session)
        holds.substitute(booking_id=booking.pk, person_id=two.pk, by=lead.user, at=NOW())
        booking.refresh_from_db()
        assert not booking.cancelled_late
        assert "manager-late-cancellation" not in kinds()

    def test_nothing_changes_where_the_other_cannot_come(self):
        lead, (one, two) = team_of(2)
        session = far_session()
        booking = booked(one, session)
        booked(two, far_session())
        with pytest.raises(BookingRefused):
            holds.substitute(booking_id=booking.pk, person_id=two.pk, by=lead.user, at=NOW())
        booking.refresh_from_db()
        assert booking.state == "booked"

    def test_goes_on_after_the_rest_went_back(self):
        hospital = partner()
        admin = administrator(hospital)
        one, two = outsider(hospital), outsider(hospital)
        hold = kept(far_session(), organisation=hospital)
        booking = name(hold, one, by=admin).booked[0].booking
        holds.release(hold_id=hold.pk, by=admin, at=NOW())
        assert holds.substitute(booking_id=booking.pk, person_id=two.pk, by=admin, at=NOW()).hold == hold

    def test_is_refused_to_a_stranger_and_for_somebody_elses_people(self):
        lead, (one, two) = team_of(2)
        booking = booked(one, far_session())
        for by, person in ((staff().user, two), (lead.user, staff())):
            with pytest.raises(PermissionDenied):
                holds.substitute(booking_id=booking.pk, person_id=person.pk, by=by, at=NOW())

    def test_a_place_given_up_has_nobody_to_replace(self):
        lead, (one, two) = team_of(2)
        booking = booked(one, far_session())
        bookings.cancel(booking_id=booking.pk, by=one.user, at=NOW())
        with pytest.raises(holds.SubstitutionRefused):
            holds.substitute(booking_id=booking.pk, person_id=two.pk, by=lead.user, at=NOW())

    def test_after_booking_has_closed_too(self):
        lead, (one, two) = team_of(2)
        session = far_session()
        booking = booked(one, session)
        session.booking_closes_at = NOW()
        session.save()
        assert holds.substitute(booking_id=booking.pk, person_id=two.pk, by=lead.user, at=NOW()).state == "booked"
        session.refresh_from_db()
        assert session.booking_closes_at is not None
