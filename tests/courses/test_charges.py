"""Charging partners for places: what is due, settled by rows, waived with a reason, taken as a file."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from courses import place_policies
from courses.actions import bookings, charges, holds
from courses.models import Charge
from courses.rules.charges import PlaceFacts, is_due, pence_for
from foundation import policies
from foundation.models import PolicyValue
from tests.courses.editors import coordinator, sign_in
from tests.factories.bookings import staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.places import administrator, far_session, kept, outsider, partner

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 12, 1)


def set_policy(key, value):
    PolicyValue.objects.create(
        key=key, value=Decimal(value), starts_on=datetime.date(2020, 1, 1), created_at=timezone.now()
    )


@pytest.fixture
def switched_on():
    set_policy(place_policies.CHARGES, 1)


def placed(session=None, **organisation):
    """Somebody of a partner, named for its place by the system."""
    body = partner(**organisation)
    hold = kept(session or far_session(), organisation=body)
    holds.note_purchase_order(hold_id=hold.pk, number="PO 9", by=None, at=timezone.now())
    named = holds.name(hold_id=hold.pk, person_ids=[outsider(body).pk], by=None, at=timezone.now())
    return named.booked[0].booking


def settle():
    return charges.settle(by=None, at=timezone.now())


@pytest.mark.parametrize(
    ("minutes", "pence"), [(90, 5000), (222, 5000), (223, 7500), (444, 7500), (666, 12500), (888, 15000)]
)
def test_the_price_of_half_and_full_days(minutes, pence):
    assert pence_for(minutes, DAY, policies.book()) == pence


@pytest.mark.parametrize(
    ("changed", "due"),
    [
        ({}, True),
        ({"state": "attended"}, True),
        ({"state": "did_not_attend"}, True),
        ({"state": "cancelled"}, False),
        ({"state": "cancelled", "cancelled_late": True}, True),
        ({"state": "cancelled", "cancelled_late": True, "cancelled_by_academy": True}, False),
        ({"kind": "carers"}, False),
        ({"external_role": "volunteer"}, False),
    ],
)
def test_what_is_due(switched_on, changed, due):
    facts = {"day": DAY, "minutes": 444, "kind": "health", "external_role": "", "state": "booked"}
    assert is_due(PlaceFacts(**(facts | changed)), policies.book()) is due


def test_nothing_is_charged_until_it_is_switched_on():
    placed()
    assert settle() == 0


def test_a_place_is_charged_once_with_the_purchase_order(switched_on):
    booking = placed()
    assert (settle(), settle()) == (1, 0)
    charge = Charge.objects.get()
    assert (charge.booking, charge.pence, charge.purchase_order) == (booking, 7500, "PO 9")


def test_staff_of_the_council_are_never_charged(switched_on):
    person = staff()
    bookings.book(session_id=far_session().pk, person_id=person.pk, by=person.user, at=timezone.now())
    assert settle() == 0


def test_given_up_in_time_is_reversed_by_a_row(switched_on):
    booking = placed()
    settle()
    bookings.cancel(booking_id=booking.pk, by=None, at=timezone.now())
    assert (settle(), settle()) == (1, 0)
    assert list(Charge.objects.values_list("why", "pence")) == [("place", 7500), ("no_longer_due", -7500)]
    assert Charge.objects.all().sum_pence() == 0


def test_given_up_late_stays_charged(switched_on):
    body = partner()
    person = outsider(body)
    session = SessionFactory(spans=[(days_ahead(1), days_ahead(1, 16))])
    booking = bookings.book(session_id=session.pk, person_id=person.pk, by=None, at=timezone.now())
    settle()
    bookings.cancel(booking_id=booking.pk, reason="court", by=None, at=timezone.now())
    assert settle() == 0
    assert Charge.objects.all().sum_pence() == 7500


def test_who_comes_instead_takes_the_charge_over(switched_on):
    booking = placed()
    settle()
    other = outsider(booking.person.organisation)
    holds.substitute(booking_id=booking.pk, person_id=other.pk, by=None, at=timezone.now())
    assert settle() == 2
    assert Charge.objects.standing().get().booking.person == other


class TestWaiving:
    def test_takes_it_back_with_the_reason_and_it_is_not_charged_again(self, switched_on):
        placed()
        settle()
        charge = Charge.objects.get()
        row = charges.waive(charge_id=charge.pk, reason="A pilot", by=coordinator(), at=timezone.now())
        assert (row.pence, row.reason, row.why) == (-7500, "A pilot", "waived")
        assert settle() == 0

    def test_needs_a_reason_a_coordinator_and_a_standing_charge(self, switched_on):
        booking = placed()
        settle()
        charge = Charge.objects.get()
        by = coordinator()
        with pytest.raises(charges.WaiverRefused, match="why"):
            charges.waive(charge_id=charge.pk, reason=" ", by=by, at=timezone.now())
        admin = administrator(booking.person.organisation)
        with pytest.raises(PermissionDenied):
            charges.waive(charge_id=charge.pk, reason="Ours", by=admin, at=timezone.now())
        charges.waive(charge_id=charge.pk, reason="A pilot", by=by, at=timezone.now())
        with pytest.raises(charges.WaiverRefused, match="already"):
            charges.waive(charge_id=charge.pk, reason="Again", by=by, at=timezone.now())


def test_the_database_refuses_to_change_or_remove_a_charge(switched_on):
    placed()
    settle()
    for change in (lambda: Charge.objects.update(pence=1), lambda: Charge.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


class TestThePages:
    PAGE = "/coordinate/charges/"

    def test_the_file_is_streamed_and_nothing_in_it_is_a_formula(self, client, switched_on):
        placed(code="evil")
        booking = placed(code="plain")
        booking.person.organisation.name = "=HYPERLINK(1)"
        booking.person.organisation.save()
        settle()
        sign_in(client, coordinator())
        answer = client.get("/coordinate/charges.csv")
        assert answer.streaming
        lines = b"".join(answer.streaming_content).decode().splitlines()
        assert len(lines) == 3
        assert "'=HYPERLINK(1)" in lines[2]
        assert "75.00" in lines[1]

    def test_the_period_filters_page_and_file(self, client, switched_on):
        placed()
        settle()
        sign_in(client, coordinator())
        before = "?last-day=1&last-month=1&last-year=2020"
        assert "£75" in client.get(self.PAGE).content.decode()
        assert "No charges" in client.get(f"{self.PAGE}{before}").content.decode()
        lines = b"".join(client.get(f"/coordinate/charges.csv{before}").streaming_content).decode().splitlines()
        assert len(lines) == 1

    def test_a_charge_is_waived_on_its_page(self, client, switched_on):
        placed()
        settle()
        sign_in(client, coordinator())
        page = f"{self.PAGE}{Charge.objects.get().public_id}/waive/"
        assert "Say in a sentence" in client.post(page, {}).content.decode()
        assert client.post(page, {"reason": "A pilot"}).status_code == 302
        assert Charge.objects.all().sum_pence() == 0

    def test_is_for_coordinators(self, client, switched_on):
        assert client.get(self.PAGE).status_code == 302
        for user in (staff().user, administrator(partner("x"))):
            sign_in(client, user)
            for page in (self.PAGE, "/coordinate/charges.csv", "/coordinate/place-requests/"):
                assert client.get(page).status_code == 403
