"""Carrying time over: asked for, decided, used, lapsed, never doubled (DOMAIN 6, rule 5)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cpd_records import policies
from cpd_records.actions import carry_over, ledger
from cpd_records.invariants import breaches
from cpd_records.models import CarryOver
from cpd_records.rules import carrying
from foundation.models import ChangeLogEntry, OutboxMessage, PolicyValue
from foundation.policies import book
from tests.cpd_records.carrying import JULY, JUNE, MARCH, NEXT, asked, entries, granted
from tests.factories.cpd_records import DAY, NOON, YEAR, balance, member_of_staff, portion, reserve
from tests.factories.workforce import RoleGrantFactory, UserFactory, staff
from workforce.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return staff("manager@example.org")


@pytest.fixture
def person(manager):
    return member_of_staff(line_manager=manager)


@pytest.fixture
def head(person):
    return RoleGrantFactory(role="leader", team=Post.objects.get(person=person).team, starts_on=date(2020, 1, 1)).user


class TestLetters:
    """What was decided is told to the person and to whoever asked: never why."""

    def told(self):
        return {row.kind: row for row in OutboxMessage.objects.filter(kind__startswith="carry-over")}

    def test_both_hear_of_a_yes_once(self, person, manager, head):
        one = granted(person, manager, head)
        carry_over.grant(public_id=str(one.public_id), answer="Again", by=head, at=MARCH)
        letters = self.told()
        assert OutboxMessage.objects.count() == len(letters) == 2
        mine, theirs = letters["carry-over-granted"], letters["carry-over-granted-asker"]
        assert (mine.to_address, theirs.to_address) == (person.work_email, manager.user.email)
        assert "from your learning allowance of 2026/27 to 2027/28: 2 days (14 hours 48 minutes)." in mine.body
        assert "It counts for learning until 30 June 2027" in mine.body
        assert person.full_name in theirs.body
        assert f"/allowance/{person.public_id}/" in theirs.body

    def test_both_hear_of_a_no_and_no_letter_says_why(self, person, manager, head):
        one = asked(person, manager, reason="Long illness")
        carry_over.decline(public_id=str(one.public_id), answer="There is time in March.", by=head, at=MARCH)
        letters = self.told()
        assert set(letters) == {"carry-over-declined", "carry-over-declined-asker"}
        for letter in letters.values():
            assert "time in March" not in letter.subject + letter.body
            assert "illness" not in letter.subject + letter.body

    def test_whoever_decides_what_they_asked_for_writes_to_the_person_only(self, person, head):
        RoleGrantFactory(user=head, role="coordinator", starts_on=date(2020, 1, 1))
        facts = {"from_year": YEAR, "minutes": DAY, "cause": "absence", "reason": "Away", "at": MARCH}
        one = carry_over.propose(person=person, by=head, **facts)
        carry_over.grant(public_id=str(one.public_id), answer="", by=head, at=MARCH)
        assert set(self.told()) == {"carry-over-granted"}

    def test_what_the_academy_drafted_has_nobody_who_asked(self, person, head):
        before, after = {YEAR: DAY, NEXT: 0}, {YEAR: 0, NEXT: DAY}
        one = carry_over.draft_for_move(
            person_id=person.pk, source="booking:1", before=before, after=after, by=None, at=MARCH
        )
        carry_over.grant(public_id=str(one.public_id), answer="", by=head, at=MARCH)
        assert set(self.told()) == {"carry-over-granted"}


class TestGranting:
    def test_minutes_leave_the_old_year_and_arrive_in_the_new_one(self, person, manager, head):
        granted(person, manager, head)
        assert balance(person).available == 13 * DAY
        assert balance(person, NEXT).available == 17 * DAY
        out, into = entries(person)
        assert (out.from_bucket, out.to_bucket, out.effective_on) == ("available", "outside", date(2027, 3, 31))
        assert (into.from_bucket, into.to_bucket, into.effective_on) == ("outside", "available", NEXT)
        assert (
            out.reason
            == into.reason
            == (
                "2 days (14 hours 48 minutes) carried over from 2026/27 to 2027/28. Cause: being away. "
                "Counts for learning until 30 June 2027."
            )
        )
        assert out.by == head
        assert [breach for breach in breaches() if breach.rule != "an allowance equals its sum"] == []

    def test_twice_changes_nothing(self, person, manager, head):
        one = granted(person, manager, head)
        carry_over.grant(public_id=str(one.public_id), answer="Again", by=head, at=MARCH)
        assert len(entries(person)) == 2
        assert balance(person, NEXT).available == 17 * DAY

    def test_more_than_the_policy_is_refused_all_together(self, person, manager, head):
        granted(person, manager, head)
        with pytest.raises(carry_over.CarryOverRefused, match=r"At most 3 days .* 2 days were granted already"):
            asked(person, manager)

    def test_two_proposals_are_weighed_when_the_second_is_granted(self, person, manager, head):
        first, second = asked(person, manager), asked(person, manager)
        carry_over.grant(public_id=str(first.public_id), answer="", by=head, at=MARCH)
        with pytest.raises(carry_over.CarryOverRefused, match="At most 3 days"):
            carry_over.grant(public_id=str(second.public_id), answer="", by=head, at=MARCH)
        assert balance(person, NEXT).available == 17 * DAY

    def test_more_than_is_left_is_refused(self, person, manager):
        reserve(person, portion(minutes=14 * DAY))
        with pytest.raises(carry_over.CarryOverRefused, match="Only 1 day"):
            asked(person, manager)

    @pytest.mark.parametrize("day", [date(2026, 3, 31), date(2027, 7, 1)])
    def test_before_the_year_and_after_30_june_is_refused(self, person, manager, day):
        with pytest.raises(carry_over.CarryOverRefused, match="from 1 April 2026 to 30 June 2027"):
            asked(person, manager, at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))

    def test_30_june_is_in_time(self, person, manager, head):
        granted(person, manager, head, at=datetime(2027, 6, 30, 12, tzinfo=UTC))
        assert balance(person, NEXT).available == 17 * DAY

    def test_a_policy_of_no_days_carries_nothing(self, person, manager):
        PolicyValue.objects.create(
            key=policies.CARRY_MOST, starts_on=NEXT, value=Decimal(0), reason="Agreed", created_at=NOON
        )
        with pytest.raises(carry_over.CarryOverRefused, match="At most 0 days"):
            asked(person, manager)

    def test_no_needs_a_reason_and_moves_nothing(self, person, manager, head):
        one = asked(person, manager)
        with pytest.raises(carry_over.CarryOverRefused, match="Say why not"):
            carry_over.decline(public_id=str(one.public_id), answer=" ", by=head, at=MARCH)
        carry_over.decline(public_id=str(one.public_id), answer="There is time in March.", by=head, at=MARCH)
        with pytest.raises(carry_over.CarryOverRefused, match="settled already: declined"):
            carry_over.grant(public_id=str(one.public_id), answer="", by=head, at=MARCH)
        assert entries(person) == []

    def test_every_step_is_in_the_change_log_without_the_words(self, person, manager, head):
        granted(person, manager, head)
        log = ChangeLogEntry.objects.filter(verb__startswith="carry_over")
        assert list(log.order_by("pk").values_list("verb", flat=True)) == ["carry_over.propose", "carry_over.granted"]
        assert not log.filter(reason__contains="Away").exists()


class TestWho:
    def test_only_a_manager_or_coordinator_asks(self, person, head):
        coordinator = RoleGrantFactory(role="coordinator", starts_on=date(2020, 1, 1)).user
        for by in (head, person.user, UserFactory()):
            with pytest.raises(carry_over.CarryOverRefused, match="Only their manager or a coordinator"):
                carry_over.propose(
                    person=person, from_year=YEAR, minutes=DAY, cause="absence", reason="x", by=by, at=MARCH
                )
        facts = {"from_year": YEAR, "minutes": DAY, "cause": "absence", "reason": "x"}
        assert carry_over.propose(person=person, by=coordinator, at=MARCH, **facts)

    def test_only_a_head_of_service_over_the_person_decides(self, person, manager, head):
        one = asked(person, manager)
        elsewhere = RoleGrantFactory(role="leader", team=member_of_staff().posts.get().team).user
        for by in (manager.user, elsewhere, UserFactory()):
            with pytest.raises(carry_over.NotYoursToDecide):
                carry_over.grant(public_id=str(one.public_id), answer="", by=by, at=MARCH)

    def test_nobody_decides_for_themselves(self, person, manager, head):
        person.user = head
        person.save()
        one = asked(person, manager)
        with pytest.raises(carry_over.NotYoursToDecide):
            carry_over.grant(public_id=str(one.public_id), answer="", by=head, at=MARCH)
        assert not CarryOver.objects.to_decide(head, date(2027, 3, 10)).exists()


class TestLapsing:
    def test_what_was_not_used_by_30_june_goes(self, person, manager, head):
        granted(person, manager, head)
        assert carry_over.lapse_due(at=datetime(2027, 6, 30, 22, tzinfo=UTC)) == 0
        assert carry_over.lapse_due(at=JULY) == 2 * DAY
        assert balance(person, NEXT).available == 15 * DAY
        last = entries(person)[-1]
        assert (last.effective_on, last.cycle) == (date(2027, 7, 1), 1)
        assert "were not used or booked by 30 June 2027 and have lapsed" in last.reason
        assert [breach for breach in breaches() if breach.rule != "an allowance equals its sum"] == []

    def test_twice_changes_nothing(self, person, manager, head):
        granted(person, manager, head)
        carry_over.lapse_due(at=JULY)
        assert carry_over.lapse_due(at=JULY) == 0
        assert len(entries(person)) == 3

    def test_learning_by_then_uses_it_first(self, person, manager, head):
        granted(person, manager, head)
        reserve(person, portion(JUNE, DAY))
        assert carry_over.lapse_due(at=JULY) == DAY
        assert balance(person, NEXT).available == 15 * DAY

    def test_later_learning_does_not_use_it(self, person, manager, head):
        granted(person, manager, head)
        reserve(person, portion(date(2027, 9, 10), DAY))
        assert carry_over.lapse_due(at=JULY) == 2 * DAY
        assert balance(person, NEXT).available == 14 * DAY

    def test_what_is_booked_stands_and_nobody_is_overdrawn_by_it(self, person, manager, head):
        # 17 days, all booked for September: nothing is left to lapse
        granted(person, manager, head)
        reserve(person, portion(date(2027, 9, 10), 17 * DAY))
        assert carry_over.lapse_due(at=JULY) == 0
        now = balance(person, NEXT)
        assert (now.reserved, now.available) == (17 * DAY, 0)

    def test_two_grants_share_what_was_used(self, person, manager, head):
        granted(person, manager, head, minutes=DAY)
        granted(person, manager, head, minutes=2 * DAY)
        reserve(person, portion(JUNE, 2 * DAY))
        assert carry_over.lapse_due(at=JULY) == DAY
        assert balance(person, NEXT).available == 15 * DAY


class TestDrafts:
    def move(self, person, before, after, at=MARCH):
        return carry_over.draft_for_move(
            person_id=person.pk, source="booking:7", before=before, after=after, by=None, at=at
        )

    def test_a_session_moved_over_31_march_drafts_one(self, person):
        drafted = self.move(person, {YEAR: DAY}, {NEXT: DAY})
        assert (drafted.from_year, drafted.minutes, drafted.cause, drafted.state) == (YEAR, DAY, "academy", "proposed")
        assert drafted.proposed_by is None

    def test_the_same_again_drafts_no_other(self, person):
        assert self.move(person, {YEAR: DAY}, {NEXT: DAY}) == self.move(person, {YEAR: DAY}, {NEXT: DAY})
        assert CarryOver.objects.count() == 1

    def test_of_two_dates_only_the_one_that_moved_counts(self, person):
        assert self.move(person, {YEAR: 2 * DAY}, {YEAR: DAY, NEXT: DAY}).minutes == DAY

    def test_no_more_than_may_be_carried(self, person):
        assert self.move(person, {YEAR: 5 * DAY}, {NEXT: 5 * DAY}).minutes == 3 * DAY

    @pytest.mark.parametrize("after", [{YEAR: DAY}, {YEAR: 2 * DAY}, {date(2028, 4, 1): DAY}, {}])
    def test_anything_else_drafts_none(self, person, after):
        assert self.move(person, {YEAR: DAY}, after) is None

    def test_moved_back_it_is_no_longer_needed(self, person):
        self.move(person, {YEAR: DAY}, {NEXT: DAY})
        self.move(person, {NEXT: DAY}, {YEAR: DAY})
        assert CarryOver.objects.get().state == "withdrawn"

    def test_what_was_granted_stays_granted(self, person, head):
        drafted = self.move(person, {YEAR: DAY}, {NEXT: DAY})
        carry_over.grant(public_id=str(drafted.public_id), answer="", by=head, at=MARCH)
        self.move(person, {NEXT: DAY}, {YEAR: DAY})
        assert CarryOver.objects.get().state == "granted"

    def test_a_booking_moved_by_the_academy_costs_nothing_once_granted(self, person, head):
        reserve(person, portion(date(2027, 3, 20), DAY))
        ledger.release(source="booking:1", by=None, at=MARCH, reason="The dates changed")
        reserve(person, portion(date(2027, 4, 20), DAY), cycle=1)
        drafted = self.move(person, {YEAR: DAY}, {NEXT: DAY})
        carry_over.grant(public_id=str(drafted.public_id), answer="", by=head, at=MARCH)
        assert (balance(person).available, balance(person, NEXT).available) == (14 * DAY, 15 * DAY)
        assert carry_over.lapse_due(at=JULY) == 0


@pytest.mark.parametrize(("days", "last"), [(91, date(2027, 6, 30)), (30, date(2027, 4, 30)), (365, date(2028, 3, 30))])
def test_the_last_day_follows_the_policy(days, last):
    figures = book().supposing(policies.CARRY_UNTIL, Decimal(days), NEXT)
    assert carrying.usable_until(YEAR, figures) == last
