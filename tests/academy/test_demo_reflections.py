"""The demo's Alice has something in her record, and her manager sees counts; loading again changes nothing."""

import pytest
from django.utils import timezone

from academy.demo import reflections
from cpd_records.models import PeerInvitation, Piece, Reflection
from cpd_records.reflection_invariants import breaches
from foundation.taxonomies import sync_shipped_terms
from tests.factories.cpd_records import record
from tests.factories.reflections import social_worker
from tests.factories.workforce import staff
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_it_loads_once_and_each_page_has_something_to_show(client):
    sync_shipped_terms()
    joseph = staff(reflections.JOSEPH, first_name="Joseph", last_name="Skelton")
    alice = social_worker(reflections.ALICE, manager=joseph, first_name="Alice", last_name="Gibbons")
    record(alice)
    now = timezone.now()
    reflections.load(now, print)
    assert reflections.load(now, print) == "already there"
    assert set(Reflection.objects.values_list("state", flat=True)) == {"agenda", "draft"}
    assert Reflection.objects.get(state="agenda").terms.count() == 3
    piece = Piece.objects.get()
    assert (piece.complete, piece.with_peer) == (True, True)
    assert PeerInvitation.objects.get().used
    assert list(breaches()) == []
    sign_in(client, joseph.user)
    assert "1 of 2, with peer reflection" in client.get("/team/cpd/").text
