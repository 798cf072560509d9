"""Statements like a bank's: every movement with what was left, booked and used after it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cpd_records.actions import ledger
from cpd_records.actions.entitlement import reconcile
from cpd_records.desk import cards
from cpd_records.models import Account, LedgerEntry
from cpd_records.presenters.allowance import Movement, bar_of
from cpd_records.presenters.statement_rows import drawn_rows
from cpd_records.querysets import own_entries
from cpd_records.rules.forecast import forecast
from cpd_records.rules.statements import Moved, statement
from cpd_records.rules.years import year_start
from foundation.methodologies import Split
from tests.factories.cpd_records import DAY, balance, portion, reserve
from tests.factories.workforce import PersonFactory, PostFactory, UserFactory, staff
from tests.signing_in import sign_in
from workforce.models import Post

pytestmark = pytest.mark.django_db
MINE = "/my/allowance/"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def start(today):
    return year_start(today)


@pytest.fixture
def manager():
    return staff("manager@example.org")


@pytest.fixture
def worker(manager):
    person = staff("worker@example.org", manager=manager, first_name="Jordan", last_name="Ellis")
    reconcile(person_ids=[person.pk], by=None, at=timezone.now())
    return person


@pytest.fixture
def learned(worker, start):
    """Two days booked, one of them used, half of it on each of two approaches."""
    day = start + timedelta(days=40)
    reserve(worker, portion(day, 2 * DAY), at=timezone.now())
    spent = [portion(day, DAY, Split(sos=50, rp=50))]
    ledger.spend(source="booking:1", portions=spent, by=None, at=timezone.now(), reason="Attended: a course")
    return worker


def told(person, start):
    rows = LedgerEntry.objects.filter(account__person=person, account__year_starts_on=start).as_statement()
    return statement(Moved(*row) for row in rows)


def opened(client, user, path):
    sign_in(client, user)
    return client.get(path)


def test_each_movement_says_what_is_left_booked_and_used_after_it(learned, start):
    found = told(learned, start)
    assert [(each.available, each.reserved, each.spent) for each in found.lines] == [
        (15 * DAY, 0, 0),
        (13 * DAY, 2 * DAY, 0),
        (13 * DAY, DAY, DAY),
        (14 * DAY, 0, DAY),
    ]
    assert found.opening == 0
    assert found.closing == balance(learned, start)
    assert found.closing.split == Split(sos=222, rp=222)


def test_the_bar_on_the_desk_is_the_bar_of_the_statement(learned, start):
    (card,) = [card for card in cards(learned.user, timezone.now()) if card.key == "allowance"]
    assert card.context["bar"] == bar_of(told(learned, start).closing, DAY, ident="desk-allowance")


def test_nothing_has_moved_is_nothing():
    assert statement(()).lines == ()
    assert statement(()).closing.granted == 0


class TestOver:
    def test_by_approval(self, worker, start):
        over = {"portions": [portion(start, 16 * DAY)], "source": "booking:1", "by": None, "at": timezone.now()}
        ledger.reserve(person_id=worker.pk, excess_minutes=DAY, reason="Booked", **over)
        found = told(worker, start)
        assert (found.over_by_approval, found.over_by_circumstances) == (DAY, 0)

    def test_by_a_change_of_circumstances(self, client, worker, start):
        reserve(worker, portion(start, 10 * DAY), at=timezone.now())
        Post.objects.filter(person=worker).update(fte="0.5")
        reconcile(person_ids=[worker.pk], by=None, at=timezone.now())
        found = told(worker, start)
        assert (found.over_by_approval, found.over_by_circumstances) == (0, 10 * DAY - 15 * 222)
        page = opened(client, worker.user, MINE).content.decode()
        assert "2.5 days over by a change of circumstances. Nothing is taken back and bookings stand" in page
        with pytest.raises(ledger.AllowanceShort):
            reserve(worker, portion(start, 30), source="booking:2", at=timezone.now())

    def test_an_approval_that_was_given_back_no_longer_counts(self, worker, start):
        over = {"portions": [portion(start, 16 * DAY)], "source": "booking:1", "by": None, "at": timezone.now()}
        ledger.reserve(person_id=worker.pk, excess_minutes=DAY, reason="Booked", **over)
        ledger.release(source="booking:1", by=None, at=timezone.now(), reason="Cancelled")
        assert told(worker, start).over_by_approval == 0


class TestPage:
    def test_says_opening_running_balances_and_by_whom(self, client, learned):
        page = opened(client, learned.user, MINE).content.decode()
        assert "Each year begins at nothing" in page
        assert 'data-label="Booked after it">2 days' in page
        assert 'data-label="Used after it">1 day' in page
        assert "Signs of Safety 3 hours 42 minutes, Restorative Practice 3 hours 42 minutes" in page
        assert "by the Academy" in page

    def test_a_forecast_with_its_sum(self, client, learned, today, start):
        page = opened(client, learned.user, MINE).content.decode()
        gone = (today - start).days + 1
        assert f"1 day used in {gone} of 365 days in post: 1 day × 365 ÷ {gone} = " in page
        assert "The allowance is a ceiling, not a target." in page

    def test_any_past_day(self, client, learned, start):
        page = opened(client, learned.user, f"{MINE}?on={start:%Y-%m-%d}").content.decode()
        assert "As it stood on 1 April" in page

    def test_a_past_day_typed_in_three_boxes(self, client, learned, start):
        page = opened(client, learned.user, f"{MINE}?on-day=3&on-month=4&on-year={start.year}").content.decode()
        assert f"As it stood on 3 April {start.year}" in page

    @pytest.mark.parametrize("day", ["2999-01-01", "1999-01-01"])
    def test_a_day_that_cannot_be_told_is_refused_in_words(self, client, learned, day):
        page = opened(client, learned.user, f"{MINE}?on={day}").content.decode()
        assert "The day must be from 1 April 2017 to" in page

    @pytest.mark.parametrize("day", ["x", "-", "2026-02-31", "a-b-c"])
    def test_a_day_that_is_none_leaves_today(self, client, learned, day):
        answer = opened(client, learned.user, f"{MINE}?on={day}")
        assert answer.status_code == 200
        assert "As it stood on" not in answer.content.decode()

    def test_agency_workers_partners_and_carers_have_a_kind_page(self, client):
        agency = PersonFactory(user=UserFactory())
        PostFactory(person=agency, contract="agency")
        partner = PersonFactory(user=UserFactory(), standing="external", employee_number=None)
        for person in (agency, partner):
            page = opened(client, person.user, MINE).content.decode()
            assert "need none: nothing is taken off when you learn here" in page
            assert "Every movement" not in page

    def test_queries_are_a_fixed_number_whatever_has_moved(self, client, worker, start):
        sign_in(client, worker.user)
        client.get(MINE)
        with CaptureQueriesContext(connection) as few:
            client.get(MINE)
        for number in range(9):
            reserve(worker, portion(start, 60), source=f"booking:{number}", at=timezone.now())
        with CaptureQueriesContext(connection) as many:
            client.get(MINE)
        assert len(few) == len(many) == QUERIES


QUERIES = 9


class TestForecast:
    def heading(self, closing, stretches, on):
        return forecast(closing, stretches, on)

    def test_worked_by_hand(self, worker, start):
        # 3 days used in the first 100 of 365 days: 1,332 × 365 ÷ 100 = 4,861.8, so 4,862 minutes
        ledger.spend_directly(
            person_id=worker.pk,
            portions=[portion(start, 3 * DAY)],
            source="booking:1",
            by=None,
            at=timezone.now(),
            reason="x",
        )
        from cpd_records.rules.entitlement import entitlement
        from cpd_records.rules.spells import spells_by_person
        from foundation.policies import book

        due = entitlement(spells_by_person([worker.pk])[worker.pk], start, book())
        found = forecast(told(worker, start).closing, due.stretches, start + timedelta(days=99))
        assert (found.days_gone, found.days_in_all, found.at_pace) == (100, 365, 4862)
        assert (found.unused, found.beyond) == (6660 - 4862, 0)

    def test_before_the_first_day_in_post_there_is_none(self):
        assert forecast(statement(()).closing, (), date(2026, 6, 1)) is None


def test_as_at_a_day_is_the_world_of_that_day_by_what_is_known_now(worker, start):
    # booked in the first week for day 100, closed three days after it
    day = start + timedelta(days=100)
    first = datetime(start.year, start.month, start.day, 12, tzinfo=UTC) + timedelta(days=5)
    reserve(worker, portion(day, DAY), at=first)
    late = first + timedelta(days=98)
    ledger.spend(source="booking:1", portions=[portion(day, DAY)], by=None, at=late, reason="Attended")
    found = {}
    for after in (4, 50, 100):
        rows = LedgerEntry.objects.filter(account__person=worker, account__year_starts_on=start)
        told_then = statement(Moved(*row) for row in rows.by_day(start + timedelta(days=after)).as_statement())
        found[after] = (told_then.closing.reserved, told_then.closing.spent)
    assert found == {4: (0, 0), 50: (DAY, 0), 100: (0, DAY)}


def test_sql_that_is_kept_gives_the_same_movements_whole_and_on_a_past_day(worker, start):
    reserve(worker, portion(start + timedelta(days=100), DAY), at=timezone.now())
    account = Account.objects.get(person=worker, year_starts_on=start)
    entries = LedgerEntry.objects.filter(account=account)
    assert own_entries.of_account(account.pk) == list(entries.as_statement()) != []
    for after in (0, 50, 100):
        day = start + timedelta(days=after)
        assert own_entries.of_account(account.pk, day) == list(entries.by_day(day).as_statement())


def test_what_somebody_wrote_is_escaped_in_the_drawn_rows():
    line = Movement(
        date(2026, 4, 1), "Booked", "<b>Tea & talk</b>", "", "", "1 day", "0 days", "0 days", timezone.now(), "A<b>", ""
    )
    drawn = drawn_rows([line])
    assert "&lt;b&gt;Tea &amp; talk&lt;/b&gt;" in drawn
    assert "by A&lt;b&gt;" in drawn
    assert "No change" in drawn
    assert "1 April 2026" in drawn
