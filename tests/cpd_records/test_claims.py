"""Claims from the first word to the record (DOMAIN 6, rules 10 to 14)."""

from datetime import date, timedelta

import pytest

from cpd_records.actions import claims
from cpd_records.actions.claims import ClaimRefused, NotForYou
from cpd_records.claim_invariants import breaches
from cpd_records.models import Claim, CpdRecord, LedgerEntry
from tests.factories.claims import (
    HALF_DAY,
    JUNE,
    NOON,
    drafted,
    facts,
    learner,
    manager_of,
    pdf,
    second_manager,
    somebody_else,
    submitted,
    verified,
)
from tests.factories.cpd_records import DAY, balance, portion, reserve
from tests.factories.workforce import DeputyFactory, RoleGrantFactory, staff

pytestmark = pytest.mark.django_db
MARCH = date(2027, 3, 31)
LATER = NOON + timedelta(days=1)


def left(person, year=date(2026, 4, 1)):
    return balance(person, year).available


def refusal(action, **more):
    with pytest.raises(ClaimRefused) as caught:
        action(**more)
    return str(caught.value)


@pytest.fixture(autouse=True)
def _nothing_broken():
    yield
    assert list(breaches()) == []


class TestVerifying:
    def test_a_verified_claim_uses_the_time_and_stands_in_the_record(self):
        person = learner()
        claim = verified(person)
        assert (claim.state, claim.credited_minutes) == ("verified", HALF_DAY)
        assert balance(person).spent == HALF_DAY
        assert balance(person).split.sos == HALF_DAY
        record = CpdRecord.objects.standing().get(person=person)
        assert (record.kind, record.source, record.minutes, record.credited_minutes) == (
            "shadowing",
            claim.source,
            HALF_DAY,
            HALF_DAY,
        )
        entry = LedgerEntry.objects.get(kind="claim")
        assert (entry.by, entry.effective_on) == (manager_of(person), JUNE)

    def test_nothing_is_set_aside_before(self):
        person = learner()
        submitted(person)
        assert left(person) == 15 * DAY

    def test_a_second_press_changes_nothing(self):
        person = learner()
        claim = verified(person)
        again = claims.verify(claim_id=claim.pk, by=manager_of(person), at=LATER)
        assert again.credited_minutes == HALF_DAY
        assert LedgerEntry.objects.filter(kind="claim").count() == 1
        assert CpdRecord.objects.count() == 1
        assert claim.events.filter(what="verified").count() == 1

    def test_a_second_manager_reads_who_was_first(self):
        person = learner()
        claim, other = submitted(person), second_manager(person)
        claims.verify(claim_id=claim.pk, by=manager_of_first(person), at=NOON)
        said = refusal(claims.verify, claim_id=claim.pk, by=other, at=NOON)
        assert said.startswith("This was verified already by Manager Of Learner")

    def test_minutes_beyond_what_is_left_need_a_word(self):
        person = learner()
        reserve(person, portion(minutes=15 * DAY - 100))
        claim = submitted(person)
        said = refusal(claims.verify, claim_id=claim.pk, by=manager_of(person), at=NOON)
        assert "This needs 0.5 days (3 hours 42 minutes) of learning allowance" in said
        assert "beyond the allowance" in said
        claims.verify(claim_id=claim.pk, beyond=True, by=manager_of(person), at=NOON)
        assert LedgerEntry.objects.get(kind="claim").excess_minutes == HALF_DAY - 100

    def test_each_day_debits_its_own_year(self):
        at = NOON.replace(year=2027, month=4, day=2)
        person = learner(at=at)
        verified(person, at=at, starts_on=MARCH, ends_on=date(2027, 4, 1), minutes=DAY + 1)
        assert balance(person).spent == HALF_DAY + 1
        assert balance(person, date(2027, 4, 1)).spent == HALF_DAY

    def test_agency_workers_have_a_record_and_no_ledger(self):
        person = staff("agency@example.org", manager=staff("manager@example.org"))
        person.posts.update(contract="agency")
        claim = verified(person)
        assert claim.credited_minutes == 0
        assert CpdRecord.objects.get().minutes == HALF_DAY
        assert not LedgerEntry.objects.filter(kind="claim").exists()

    def test_corporate_learning_stands_in_the_record_and_takes_nothing(self):
        person = learner()
        assert verified(person, kind="corporate").credited_minutes == 0
        assert left(person) == 15 * DAY

    def test_many_at_once_each_on_its_own(self):
        person = learner()
        good, bad = submitted(person), submitted(person, starts_on=JUNE - timedelta(days=1))
        claims.withdraw(claim_id=bad.pk, by=person.user, at=NOON)
        answers = claims.verify_many(claim_ids=[good.pk, bad.pk], by=manager_of(person), at=NOON)
        assert [each.done for each in answers] == [True, False]
        assert "withdrawn by the person" in answers[1].problem


