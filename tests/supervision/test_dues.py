"""Twenty-odd people, worked out by hand: when supervision was due, until when it was in time, how it went.

Today is Monday 30 November 2026. Working days leave out 31 August, 25 and 28 December and 1 January.
Each line of `expected` is: due on, last good day, outcome.
"""

import datetime

import pytest

from supervision import policies
from supervision.rules.dues import turns
from supervision.rules.dues.away import outside
from tests.supervision.clocks import AS_SHIPPED, by, clock, day, moved, social_worker, window, with_figure

TODAY = datetime.date(2026, 11, 30)


def _lines(clock_, on=TODAY, book=AS_SHIPPED):
    said = turns(clock_, book, on)
    return [f"{turn.due_on:%-d %b}, {turn.last_good_on:%-d %b}, {turn.outcome}" for turn in said]


def _last(clock_, on=TODAY, book=AS_SHIPPED):
    return _lines(clock_, on, book)[-1]


NEWLY_QUALIFIED = social_worker("7 Sep", qualified_on=day("7 Sep"))
HALF_A_YEAR = social_worker("2 Feb", qualified_on=day("2 Feb"))
A_YEAR = social_worker("1 Dec 2025", qualified_on=day("1 Dec 2025"))

OPEN = {
    "a social worker: four weeks, and five working days of grace": (clock("2 Nov"), "30 Nov, 7 Dec, open"),
    "on the last day of grace nobody is late": (clock("26 Oct"), "23 Nov, 30 Nov, open"),
    "the day after it they are": (clock("23 Oct"), "20 Nov, 27 Nov, open"),
    "support staff: six weeks": (
        clock("19 Oct", roles=(social_worker(family="business_support"),)),
        "30 Nov, 7 Dec, open",
    ),
    "a residential worker too": (clock("19 Oct", roles=(social_worker(family="residential"),)), "30 Nov, 7 Dec, open"),
    "a manager: four weeks": (clock("2 Nov", roles=(social_worker(family="management"),)), "30 Nov, 7 Dec, open"),
    "an early help worker: four weeks": (
        clock("2 Nov", roles=(social_worker(family="early_help"),)),
        "30 Nov, 7 Dec, open",
    ),
    "two posts: the closer interval of the two": (
        clock("2 Nov", roles=(social_worker(family="other"), social_worker())),
        "30 Nov, 7 Dec, open",
    ),
    "two people agreed on three weeks": (
        clock("16 Nov", closer=((window("1 Nov"), 21),)),
        "7 Dec, 14 Dec, open",
    ),
    "an agreement never stretches the policy": (
        clock("2 Nov", closer=((window("1 Nov"), 60),)),
        "30 Nov, 7 Dec, open",
    ),
    "a week's sickness, 9 to 13 November, moves the day by five": (
        clock("2 Nov", away=(window("9 Nov", "14 Nov"),)),
        "5 Dec, 11 Dec, open",
    ),
    "three days' sickness inside the grace moves its end": (
        clock("23 Oct", away=(window("23 Nov", "26 Nov"),)),
        "20 Nov, 30 Nov, open",
    ),
    "on maternity leave since 21 September: thirteen days were used, fifteen are left on return": (
        clock("7 Sep", away=(window("21 Sep"),)),
        "15 Dec, 22 Dec, open",
    ),
    "a new supervisor from 25 November has ten working days": (
        clock(by("2 Nov", 1), changes=(day("25 Nov"),)),
        "30 Nov, 9 Dec, open",
    ),
    "one who comes when it is overdue does not make it timely": (
        clock("5 Oct", changes=(day("16 Nov"),)),
        "2 Nov, 9 Nov, open",
    ),
    "moved from 23 November for a reason: ten working days from there": (
        clock("26 Oct", shifts=(moved("23 Nov", "court"),)),
        "23 Nov, 7 Dec, open",
    ),
    "went live on 16 November without a past: the first day is not red": (clock(live="16 Nov"), "14 Dec, 21 Dec, open"),
    "went live on 16 November, seen on 2 November: that still counts": (
        clock("2 Nov", live="16 Nov"),
        "30 Nov, 7 Dec, open",
    ),
    "went live on 16 November, last seen in August: the clock starts afresh": (
        clock("3 Aug", live="16 Nov"),
        "14 Dec, 21 Dec, open",
    ),
    "started on 23 November: four weeks from the first day": (
        clock(roles=(social_worker("23 Nov"),), live="23 Nov"),
        "21 Dec, 30 Dec, open",
    ),
    "changed teams inside the service: the clock goes on": (
        clock("2 Nov", roles=(social_worker(until="16 Nov"), social_worker("16 Nov"))),
        "30 Nov, 7 Dec, open",
    ),
}


