"""Claims, files, awards and mentoring in a subject access export, and replaced by tombstones."""

import pytest
from django.core.management import call_command
from django.db import transaction

from cpd_records.actions import career, claims
from cpd_records.claim_holdings import DISPOSER, sections
from cpd_records.models import Achievement, Claim, ClaimEvent, EvidenceFile, Mentoring
from foundation.disposal.graves import Grave
from foundation.models import Tombstone
from foundation.models.disposal import FileRemoval
from tests.cpd_records.test_career import AWARD
from tests.factories.claims import NOON, facts, learner, manager_of, pdf, submitted

pytestmark = pytest.mark.django_db
SECRET = "What the grandmother said"


@pytest.fixture
def person():
    somebody = learner()
    claim = submitted(somebody, files=[pdf()], note=SECRET)
    claims.query(claim_id=claim.pk, text="Whose idea was it?", by=manager_of(somebody), at=NOON)
    career.state(person_id=somebody.pk, values=AWARD, upload=pdf(), by=somebody.user, at=NOON)
    pair = {"mentee_id": somebody.pk, "mentor_id": None, "mentor_name": "Dr Bell", "starts_on": facts().starts_on}
    career.record_mentoring(**pair, by=somebody.user, at=NOON)
    return somebody


def test_an_export_holds_their_words_and_flags_a_managers(person):
    submitted(learner("other@example.org"), note="Of somebody else")
    found = {each.code: list(each.rows) for each in sections([person.pk], NOON)}
    counts = {code: len(rows) for code, rows in found.items()}
    assert counts == {"claims": 1, "claim-threads": 3, "evidence": 2, "awards": 1, "mentoring": 1}
    assert SECRET in found["claims"][0].cells
    assert [row.mentions_others for row in found["claim-threads"]] == [False, False, True]
    for each in sections([person.pk], NOON):
        assert all(len(row.cells) == len(each.headings) for row in each.rows)


def test_disposal_leaves_tombstones_and_not_a_word_or_file(person):
    call_command("install_disposal_role", verbosity=0)
    other = submitted(learner("other@example.org"))
    assert [(each.person_id, each.rows) for each in DISPOSER.holds([person.pk])] == [(person.pk, 4)]
    for _ in range(2):
        with transaction.atomic():
            DISPOSER.bury_person([person.pk], Grave(7, NOON, frozenset({"claim-evidence"})))
    assert list(Claim.objects.all()) == [other]
    assert set(ClaimEvent.objects.values_list("claim", flat=True)) == {other.pk}
    assert not any(model.objects.exists() for model in (EvidenceFile, Achievement, Mentoring))
    assert Tombstone.objects.filter(record_class="claim-evidence", log_number=7).count() == 4
    assert FileRemoval.objects.count() == 2


def test_a_disposal_of_something_else_leaves_them(person):
    with transaction.atomic():
        DISPOSER.bury_person([person.pk], Grave(7, NOON, frozenset({"ledger"})))
    assert Claim.objects.exists()
