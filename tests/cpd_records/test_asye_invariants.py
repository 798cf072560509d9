"""What `check_invariants` finds wrong with programmes and replaced certificates."""

from datetime import date
from uuid import uuid4

import pytest

from cpd_records.actions import certificates
from cpd_records.invariants_asye import breaches
from cpd_records.models import AsyeChange, AsyeEnrolment, AsyeTime, Certificate
from tests.factories.asye import BEGAN, LATER, enrolled, logged, newly_qualified
from tests.factories.cpd_records import NOON, record

pytestmark = pytest.mark.django_db


def rules():
    return [found.rule for found in breaches()]


def test_a_sound_programme_has_nothing_wrong():
    row = enrolled()
    logged(row)
    AsyeChange.objects.create(
        enrolment=row, kind="pause", starts_on=BEGAN, ends_on=date(2026, 9, 9), reason="x", at=LATER
    )
    AsyeChange.objects.create(enrolment=row, kind="pause", starts_on=date(2026, 9, 9), reason="x", at=LATER)
    assert rules() == []


def test_a_programme_without_an_assessor_is_found():
    row = enrolled()
    AsyeEnrolment.objects.filter(pk=row.pk).update(assessor=None)
    assert rules() == ["a programme has an assessor"]


def test_pauses_that_overlap_are_found():
    row = enrolled()
    for ends_on in (date(2026, 10, 9), None):
        AsyeChange.objects.create(
            enrolment=row, kind="pause", starts_on=date(2026, 10, 1), ends_on=ends_on, reason="x", at=LATER
        )
    assert rules() == ["pauses do not overlap"]


def test_time_before_the_programme_or_of_another_is_found():
    row = enrolled()
    AsyeTime.objects.create(enrolment=row, on=date(2026, 8, 1), minutes=5, kind="course", key=uuid4(), at=LATER)
    other = AsyeEnrolment.objects.create(person=newly_qualified("two@example.org"), starts_on=BEGAN, proposed_at=LATER)
    AsyeTime.objects.create(
        enrolment=other, on=BEGAN, minutes=0, kind="course", key=uuid4(), at=LATER, replaces=logged(row)
    )
    assert rules() == ["protected time lies in its programme"] * 2


def test_a_replaced_certificate_without_a_successor_is_found():
    certificate = certificates.issue(record=record(newly_qualified()), by=None, at=NOON)
    Certificate.objects.filter(pk=certificate.pk).update(replaced_at=LATER, replaced_reason="x")
    assert rules() == ["a replaced certificate has a successor"]
