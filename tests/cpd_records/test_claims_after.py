"""Claims that are refused, taken back, forgotten, or whose certificate counts; what letters and logs hold."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cpd_records.actions import claims
from cpd_records.actions.certificates import NotCompleted, issue
from cpd_records.actions.claims import ClaimRefused, NotForYou
from cpd_records.claim_invariants import breaches
from cpd_records.models import Claim, ClaimEvent, CpdRecord, RequirementPeriod
from foundation.models import ChangeLogEntry, OutboxMessage
from tests.factories.claims import HALF_DAY, JUNE, NOON, learner, manager_of, pdf, somebody_else, submitted, verified
from tests.factories.cpd_records import DAY, balance
from tests.factories.requirements import RequirementFactory
from tests.factories.workforce import PostFactory, RoleGrantFactory, staff
from workforce.models import LiveFrom

pytestmark = pytest.mark.django_db
SECRET = "He told me about his sister"
LATER = NOON + timedelta(days=1)


class TestTakingBack:
    def test_time_and_record_go_back_with_a_reason_that_the_person_reads(self):
        person = learner()
        claim = verified(person)
        claims.reverse(claim_id=claim.pk, text="It was a meeting", by=manager_of(person), at=LATER)
        claims.reverse(claim_id=claim.pk, text="It was a meeting", by=manager_of(person), at=LATER)
        assert balance(person).available == 15 * DAY
        assert not CpdRecord.objects.standing().exists()
        assert claim.events.filter(what="reversed").count() == 1
        assert list(breaches()) == []

    def test_a_coordinator_may_and_nobody_for_themselves(self):
        person = learner()
        claim = verified(person)
        for user in (person.user, somebody_else()):
            with pytest.raises(NotForYou):
                claims.reverse(claim_id=claim.pk, text="x", by=user, at=NOON)
        assert claims.reverse(claim_id=claim.pk, text="Twice", by=RoleGrantFactory().user, at=NOON).state == "reversed"

    def test_a_reason_is_needed(self):
        person = learner()
        claim = verified(person)
        with pytest.raises(ClaimRefused, match="Say why"):
            claims.reverse(claim_id=claim.pk, text=" ", by=manager_of(person), at=NOON)


class TestWaitingLong:
    def test_a_reminder_once_and_then_further_up(self):
        director = staff("director@example.org")
        manager = staff("manager@example.org", manager=director)
        person = learner(manager=manager)
        claim = submitted(person)
        assert claims.remind(by=None, at=NOON + timedelta(days=4)) == 0
        assert claims.remind(by=None, at=NOON + timedelta(days=7)) == 1
        assert claims.remind(by=None, at=NOON + timedelta(days=8)) == 0
        with pytest.raises(NotForYou):
            claims.verify(claim_id=claim.pk, by=director.user, at=NOON)
        assert claims.escalate(by=None, at=NOON + timedelta(days=14)) == 1
        assert claims.escalate(by=None, at=NOON + timedelta(days=15)) == 0
        kinds = set(OutboxMessage.objects.filter(to_address="director@example.org").values_list("kind", flat=True))
        assert kinds == {"claim-further-up"}
        assert claims.verify(claim_id=claim.pk, by=director.user, at=NOON + timedelta(days=15)).state == "verified"

    def test_without_a_managers_manager_the_coordinators_are_asked(self):
        person, coordinator = learner(), RoleGrantFactory().user
        claim = submitted(person)
        claims.escalate(by=None, at=NOON + timedelta(days=20))
        assert claims.verify(claim_id=claim.pk, by=coordinator, at=NOON + timedelta(days=20)).state == "verified"


class TestCertificates:
    def claimed(self, **more):
        person = learner()
        PostFactory._meta.model.objects.filter(person=person).update(starts_on=JUNE - timedelta(days=30))
        RequirementFactory()
        given = {"kind": "external", "provider_name": "A trust", "files": [pdf()], **more}
        return person, verified(person, **given)

    def test_by_a_coordinators_word_it_meets_a_requirement(self):
        person, claim = self.claimed()
        coordinator = RoleGrantFactory().user
        done = claims.accept_certificate(claim_id=claim.pk, course_code="la19", by=coordinator, at=NOON)
        assert done.course_code == "LA19"
        record = CpdRecord.objects.standing().get(person=person)
        assert (record.course_code, record.credited_minutes) == ("LA19", HALF_DAY)
        assert list(breaches()) == []
        assert set(RequirementPeriod.objects.values_list("evidence", flat=True)) <= {claim.source, ""}

    def test_its_own_last_day_ends_the_period_and_the_next_follows_from_it(self):
        """12 June 2026 and 36 months would reach to 11 June 2029; the certificate says 31 December 2027."""
        LiveFrom.objects.create(module="cpd", team=None, starts_on=date(2020, 1, 1))
        person, claim = self.claimed(valid_until=date(2027, 12, 31))
        claims.accept_certificate(claim_id=claim.pk, course_code="LA19", by=RoleGrantFactory().user, at=NOON)
        done = RequirementPeriod.objects.get(person=person, evidence=claim.source)
        assert (done.valid_from, done.valid_until) == (JUNE, date(2028, 1, 1))
        following = RequirementPeriod.objects.get(person=person, cycle=done.cycle + 1)
        assert (following.window_opens_on, following.due_on) == (date(2027, 10, 1), date(2027, 12, 31))

    def test_not_by_the_manager_nor_for_what_nothing_asks_nor_when_it_ran_out(self):
        person, claim = self.claimed(valid_until=JUNE + timedelta(days=2))
        with pytest.raises(NotForYou):
            claims.accept_certificate(claim_id=claim.pk, course_code="LA19", by=manager_of(person), at=NOON)
        coordinator = RoleGrantFactory().user
        with pytest.raises(ClaimRefused, match="ran out on 14 June 2026"):
            claims.accept_certificate(claim_id=claim.pk, course_code="LA19", by=coordinator, at=NOON)
        Claim.objects.update(valid_until=None)
        with pytest.raises(ClaimRefused, match="No requirement asks"):
            claims.accept_certificate(claim_id=claim.pk, course_code="LA99", by=coordinator, at=NOON)

    def test_the_academy_certifies_only_its_own(self):
        verified(learner())
        with pytest.raises(NotCompleted, match="its own courses"):
            issue(record=CpdRecord.objects.get(), by=None, at=NOON)


class TestWords:
    def test_what_is_written_is_in_no_letter_no_log_and_not_in_the_clear(self):
        person = learner()
        claim = submitted(person, note=SECRET, title="Shadowing")
        claims.query(claim_id=claim.pk, text=SECRET, by=manager_of(person), at=NOON)
        claims.answer(claim_id=claim.pk, text=SECRET, by=person.user, at=NOON)
        claims.refuse(claim_id=claim.pk, text=SECRET, by=manager_of(person), at=NOON)
        assert OutboxMessage.objects.count() == 4
        for row in [*OutboxMessage.objects.all(), *ChangeLogEntry.objects.all()]:
            assert SECRET not in str(vars(row))
        with connection.cursor() as cursor:
            cursor.execute("SELECT note FROM cpd_records_claim UNION ALL SELECT text FROM cpd_records_claimevent")
            assert all(SECRET.encode() not in bytes(text) for (text,) in cursor.fetchall())

    def test_history_cannot_be_changed(self):
        claim = submitted(learner())
        for change in (lambda: claim.events.update(what="verified"), lambda: claim.events.all().delete()):
            with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
                change()
        assert ClaimEvent.objects.filter(claim=claim).count() == 2


class TestInvariants:
    def test_a_state_that_history_does_not_know(self):
        Claim.objects.filter(pk=submitted(learner()).pk).update(state="queried")
        assert [each.rule for each in breaches()] == ["a claim's state is its history's"]

    def test_a_verified_claim_without_its_record(self):
        verified(learner())
        CpdRecord.objects.update(withdrawn_at=NOON, withdrawn_reason="x")
        assert [each.rule for each in breaches()] == ["a verified claim stands in the record"]

    def test_a_verified_claim_that_used_other_minutes(self):
        claim = verified(learner())
        Claim.objects.filter(pk=claim.pk).update(credited_minutes=10)
        CpdRecord.objects.update(credited_minutes=10)
        assert [each.rule for each in breaches()] == ["a verified claim used what it counted for"]

    def test_a_record_without_a_verified_claim(self):
        claim = verified(learner())
        Claim.objects.filter(pk=claim.pk).update(state="submitted", credited_minutes=None)
        rules = {each.rule for each in breaches()}
        assert {"only a verified claim stands in the record", "only a verified claim uses time"} <= rules
