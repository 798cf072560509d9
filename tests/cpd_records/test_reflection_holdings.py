"""Reflections and pieces in a subject access export, and replaced by tombstones."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from cpd_records.models import PeerInvitation, Piece, Reflection
from cpd_records.reflection_holdings import DISPOSER, sections
from foundation.disposal.graves import Grave
from foundation.models import Tombstone
from tests.factories.reflections import SECRET, invited, piece_of, shared, social_worker, wrote
from tests.factories.workforce import staff

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def alice():
    person = social_worker(manager=staff("joseph@example.org"))
    shared(person)
    invited(piece_of(person))
    return person


def test_an_export_holds_their_words_and_flags_a_colleagues(alice):
    wrote(staff("other@example.org"), learned="Of somebody else")
    found = {each.code: list(each.rows) for each in sections([alice.pk], NOW)}
    assert [len(rows) for rows in found.values()] == [1, 1, 1]
    assert SECRET in found["reflections"][0].cells
    assert SECRET in found["registration-pieces"][0].cells
    assert found["peer-reflection"][0].mentions_others
    for each in sections([alice.pk], NOW):
        assert all(len(row.cells) == len(each.headings) for row in each.rows)


def test_disposal_leaves_tombstones_and_not_a_word(alice):
    call_command("install_disposal_role", verbosity=0)
    other = wrote(staff("other@example.org"))
    assert [(each.person_id, each.rows) for each in DISPOSER.holds([alice.pk])] == [(alice.pk, 2)]
    for _ in range(2):
        with transaction.atomic():
            DISPOSER.bury_person([alice.pk], Grave(7, NOW, frozenset({"reflections"})))
    assert list(Reflection.objects.all()) == [other]
    assert not Piece.objects.exists()
    assert not PeerInvitation.objects.exists()
    assert Tombstone.objects.filter(record_class="reflections", log_number=7).count() == 2


def test_a_disposal_of_something_else_leaves_them(alice):
    with transaction.atomic():
        DISPOSER.bury_person([alice.pk], Grave(7, NOW, frozenset({"ledger"})))
    assert Reflection.objects.exists()
