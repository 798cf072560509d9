"""The CPD record and certificates."""

import pytest

from cpd_records.actions import certificates, records
from cpd_records.models import Certificate, CpdRecord
from foundation.methodologies import Split
from foundation.models import ChangeLogEntry
from tests.factories.cpd_records import NOON, learning, record
from tests.factories.workforce import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def issue(made, by=None):
    return certificates.issue(record=made, by=by, at=NOON)


def withdraw(made):
    return records.withdraw(record=made, reason="Marked by mistake", by=None, at=NOON)


def test_learning_is_recorded_with_minutes_shared_over_the_methodologies():
    made = record(PersonFactory(), weights=Split(sos=34, rp=33, sp=33))
    assert (made.minutes, made.sos_minutes, made.rp_minutes, made.sp_minutes) == (444, 151, 147, 146)
    assert (made.title, made.outcome, made.recorded_at) == ("Signs of Safety: two-day", "attended", NOON)


def test_who_added_it_is_in_the_change_log():
    user = UserFactory()
    made = record(PersonFactory(), by=user)
    logged = ChangeLogEntry.objects.get(verb="cpd_record.add")
    assert (logged.actor, logged.subject_key) == (user, str(made.pk))


def test_the_same_again_is_the_same_record():
    person = PersonFactory()
    assert record(person) == record(person)
    assert CpdRecord.objects.count() == 1


def test_other_facts_under_the_same_source_are_refused():
    person = PersonFactory()
    record(person)
    with pytest.raises(records.RecordExists, match="withdraw that first"):
        record(person, outcome="partial")


def test_a_withdrawn_record_makes_room_and_revokes_its_certificate():
    person = PersonFactory()
    made = record(person)
    certificate = issue(made)
    withdraw(made)
    certificate.refresh_from_db()
    assert (certificate.revoked_at, certificate.revoked_reason) == (NOON, "Marked by mistake")
    again = record(person, outcome="partial")
    assert list(CpdRecord.objects.standing()) == [again]


def test_withdrawing_twice_keeps_the_first_reason():
    made = record(PersonFactory())
    withdraw(made)
    records.withdraw(record=made, reason="Another reason", by=None, at=NOON)
    made.refresh_from_db()
    assert made.withdrawn_reason == "Marked by mistake"


def test_a_certificate_is_issued_once_in_the_name_of_its_day():
    person = PersonFactory(first_name="Jordan", last_name="Ellis")
    made = record(person)
    first = issue(made)
    person.last_name = "Marsh"
    person.save()
    assert issue(made) == first
    assert (first.holder_name, len(first.code)) == ("Jordan Ellis", 16)


def test_learning_attended_in_part_has_no_certificate():
    with pytest.raises(certificates.NotCompleted, match="attended in part"):
        issue(record(PersonFactory(), outcome="partial"))


def test_a_withdrawn_record_has_no_certificate():
    made = record(PersonFactory())
    withdraw(made)
    with pytest.raises(certificates.NotCompleted, match="taken out of the record"):
        issue(made)


def test_a_record_follows_a_joined_person():
    old = PersonFactory()
    made = record(old)
    new = PersonFactory()
    old.joined_into = new
    old.save()
    assert list(CpdRecord.objects.of_human(new)) == [made]


def test_records_by_methodology_and_day():
    person = PersonFactory()
    sos = record(person)
    record(person, source="booking:2", weights=Split(rp=100), starts_on=sos.starts_on.replace(year=2025))
    assert list(CpdRecord.objects.touching("sos")) == [sos]
    assert list(CpdRecord.objects.between(sos.starts_on, sos.ends_on)) == [sos]


def test_certificates_come_with_their_records_in_one_more_query(django_assert_num_queries):
    for number in range(5):
        issue(record(PersonFactory(), source=f"booking:{number}"))
    with django_assert_num_queries(2):
        found = CpdRecord.objects.standing().with_certificates()
        assert [len(made.valid_certificates) for made in found] == [1] * 5


def test_nothing_of_the_learning_is_lost_on_the_way():
    made = record(PersonFactory())
    assert records.agrees(made, learning())
    assert not records.agrees(made, learning(title="Another"))
    assert Certificate.objects.count() == 0
