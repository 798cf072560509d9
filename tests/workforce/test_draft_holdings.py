"""Words in hand in somebody's own export, and lawfully let go of."""

import pytest
from django.db import transaction
from django.utils import timezone

from foundation.disposal.graves import Grave
from foundation.drafting.saving import save
from foundation.models import PrivateDraft
from tests.factories.agreed_actions import somebody
from workforce import draft_holdings

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    person = somebody()
    for user in (person.user, somebody().user):
        draft = PrivateDraft.objects.create(owner=user, place="reflection:new")
        save(draft=draft, boxes={"a": ["half a thought"], "b": [""]}, seen=0, by=user, at=timezone.now())
    return person


def holds(person):
    return {each.record_class: each.rows for each in draft_holdings.DISPOSER.holds([person.pk])}


def test_the_export_holds_their_words_and_nobody_elses(owner):
    (section,) = draft_holdings.sections([owner.pk], timezone.now())
    assert [row.cells[2:] for row in section.rows] == [("a", "half a thought")]


def test_they_are_counted_in_one_query(owner, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert holds(owner) == {"drafts": 1}


def test_let_go_of_they_go_whole_and_others_stay(owner):
    for classes in ({"posts"}, {"drafts"}, {"drafts"}):
        with transaction.atomic():
            draft_holdings.DISPOSER.bury_person([owner.pk], Grave(7, timezone.now(), frozenset(classes)))
        assert holds(owner) == ({"drafts": 1} if classes == {"posts"} else {})
    assert PrivateDraft.objects.count() == 1
