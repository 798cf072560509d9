"""When reviews are due and how much protected time there is: worked by hand."""

import datetime
from datetime import date
from decimal import Decimal

from cpd_records import asye_policies
from cpd_records.rules.asye.calendar import Course, Pause, Scheme
from cpd_records.rules.asye.protected import protected
from cpd_records.rules.entitlement import Spell
from foundation.policies import PolicyBook, PolicyDefinition

START = date(2026, 9, 1)
TODAY = date(2026, 11, 30)
QUARTERLY = Scheme(12, 3)
FULL = (Spell(START, None, Decimal(1)),)
DEFINITIONS = {item.key: item for item in asye_policies.POLICIES} | {
    "allowance.minutes_per_day": PolicyDefinition("allowance.minutes_per_day", "Day", "minutes", Decimal(444), "")
}


def book(**rows):
    return PolicyBook(DEFINITIONS, rows)


def days(course, today=TODAY):
    return [due.due_on for due in course.reviews(today)]


def test_reviews_come_every_three_months_and_the_last_at_the_end():
    course = Course(START, QUARTERLY)
    assert days(course) == [date(2026, 12, 1), date(2027, 3, 1), date(2027, 6, 1), date(2027, 9, 1)]
    assert [due.name for due in course.reviews(TODAY)][-1] == "12-month review"
    assert course.ends_on(TODAY) == date(2027, 9, 1)


def test_a_pause_moves_what_lies_behind_it_and_nothing_before():
    course = Course(START, QUARTERLY, [Pause(date(2027, 1, 4), date(2027, 2, 1))])  # 28 days
    assert days(course) == [date(2026, 12, 1), date(2027, 3, 29), date(2027, 6, 29), date(2027, 9, 29)]
    assert course.ends_on(TODAY) == date(2027, 9, 29)


def test_a_pause_that_runs_moves_dates_day_by_day():
    course = Course(START, QUARTERLY, [Pause(date(2026, 11, 20))])
    assert days(course)[0] == date(2026, 12, 11)  # ten days so far
    assert days(course, date(2026, 12, 1))[0] == date(2026, 12, 12)
    assert course.paused_on(TODAY)


def test_a_pause_pushes_a_review_into_the_next_pause_which_pushes_it_on():
    pauses = [Pause(date(2026, 11, 1), date(2026, 11, 15)), Pause(date(2026, 12, 10), date(2026, 12, 17))]
    assert days(Course(START, QUARTERLY, pauses))[0] == date(2026, 12, 22)  # 1 December + 14 + 7


def test_an_extension_adds_reviews_and_keeps_those_there_were():
    course = Course(START, QUARTERLY, extensions=[120])
    assert days(course)[:4] == days(Course(START, QUARTERLY))
    assert [(due.name, due.due_on) for due in course.reviews(TODAY)[4:]] == [
        ("Extension review 1", date(2027, 12, 1)),
        ("Extension review 2", date(2027, 12, 30)),
    ]
    assert course.ends_on(TODAY) == date(2027, 12, 30)


def test_the_scheme_is_that_of_the_first_day():
    figures = book(
        **{
            asye_policies.LENGTH: [(date(2027, 9, 1), Decimal(24))],
            asye_policies.EVERY: [(date(2027, 9, 1), Decimal(6))],
        }
    )
    assert Scheme.of(figures, date(2027, 8, 31)) == QUARTERLY
    assert Scheme.of(figures, date(2027, 9, 1)).months() == [6, 12, 18, 24]


def test_a_whole_year_at_full_time_is_22_days():
    found = protected(FULL, START, date(2027, 9, 1), (), book())
    assert found.minutes == 22 * 444
    assert found.words == (
        "10% of 220 working days is 22 days a year at full time. 1 September 2026 to 31 August 2027 (365 days) at "
        "full time: 22 days × 1 × 365 ÷ 365 = 22 days (162 hours 48 minutes)."
    )


def test_hours_that_change_count_from_their_day():
    spells = (Spell(START, date(2027, 3, 1), Decimal(1)), Spell(date(2027, 3, 1), None, Decimal("0.6")))
    found = protected(spells, START, date(2027, 9, 1), (), book())
    # 181 days at 1 and 184 at 0.6: 9768 × (181 + 110.4) ÷ 365 = 7798.4…, up to the minute
    assert found.minutes == 7799
    assert "22 days × (1 × 181 + 0.6 × 184) ÷ 365" in found.words


def test_paused_days_do_not_count_and_come_back_at_the_end():
    pause = Pause(date(2027, 1, 4), date(2027, 2, 1))
    course = Course(START, QUARTERLY, [pause])
    assert protected(FULL, START, course.ends_on(TODAY), [pause], book()).minutes == 22 * 444


def test_nothing_counts_before_the_post_is_confirmed():
    found = protected((Spell(START, None, Decimal(1), provisional=True),), START, date(2027, 9, 1), (), book())
    assert (found.minutes, found.words[:13]) == (0, "No day counts")


def test_a_programme_of_two_years_has_twice_the_time():
    end = START + datetime.timedelta(days=730)
    assert protected(FULL, START, end, (), book()).minutes == 2 * 22 * 444