@pytest.mark.parametrize("who", OPEN)
def test_the_turn_that_runs_today(who):
    facts, expected = OPEN[who]
    assert _last(facts) == expected


def test_a_newly_qualified_social_worker_week_by_week():
    """First day Monday 7 September: weekly for six weeks, to 19 October, then every fortnight."""
    seen = ["14 Sep", "21 Sep", "28 Sep", "5 Oct", "12 Oct", "19 Oct", "2 Nov", "16 Nov"]
    assert _lines(clock(*seen, roles=(NEWLY_QUALIFIED,), live="7 Sep")) == [
        "14 Sep, 16 Sep, on_time",
        "21 Sep, 23 Sep, on_time",
        "28 Sep, 30 Sep, on_time",
        "5 Oct, 7 Oct, on_time",
        "12 Oct, 14 Oct, on_time",
        "19 Oct, 21 Oct, on_time",
        "2 Nov, 4 Nov, on_time",
        "16 Nov, 18 Nov, on_time",
        "30 Nov, 2 Dec, open",
    ]


def test_a_newly_qualified_social_worker_who_was_seen_every_fortnight_missed_every_other_week():
    assert _lines(clock("21 Sep", "5 Oct", roles=(NEWLY_QUALIFIED,), live="7 Sep"), day("5 Oct")) == [
        "14 Sep, 16 Sep, late",
        "28 Sep, 30 Sep, late",
        "12 Oct, 14 Oct, open",
    ]


def test_after_six_months_it_is_every_month():
    """First day 2 February: on 27 July still fortnightly, from 2 August monthly; 10 October is a Saturday."""
    seen = ["27 Jul", "10 Aug", "10 Sep", "12 Oct", "12 Nov"]
    assert _lines(clock(*seen, roles=(HALF_A_YEAR,), live="27 Jul")) == [
        "10 Aug, 12 Aug, on_time",
        "10 Sep, 17 Sep, on_time",
        "10 Oct, 16 Oct, on_time",
        "12 Nov, 19 Nov, on_time",
        "12 Dec, 18 Dec, open",
    ]


def test_after_a_year_it_is_every_four_weeks():
    """First day 1 December 2025; the turn that starts on 1 December 2026 is the first of four weeks."""
    said = clock("1 Nov", "1 Dec", roles=(A_YEAR,), live="1 Nov")
    assert _lines(said, day("7 Dec")) == ["1 Dec, 8 Dec, on_time", "29 Dec, 6 Jan, open"]


def test_maternity_leave_stops_the_clock_and_it_goes_on_after_the_return():
    """Seen 5 January, away 19 January to 18 October: 13 of 28 days were used, so 2 November is the day."""
    mother = clock("5 Jan", "5 Nov", live="5 Jan", away=(window("19 Jan", "19 Oct"),))
    assert _lines(mother) == ["2 Nov, 9 Nov, on_time", "3 Dec, 10 Dec, open"]
    assert turns(mother, AS_SHIPPED, TODAY)[0].gap_days == 31


def test_two_supervisors_wind_one_clock():
    shared = clock(by("5 Oct", 1), by("19 Oct", 2), by("2 Nov", 1), by("16 Nov", 2), live="5 Oct")
    assert _lines(shared) == [
        "2 Nov, 9 Nov, on_time",
        "16 Nov, 23 Nov, on_time",
        "30 Nov, 7 Dec, on_time",
        "14 Dec, 21 Dec, open",
    ]
    assert turns(shared, AS_SHIPPED, TODAY)[-1].supervisor_id == 2