def manager_of_first(person):
    return person.posts.order_by("pk").first().line_manager.user


class TestWhoVerifies:
    def test_the_person_never(self):
        person = learner()
        claim = submitted(person)
        with pytest.raises(NotForYou):
            claims.verify(claim_id=claim.pk, by=person.user, at=NOON)

    def test_a_deputy_may_and_a_stranger_may_not(self):
        person = learner()
        claim, deputy = submitted(person), staff("deputy@example.org")
        DeputyFactory(principal=person.posts.get().line_manager, deputy=deputy)
        with pytest.raises(NotForYou):
            claims.verify(claim_id=claim.pk, by=somebody_else(), at=NOON)
        assert claims.verify(claim_id=claim.pk, by=deputy.user, at=NOON).state == "verified"

    def test_a_coordinator_only_where_nobody_manages_them(self):
        coordinator = RoleGrantFactory().user
        managed, alone = submitted(learner()), learner("alone@example.org")
        alone.posts.update(line_manager=None)
        alone = submitted(alone)
        with pytest.raises(NotForYou):
            claims.verify(claim_id=managed.pk, by=coordinator, at=NOON)
        assert alone.for_coordinators
        assert claims.verify(claim_id=alone.pk, by=coordinator, at=NOON).state == "verified"


class TestTheYearsLimits:
    def test_part_counts_when_a_limit_is_reached_with_the_sum(self):
        person = learner()
        verified(person, kind="reading", minutes=600)
        claim = verified(person, kind="reading", starts_on=JUNE - timedelta(days=1), minutes=400)
        assert claim.credited_minutes == 2 * DAY - 600
        reason = LedgerEntry.objects.filter(kind="claim").latest("pk").reason
        assert "Reading counts up to 2 days (14 hours 48 minutes) in 2026/27" in reason
        assert "So far 1.35 days (10 hours) of that are used" in reason
        assert CpdRecord.objects.get(source=claim.source).minutes == 400

    def test_reading_also_counts_towards_learning_by_oneself(self):
        person = learner()
        for days in range(3):
            verified(person, kind="research", starts_on=JUNE - timedelta(days=days), minutes=DAY)
        assert verified(person, kind="reading", minutes=60).credited_minutes == 0
        assert balance(person).spent == 3 * DAY

    def test_what_is_taken_back_counts_again(self):
        person = learner()
        first = verified(person, kind="reading", minutes=600)
        claims.reverse(claim_id=first.pk, text="Counted twice", by=manager_of(person), at=NOON)
        assert verified(person, kind="reading", minutes=600).credited_minutes == 600

    def test_a_new_year_has_its_own_limit(self):
        at = NOON.replace(year=2027, month=4, day=20)
        person = learner(at=at)
        verified(person, at=at, kind="team", starts_on=date(2027, 3, 24), ends_on=MARCH, minutes=3 * DAY)
        assert verified(person, at=at, kind="team", starts_on=date(2027, 4, 1), minutes=DAY).credited_minutes == DAY


