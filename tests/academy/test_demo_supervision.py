"""The demo's Alice and Joseph have written records: signed, shared and in draft; loading again changes nothing."""

import pytest
from django.utils import timezone

from academy.demo import supervision_records
from supervision.models import LearningNeed, Record
from supervision.record_invariants import breaches
from tests.factories.records import acknowledged, held_meeting, worker
from workforce.models import AgreedAction

pytestmark = pytest.mark.django_db


def test_it_loads_once_and_each_page_has_something_to_show():
    joseph = worker()
    alice = worker(joseph)
    acknowledged(held_meeting(alice, joseph))
    now = timezone.now()
    assert supervision_records.load(joseph, alice, now) == "3 records"
    assert supervision_records.load(joseph, alice, now) == "already there"
    assert sorted(Record.objects.values_list("state", flat=True)) == ["draft", "shared", "signed"]
    assert Record.objects.get(state="draft").drafts.get().words
    assert AgreedAction.objects.filter(owner=alice).count() == 2
    assert LearningNeed.objects.get().released_at is not None
    assert list(breaches()) == []
