"""Dates and facts in words."""

from datetime import date

from workforce.presenters import words


def test_a_span_of_one_day_is_said_once():
    assert words.span(date(2023, 2, 15), date(2023, 2, 16)) == "15 February 2023"


def test_a_span_names_its_last_day():
    assert words.span(date(2022, 12, 29), date(2023, 1, 4)) == "29 December 2022 to 3 January 2023"


def test_a_span_without_an_end_is_since():
    assert words.span(date(2021, 9, 1), None) == "Since 1 September 2021"