def test_a_change_of_supervisor_does_not_restart_the_clock():
    said = clock(by("5 Oct", 1), by("2 Nov", 2), live="5 Oct", changes=(day("19 Oct"),))
    assert _lines(said) == ["2 Nov, 9 Nov, on_time", "30 Nov, 7 Dec, open"]


def test_every_interval_without_a_supervision_is_one_missed_and_the_reason_stays_with_its_own():
    """Seen 3 August, then not until 16 November: 31 August is a bank holiday, grace runs from 1 September."""
    said = turns(clock("3 Aug", "16 Nov", live="1 Aug", shifts=(moved("26 Oct", "supervisor_ill"),)), AS_SHIPPED, TODAY)
    assert [(f"{turn.due_on:%-d %b}", turn.outcome, turn.gap_days, turn.reason) for turn in said] == [
        ("29 Aug", "on_time", 2, ""),
        ("31 Aug", "missed", 56, ""),
        ("28 Sep", "missed", 84, ""),
        ("26 Oct", "late", 105, "supervisor_ill"),
        ("14 Dec", "open", 14, ""),
    ]


def test_who_left_before_the_day_was_never_due():
    leaver = clock("2 Nov", roles=(social_worker(until="23 Nov"),), until="23 Nov")
    assert _lines(leaver) == ["29 Sep, 6 Oct, missed", "27 Oct, 3 Nov, on_time"]


def test_who_left_after_the_last_good_day_was_due():
    leaver = clock("5 Oct", roles=(social_worker(until="23 Nov"),), live="5 Oct", until="23 Nov")
    assert _lines(leaver) == ["2 Nov, 9 Nov, missed"]


def test_who_comes_back_after_a_gap_starts_afresh():
    again = clock("2 Mar", roles=(social_worker(until="1 Apr"), social_worker("16 Nov")), live="16 Nov")
    assert _lines(again) == ["14 Dec, 21 Dec, open"]


def test_a_team_that_is_not_live_has_no_dues():
    assert turns(clock("2 Nov", live="1 Dec"), AS_SHIPPED, TODAY) == []


def test_a_new_figure_counts_from_the_next_supervision():
    """Support staff every four weeks from 1 November: the clock that runs since 19 October keeps its six."""
    book = with_figure(policies.SUPPORT, 28, "1 Nov")
    support = (social_worker(family="business_support"),)
    assert _last(clock("19 Oct", roles=support), book=book) == "30 Nov, 7 Dec, open"
    assert _last(clock("19 Oct", "16 Nov", roles=support), book=book) == "14 Dec, 21 Dec, open"


def test_while_away_the_day_moves_with_today():
    away = clock("7 Sep", away=(window("21 Sep"),))
    assert _last(away, day("1 Dec")) == "16 Dec, 23 Dec, open"


def test_time_without_anybody_named_is_not_on_time_and_makes_no_gap():
    alone = clock("1 Sep", unled=(window("2 Sep"),))
    found = turns(alone, AS_SHIPPED, day("20 Nov"))
    assert [turn.outcome for turn in found][:2] == ["on_time", "missed"] or found[0].outcome == "missed"
    late = [turn for turn in found if turn.outcome in ("missed", "open")]
    assert {turn.reason for turn in late} == {"no_supervisor"}
    assert max(turn.gap_days for turn in late) <= 1


def test_a_reason_that_was_given_stands_before_that_nobody_was_named():
    alone = clock("1 Sep", unled=(window("2 Sep"),), shifts=(moved("20 Sep", "court"),))
    assert turns(alone, AS_SHIPPED, day("20 Nov"))[0].reason == "court"


def test_days_in_none_of_others():
    whole = (window("1 Sep", "1 Oct"),)
    assert outside(whole, (window("10 Sep", "12 Sep"),)) == (window("1 Sep", "10 Sep"), window("12 Sep", "1 Oct"))
    assert outside(whole, (window("1 Aug"),)) == ()
    assert outside((window("1 Sep"),), (window("5 Sep", "6 Sep"),)) == (window("1 Sep", "5 Sep"), window("6 Sep"))
    assert outside(whole, (window("1 Aug", "1 Sep"), window("1 Oct"))) == whole