class TestWritingDown:
    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"kind": "supervision"}, "Routine supervision cannot be claimed. Supervision is part of your job"),
            ({"kind": "dancing"}, "not offered"),
            ({"minutes": 601}, "10 hours can be claimed at most"),
            ({"minutes": 0}, "how long it took"),
            ({"ends_on": JUNE - timedelta(days=1)}, "The last day must be"),
            ({"starts_on": JUNE - timedelta(days=400), "ends_on": JUNE}, "at most a year"),
            ({"kind": "external"}, "who provides it"),
            ({"title": "  "}, "what it was"),
            ({"valid_until": JUNE - timedelta(days=1)}, "cannot run out"),
        ],
    )
    def test_what_is_wrong_is_said_in_words(self, more, words):
        person = learner()
        assert words in refusal(claims.draft, person_id=person.pk, facts=facts(**more), by=person.user, at=NOON)

    def test_nobody_writes_for_somebody_else(self):
        person = learner()
        with pytest.raises(NotForYou):
            claims.draft(person_id=person.pk, facts=facts(), by=somebody_else(), at=NOON)

    def test_what_was_agreed_is_a_draft_again_when_it_changes(self):
        person = learner()
        claim = drafted(person, starts_on=JUNE + timedelta(days=20))
        claims.ask_first(claim_id=claim.pk, by=person.user, at=NOON)
        claims.agree(claim_id=claim.pk, by=manager_of(person), at=NOON)
        same = facts(starts_on=JUNE + timedelta(days=20), note="Something else")
        assert claims.change(claim_id=claim.pk, facts=same, by=person.user, at=NOON).state == "agreed"
        longer = facts(starts_on=JUNE + timedelta(days=20), minutes=DAY)
        assert claims.change(claim_id=claim.pk, facts=longer, by=person.user, at=NOON).state == "draft"


class TestSending:
    def test_sixty_days_and_then_a_coordinator(self):
        person, coordinator = learner(), RoleGrantFactory().user
        old = NOON.date() - timedelta(days=61)
        assert submitted(person, starts_on=old + timedelta(days=1)).state == "submitted"
        claim = drafted(person, starts_on=old)
        assert "A coordinator may allow it later" in refusal(claims.submit, claim_id=claim.pk, by=person.user, at=NOON)
        claims.ask_late(claim_id=claim.pk, text="I was away", by=person.user, at=NOON)
        with pytest.raises(NotForYou):
            claims.allow_late(claim_id=claim.pk, text="Fine", by=manager_of(person), at=NOON)
        claims.allow_late(claim_id=claim.pk, text="Long absence", by=coordinator, at=NOON)
        assert claims.submit(claim_id=claim.pk, by=person.user, at=NOON).state == "submitted"

    def test_before_it_is_done_it_can_only_be_asked_about(self):
        person = learner()
        claim = drafted(person, starts_on=NOON.date() + timedelta(days=3))
        assert "once it is done, from 25 June 2026" in refusal(
            claims.submit, claim_id=claim.pk, by=person.user, at=NOON
        )
        assert claims.ask_first(claim_id=claim.pk, by=person.user, at=NOON).state == "asked"
        past = drafted(person)
        assert "begun already" in refusal(claims.ask_first, claim_id=past.pk, by=person.user, at=NOON)

    def test_it_needs_a_note_and_where_asked_evidence(self):
        person = learner()
        bare = drafted(person, note=" ")
        assert "what you learned" in refusal(claims.submit, claim_id=bare.pk, by=person.user, at=NOON)
        elsewhere = drafted(person, kind="external", provider_name="South Yorkshire Teaching Partnership")
        assert "needs evidence" in refusal(claims.submit, claim_id=elsewhere.pk, by=person.user, at=NOON)
        claims.add_file(claim_id=elsewhere.pk, upload=pdf(), by=person.user, at=NOON)
        assert claims.submit(claim_id=elsewhere.pk, by=person.user, at=NOON).state == "submitted"

    def test_a_question_and_its_answer(self):
        person = learner()
        claim = submitted(person)
        claims.query(claim_id=claim.pk, text="Which team?", by=manager_of(person), at=NOON)
        assert Claim.objects.get().state == "queried"
        claims.answer(claim_id=claim.pk, text="North", by=person.user, at=LATER)
        said = list(claim.events.in_order())
        assert [(each.what, each.text) for each in said[-2:]] == [("queried", "Which team?"), ("answered", "North")]
        assert claims.verify(claim_id=claim.pk, by=manager_of(person), at=LATER).state == "verified"

    def test_withdrawn_before_it_is_verified_and_never_after(self):
        person = learner()
        claim = submitted(person)
        claims.withdraw(claim_id=claim.pk, by=person.user, at=NOON)
        claims.withdraw(claim_id=claim.pk, by=person.user, at=NOON)
        assert claim.events.filter(what="withdrawn").count() == 1
        done = verified(person, starts_on=JUNE - timedelta(days=1))
        assert "verified already" in refusal(claims.withdraw, claim_id=done.pk, by=person.user, at=NOON)
