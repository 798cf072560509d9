"""What a body asks, around the borders of its year, and in the few words a manager sees."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from cpd_records.rules.registration import (
    PORTFOLIO,
    Counts,
    by_when,
    in_short,
    is_complete,
    prompts_from,
    shortfall,
    window_of,
    year_of,
)


def rule(**more):
    """Social Work England's year, unless said otherwise."""
    plain = dict.fromkeys(("pieces", "peer_pieces", "minutes", "participatory_minutes", "learning", "standards"), 0)
    swe = {"window": "year", "year_month": 12, "year_day": 1, "prompt_month": 9, "prompt_day": 1, "window_months": 12}
    return SimpleNamespace(**plain | swe | {"pieces": 2, "peer_pieces": 1} | more)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 11, 30), date(2025, 12, 1), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 1), date(2027, 11, 30)),
        (date(2027, 2, 28), date(2026, 12, 1), date(2027, 11, 30)),
        (date(2028, 2, 29), date(2027, 12, 1), date(2028, 11, 30)),
    ],
)
def test_the_year_runs_from_december_to_november(day, first, last):
    assert year_of(12, 1, day) == (first, last)


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), 2025),
        (datetime(2026, 12, 1, 0, 0, tzinfo=UTC), 2026),
    ],
)
def test_the_year_turns_at_midnight_in_london(moment, year):
    assert window_of(rule(), timezone.localdate(moment)).key == date(year, 12, 1)


def test_a_year_that_turns_in_summer_turns_at_midnight_in_london_not_an_hour_later():
    autumn = rule(year_month=9)
    before, after = datetime(2026, 8, 31, 22, 59, tzinfo=UTC), datetime(2026, 8, 31, 23, 0, tzinfo=UTC)
    assert window_of(autumn, timezone.localdate(before)).key == date(2025, 9, 1)
    assert window_of(autumn, timezone.localdate(after)).key == date(2026, 9, 1)


def test_reminders_begin_in_the_year_that_they_are_about():
    window = window_of(rule(), date(2026, 11, 30))
    assert prompts_from(rule(), window) == date(2026, 9, 1)
    assert prompts_from(rule(prompt_month=12), window) == date(2025, 12, 1)
    assert prompts_from(rule(prompt_month=None, prompt_day=None), window) is None


@pytest.mark.parametrize(
    ("counts", "words", "lacking"),
    [
        (Counts(), "0 of 2, no peer reflection yet", 1.0),
        (Counts(pieces=1), "1 of 2, no peer reflection yet", 1.0),
        (Counts(pieces=2, peer_pieces=1), "2 of 2, with peer reflection", 0.0),
        (Counts(pieces=1, peer_pieces=1), "1 of 2, with peer reflection", 0.5),
        (Counts(pieces=3, peer_pieces=2), "3 of 2, with peer reflection", 0.0),
    ],
)
def test_the_few_words_of_a_manager(counts, words, lacking):
    assert in_short(rule(), counts) == words
    assert shortfall(rule(), counts) == lacking
    assert is_complete(rule(), counts) == (lacking == 0.0)


def test_on_the_last_day_it_says_today():
    window = window_of(rule(), date(2026, 11, 30))
    assert by_when(rule(), window, date(2026, 11, 30)) == "the year ends today, 30 November"
    assert by_when(rule(), window, date(2026, 11, 29)) == "the year ends 30 November"


def test_hours_are_cut_and_never_rounded_up():
    nurse = rule(pieces=0, peer_pieces=0, minutes=2100, participatory_minutes=1200, window="rolling", window_months=36)
    found = Counts(minutes=2099, participatory_minutes=1200)
    assert in_short(nurse, found) == "34.9 of 35 hours, 20 of 20 with other people"
    assert not is_complete(nurse, found)
    window = window_of(nurse, date(2026, 11, 30))
    assert (window.first, window.last, window.key) == (date(2023, 12, 1), date(2026, 11, 30), PORTFOLIO)
    assert by_when(nurse, window, date(2026, 11, 30)) == "counted over the last 3 years"


@pytest.mark.parametrize(
    ("months", "last"), [(12, date(2026, 3, 14)), (18, date(2026, 9, 14)), (24, date(2027, 3, 14))]
)
def test_carers_and_homes_count_from_the_day_somebody_started(months, last):
    asked = rule(pieces=0, peer_pieces=0, standards=7, window="start", window_months=months)
    assert window_of(asked, date(2026, 11, 30), date(2025, 3, 15)).last == last
    unknown = window_of(asked, date(2026, 11, 30))
    assert unknown.last is None
    assert "of starting" in by_when(asked, unknown, date(2026, 11, 30))


def test_a_portfolio_without_numbers_is_never_incomplete():
    hcpc = rule(pieces=0, peer_pieces=0, window="rolling", window_months=24)
    assert is_complete(hcpc, Counts())
    assert in_short(hcpc, Counts(pieces=4)) == "4 in the portfolio; no number is asked"
