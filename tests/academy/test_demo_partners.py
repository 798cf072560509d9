"""The demo's partners: organisations, a school's stage, carers, and places kept; loaded twice, the same."""

import pytest
from django.utils import timezone

from academy.demo import partners
from courses.invariants import breaches
from courses.models import Booking, PlaceHold
from foundation import taxonomies
from tests.factories.bookings import staff
from tests.factories.places import far_session
from workforce.models import AttachmentStage, Organisation, Person

pytestmark = pytest.mark.django_db


def test_twice_leaves_what_once_made():
    taxonomies.sync_shipped_terms()
    staff(email=partners.MANAGER)
    far_session()
    far_session(days=50)
    said = [partners.load(timezone.now(), print) for _ in range(2)]
    assert said == ["6 organisations, 2 with places kept"] * 2
    assert Organisation.objects.partners().count() == 6
    assert AttachmentStage.objects.count() == 2
    assert Person.objects.exclude(external_role="").count() == 2
    assert PlaceHold.objects.count() == 2
    assert Booking.objects.get().hold.organisation.code == "wath-family-link"
    assert list(breaches()) == []


def test_without_sessions_no_places_are_kept():
    taxonomies.sync_shipped_terms()
    staff(email=partners.MANAGER)
    assert partners.load(timezone.now(), print) == "6 organisations, 0 with places kept"
