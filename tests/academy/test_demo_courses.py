"""The 32 courses of the demo: DOMAIN 8, in step with the training history's codes and hours."""

import pytest

from academy.demo.courses import courses
from courses.models import Course
from foundation.methodologies import Split

DAY = 444
SHARES = {
    "LA01": (0.5, (34, 33, 33, 0)),
    "LA02": (2, (100, 0, 0, 0)),
    "LA08": (1, (50, 0, 50, 0)),
    "LA13": (8, (0, 0, 100, 0)),
    "LA15": (1, (50, 50, 0, 0)),
    "LA16": (0.25, (34, 33, 33, 0)),
    "LA19": (1, (0, 0, 0, 100)),
    "LA31": (4, (0, 100, 0, 0)),
}


@pytest.fixture(scope="module")
def offer():
    return {course.code: course for course in courses()}


def test_there_are_32_numbered_as_the_training_history_numbers_them(offer):
    assert sorted(offer) == [f"LA{number:02}" for number in range(1, 33)]


@pytest.mark.parametrize("code", SHARES)
def test_days_and_methodologies_are_those_of_the_offer(offer, code):
    days, weights = SHARES[code]
    values = offer[code].values
    assert values["learning_minutes"] == days * DAY
    assert tuple(values[f"weight_{name}"] for name in ("sos", "rp", "sp", "general")) == weights


def test_every_weight_is_whole(offer):
    for course in offer.values():
        split = Split(*(course.values[f"weight_{name}"] for name in ("sos", "rp", "sp", "general")))
        assert split.total == 100, course.code


def test_summaries_fit_a_card_and_slugs_are_unique(offer):
    assert max(len(course.values["summary"]) for course in offer.values()) <= 255
    assert len({course.values["slug"] for course in offer.values()}) == 32


def test_every_course_says_what_for_and_on_what_it_stands(offer):
    for course in offer.values():
        assert course.values["description"].count("<p>") in (2, 3, 4), course.code
        assert course.values["outcomes"].count("<li>") in (3, 4, 5), course.code
        assert course.values["evidence_base"], course.code


def test_modes_and_levels_are_ones_the_room_knows(offer):
    assert {course.values["mode"] for course in offer.values()} == set(Course.Mode.values)
    assert {course.values["level"] for course in offer.values()} == set(Course.Level.values)
