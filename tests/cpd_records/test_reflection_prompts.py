"""The clock asks: once each, never somebody away or gone, and never a word of it in a letter."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from cpd_records.actions import records
from cpd_records.actions.reflections import prompting
from cpd_records.actions.registration import prompting as registration
from cpd_records.models import CpdPrompt
from foundation.models import MessagePreferences, OutboxMessage, PolicyValue
from tests.factories.cpd_records import learning, record
from tests.factories.reflections import SECRET, piece_of, social_worker, wrote
from tests.factories.workforce import AbsenceFactory, staff

pytestmark = pytest.mark.django_db
RECORDED = datetime(2026, 11, 10, 16, tzinfo=UTC)
DUE = RECORDED + timedelta(hours=48)
DAY = date(2026, 11, 10)


@pytest.fixture
def alice():
    return staff("alice@example.org", first_name="Alice")


def learned(person, **more):
    return record(person, at=RECORDED, starts_on=DAY, ends_on=DAY, **more)


def kinds():
    return list(OutboxMessage.objects.order_by("pk").values_list("kind", flat=True))


class TestAfterTwoDays:
    def test_one_letter_after_48_hours_and_never_again(self, alice):
        row = learned(alice)
        assert prompting.send_due(at=DUE - timedelta(minutes=1)) == 0
        assert prompting.send_due(at=DUE) == 1
        assert prompting.send_due(at=DUE + timedelta(days=1)) == 0
        letter = OutboxMessage.objects.get()
        assert f"/my/cpd/reflections/new/?record={row.public_id}" in letter.body
        assert "Signs of Safety" not in letter.subject + letter.body

    def test_who_has_written_is_not_asked(self, alice):
        wrote(alice, record=learned(alice))
        assert prompting.send_due(at=DUE) == 0

    def test_two_pieces_of_learning_are_one_letter(self, alice):
        learned(alice)
        learned(alice, source="booking:2")
        assert prompting.send_due(at=DUE) == 1
        assert prompting.send_due(at=DUE) == 0
        assert CpdPrompt.objects.count() == 2

    def test_a_corrected_record_is_not_asked_about_again(self, alice):
        row = learned(alice)
        prompting.send_due(at=DUE)
        records.withdraw(record=row, reason="Wrong", by=None, at=DUE)
        records.add(
            person_id=alice.pk,
            learning=learning(starts_on=DAY, ends_on=DAY, minutes=100, credited_minutes=100),
            by=None,
            at=DUE,
        )
        assert prompting.send_due(at=DUE + timedelta(days=3)) == 0

    def test_history_that_is_imported_late_is_left_alone(self, alice):
        record(alice, at=RECORDED, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 1))
        assert prompting.send_due(at=DUE) == 0

    def test_nobody_away_and_nobody_who_left(self, alice):
        learned(alice)
        gone = staff("gone@example.org")
        learned(gone)
        gone.posts.update(ends_on=DAY)
        away = AbsenceFactory(person=alice, starts_on=DAY)
        assert prompting.send_due(at=DUE) == 0
        away.delete()
        assert prompting.send_due(at=DUE) == 1

    def test_nobody_who_wants_no_reminders(self, alice):
        learned(alice)
        chosen = MessagePreferences.objects.create(user=alice.user, reminders=False)
        assert prompting.send_due(at=DUE) == 0
        chosen.delete()
        assert prompting.send_due(at=DUE) == 1

    def test_the_figure_is_a_policy_and_0_asks_nobody(self, alice):
        learned(alice)
        PolicyValue.objects.create(
            key="reflection.prompt_hours", starts_on=DAY, value=Decimal(0), reason="Pause", created_at=RECORDED
        )
        assert prompting.send_due(at=DUE) == 0


class TestAfterThreeMonths:
    def test_the_last_question_is_asked_once(self, alice):
        row = wrote(alice, at=datetime(2026, 8, 12, 9, tzinfo=UTC))
        assert prompting.send_due(at=datetime(2026, 11, 11, 9, tzinfo=UTC)) == 0
        assert prompting.send_due(at=datetime(2026, 11, 12, 9, tzinfo=UTC)) == 1
        assert prompting.send_due(at=datetime(2026, 11, 13, 9, tzinfo=UTC)) == 0
        letter = OutboxMessage.objects.get()
        assert f"/my/cpd/reflections/{row.public_id}/edit/" in letter.body
        assert SECRET not in letter.body

    def test_not_where_it_is_answered_nor_much_later(self, alice):
        wrote(alice, at=datetime(2026, 8, 12, 9, tzinfo=UTC), difference="He spoke")
        wrote(alice, at=datetime(2026, 7, 12, 9, tzinfo=UTC))
        assert prompting.send_due(at=datetime(2026, 11, 12, 9, tzinfo=UTC)) == 0


class TestTheYear:
    @pytest.fixture
    def priya(self):
        return social_worker("priya@example.org", first_name="Priya")

    def test_from_september_once_a_month_until_nothing_is_missing(self, priya):
        assert registration.send_due(at=datetime(2026, 8, 31, 12, tzinfo=UTC)) == 0
        assert registration.send_due(at=datetime(2026, 9, 1, 12, tzinfo=UTC)) == 1
        assert registration.send_due(at=datetime(2026, 9, 30, 12, tzinfo=UTC)) == 0
        assert registration.send_due(at=datetime(2026, 10, 1, 12, tzinfo=UTC)) == 1
        letter = OutboxMessage.objects.latest("pk")
        assert letter.subject == "Your registration year: 0 of 2, no peer reflection yet"
        at = datetime(2026, 10, 2, 12, tzinfo=UTC)
        piece_of(priya, at=at)
        piece_of(priya, at=at, learned="Other", peer="Sam")
        assert registration.send_due(at=datetime(2026, 11, 30, 12, tzinfo=UTC)) == 0
        assert registration.send_due(at=datetime(2026, 12, 1, 12, tzinfo=UTC)) == 0

    def test_on_the_last_day_it_says_today(self, priya):
        registration.send_due(at=datetime(2026, 11, 30, 12, tzinfo=UTC))
        assert "The year ends today, 30 November." in OutboxMessage.objects.get().body

    def test_nobody_away_and_nobody_without_a_body(self, priya, alice):
        AbsenceFactory(person=priya, starts_on=DAY)
        assert registration.send_due(at=datetime(2026, 11, 30, 12, tzinfo=UTC)) == 0
        assert kinds() == []
