"""A newly qualified worker's programme in a subject access export, and replaced by a tombstone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from cpd_records.actions.asye import evidence
from cpd_records.asye_holdings import DISPOSER, sections
from cpd_records.models import AsyeEnrolment, AsyeEvidence, AsyeReview, AsyeTime
from foundation.disposal.graves import Grave
from foundation.models import FileRemoval, Tombstone
from tests.factories.asye import LATER, SHOWN_ON, coordinator, enrolled, logged, newly_qualified, reviewed, shown

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def row():
    made = enrolled()
    logged(made)
    reviewed(made, note="a private word")
    piece = evidence.Shown("work", SHOWN_ON, "A chronology", file=SimpleUploadedFile("plan.txt", b"What we did."))
    evidence.add(enrolment_id=made.pk, shown=piece, outcomes=(), by=made.person.user, at=LATER)
    shown(made, words="what I weighed")
    return made


def test_an_export_holds_what_was_written_and_flags_the_assessors_words(row):
    found = {each.code: list(each.rows) for each in sections([row.person_id], NOW)}
    assert [len(rows) for rows in found.values()] == [1, 0, 1, 1, 2, 0]
    assert "a private word" in found["asye-reviews"][0].cells
    assert found["asye-reviews"][0].mentions_others
    assert "what I weighed" in found["asye-evidence"][1].cells
    for each in sections([row.person_id], NOW):
        assert all(len(line.cells) == len(each.headings) for line in each.rows)


def test_disposal_leaves_a_tombstone_and_not_a_word(row):
    call_command("install_disposal_role", verbosity=0)
    other = enrolled(newly_qualified("two@example.org"), by=coordinator("two-by@example.org"), assessor=row.assessor)
    assert [(each.person_id, each.rows) for each in DISPOSER.holds([row.person_id])] == [(row.person_id, 1)]
    for _ in range(2):
        with transaction.atomic():
            DISPOSER.bury_person([row.person_id], Grave(7, NOW, frozenset({"asye"})))
    assert list(AsyeEnrolment.objects.all()) == [other]
    assert not AsyeTime.objects.exists()
    assert not AsyeReview.objects.exists()
    assert not AsyeEvidence.objects.exists()
    assert Tombstone.objects.filter(record_class="asye", log_number=7).count() == 1
    assert FileRemoval.objects.count() == 1


def test_a_disposal_of_something_else_leaves_it(row):
    with transaction.atomic():
        DISPOSER.bury_person([row.person_id], Grave(7, NOW, frozenset({"ledger"})))
    assert AsyeEnrolment.objects.exists()
