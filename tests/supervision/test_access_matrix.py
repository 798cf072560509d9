"""DOMAIN 9's matrix, read as a table: every capacity, every class of section, every way out."""

import datetime
import itertools

import pytest

from supervision.rules.access import (
    MATRIX,
    SECTIONS,
    Capacity,
    Record,
    Standing,
    Thing,
    Way,
    answer,
    may,
    sections_open,
)

TODAY = datetime.date(2026, 11, 30)
LAST_WEEK, TWO_YEARS_AGO = datetime.date(2026, 11, 23), datetime.date(2024, 11, 23)
TABLE = """
capacity               management   case        learning   personal    wellbeing
supervisee             yes          yes         yes        yes         yes
supervisor             yes          yes         yes        yes         shared
new_supervisor         12-months    -           12-months  -           -
acting_manager         new          new-or-open new        new         new+shared
deputy                 new          new-or-open new        new         new+shared
delegate               led          led-or-open led        led         -
former_supervisor      wrote        wrote       wrote      wrote       -
supervisors_manager    opened       opened      -          -           -
line_manager           -            -           -          -           -
group_attendee         attended     attended    attended   -           -
attendees_supervisor   attended     attended    attended   -           -
hr                     referred     referred    referred   referred    referred+hr
coordinator            -            -           -          -           -
asye_coordinator       -            -           -          -           -
trainer                -            -           -          -           -
editor                 -            -           -          -           -
auditor                opened       opened      -          consented   -
moderator              opened       opened      -          consented   -
leader                 -            -           -          -           -
board_reader           -            -           -          -           -
partner_administrator  -            -           -          -           -
inspector              opened       opened      -          -           -
records_manager        -            -           -          -           -
system_administrator   -            -           -          -           -
break_glass            opened       opened      opened     opened      -
investigator           opened       opened      opened     opened      -
nobody                 -            -           -          -           -
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]
CELLS = [(row[0], thing.value, cell) for row in ROWS for thing, cell in zip(SECTIONS, row[1:], strict=True)]
MAY_TAKE_A_PDF = {
    "supervisee", "supervisor", "new_supervisor", "acting_manager", "deputy", "group_attendee", "asye_coordinator",
}  # fmt: skip


def _given(**facts):
    """A standing and a record in which nothing holds but what is said."""
    standing = {"since": TODAY, "section": "", "opened": False, "consented": False, "led": False}
    record = {"on": TODAY, "held_on": TWO_YEARS_AGO}
    for name, value in facts.items():
        (standing if name in standing else record)[name] = value
    return standing, record


SUFFICIENT = {
    "yes": [{}],
    "shared": [{"shared_with": "supervisor"}],
    "12-months": [{"held_on": LAST_WEEK}],
    "new": [{"since": LAST_WEEK, "held_on": LAST_WEEK}],
    "new-or-open": [{"since": LAST_WEEK, "held_on": LAST_WEEK}, {"is_open": True}],
    "new+shared": [{"since": LAST_WEEK, "held_on": LAST_WEEK, "shared_with": "supervisor"}],
    "led": [{"led": True}],
    "led-or-open": [{"led": True}, {"is_open": True}],
    "wrote": [{"led": True, "held_on": LAST_WEEK}],
    "opened": [{"opened": True}],
    "consented": [{"opened": True, "consented": True}],
    "attended": [{"attended": True}],
}
NOT_ENOUGH = {
    "shared": [{}, {"shared_with": "hr"}],
    "12-months": [{}, {"is_open": True, "led": True}],
    "new": [{}, {"is_open": True}],
    "new-or-open": [{}, {"led": True}],
    "new+shared": [{"since": LAST_WEEK, "held_on": LAST_WEEK}, {"shared_with": "supervisor"}],
    "led": [{}, {"is_open": True}],
    "led-or-open": [{}],
    "wrote": [{}, {"led": True}, {"held_on": LAST_WEEK}],
    "opened": [{}, {"consented": True}],
    "consented": [{}, {"opened": True}, {"consented": True}],
    "attended": [{}],
}
EVERYTHING = {
    "since": LAST_WEEK, "held_on": LAST_WEEK, "opened": True, "consented": True, "led": True,
    "is_open": True, "attended": True, "assessed_year": True, "needs_released": True,
}  # fmt: skip


def _ask(capacity, thing, way, facts):
    standing, record = _given(**facts)
    return may([Standing(Capacity(capacity), **standing)], Thing(thing), way, Record(**record))


def _met(cell, thing):
    if cell == "referred":
        return [{"opened": True, "section": thing}]
    if cell == "referred+hr":
        return [{"opened": True, "section": thing, "shared_with": "hr"}]
    return SUFFICIENT.get(cell, [])


def _unmet(cell, thing):
    if cell == "referred":
        return [{}, {"opened": True}, {"section": thing}, {"opened": True, "section": "another"}]
    if cell == "referred+hr":
        return [{"opened": True, "section": thing}, {"opened": True, "section": thing, "shared_with": "supervisor"}]
    return NOT_ENOUGH.get(cell, [])


def test_the_table_names_every_capacity_and_the_matrix_has_a_row_for_each():
    assert [row[0] for row in ROWS] == [each.value for each in Capacity]
    assert set(MATRIX) == set(Capacity)


@pytest.mark.parametrize(("capacity", "thing", "cell"), CELLS)
def test_a_section_is_open_on_the_page_exactly_when_the_table_says(capacity, thing, cell):
    for facts in _met(cell, thing):
        assert _ask(capacity, thing, Way.PAGE, facts), facts
    for facts in _unmet(cell, thing):
        assert not _ask(capacity, thing, Way.PAGE, facts), facts
    if cell == "-":
        for shared, section in itertools.product(("", "supervisor", "hr"), ("", thing)):
            assert not _ask(capacity, thing, Way.PAGE, {**EVERYTHING, "shared_with": shared, "section": section})


@pytest.mark.parametrize(("capacity", "thing", "cell"), CELLS)
@pytest.mark.parametrize("way", [Way.CSV, Way.API, Way.SEARCH, Way.MAIL, Way.CMS])
def test_no_section_leaves_as_a_file_of_rows_by_api_search_mail_or_the_cms(capacity, thing, cell, way):
    for facts in [*_met(cell, thing), {**EVERYTHING, "shared_with": "supervisor", "section": thing}]:
        assert not _ask(capacity, thing, way, facts)


@pytest.mark.parametrize(("capacity", "thing", "cell"), CELLS)
def test_a_pdf_holds_what_is_open_and_only_some_may_take_one_away(capacity, thing, cell):
    for facts in _met(cell, thing):
        assert _ask(capacity, thing, Way.PDF, facts) is (capacity in MAY_TAKE_A_PDF)
    for facts in _unmet(cell, thing):
        assert not _ask(capacity, thing, Way.PDF, facts)


@pytest.mark.parametrize(("capacity", "thing", "cell"), CELLS)
def test_subject_access_gives_a_person_their_own_and_of_groups_what_they_read_and_nobody_elses(capacity, thing, cell):
    own = capacity == "supervisee" or (capacity == "group_attendee" and cell == "attended")
    for facts in [*_met(cell, thing), {**EVERYTHING, "shared_with": "supervisor", "section": thing}]:
        assert _ask(capacity, thing, Way.SUBJECT_ACCESS, facts) is own


OTHER = """
capacity               agreement  actions  schedule  compliance  needs      evidence  reads  personal_done  holding
supervisee             yes        yes      yes       yes         yes        yes       yes    yes            -
supervisor             yes        yes      yes       yes         yes        yes       yes    yes            -
new_supervisor         yes        open     yes       yes         12-months  -         -      -              -
acting_manager         yes        yes      yes       yes         new        new       -      new            -
deputy                 yes        yes      yes       yes         new        new       -      new            -
delegate               yes        yes      yes       -           led        -         -      led            -
former_supervisor      -          -        wrote     -           -          -         -      wrote          -
supervisors_manager    -          -        yes       yes         -          -         -      -              -
line_manager           -          -        -         yes         -          -         -      -              -
group_attendee         -          -        attended  -           -          -         -      -              -
attendees_supervisor   -          -        attended  -           -          -         -      -              -
hr                     -          -        -         -           -          -         -      -              -
coordinator            -          -        -         -           released   -         -      -              -
asye_coordinator       -          -        cohort    cohort      -          cohort    -      -              -
trainer                -          -        -         -           -          -         -      -              -
editor                 -          -        -         -           -          -         -      -              -
auditor                -          -        -         -           -          -         -      opened         -
moderator              -          -        -         -           -          -         -      opened         -
leader                 -          -        -         -           -          -         -      -              -
board_reader           -          -        -         -           -          -         -      -              -
partner_administrator  -          -        -         -           -          -         -      -              -
inspector              -          -        -         -           -          -         -      -              -
records_manager        -          -        -         -           -          -         -      -              yes
system_administrator   -          -        -         -           -          -         -      -              -
break_glass            opened     opened   opened    -           -          -         -      -              -
investigator           opened     opened   opened    -           -          -         -      -              -
nobody                 -          -        -         -           -          -         -      -              -
"""
_HEAD, *_LINES = [line.split() for line in OTHER.strip().splitlines()]
OTHER_CELLS = [(line[0], thing, cell) for line in _LINES for thing, cell in zip(_HEAD[1:], line[1:], strict=True)]
SUFFICIENT |= {
    "open": [{"is_open": True}],
    "released": [{"needs_released": True}],
    "cohort": [{"assessed_year": True}],
}


@pytest.mark.parametrize(("capacity", "thing", "cell"), OTHER_CELLS)
def test_what_is_around_a_record_is_open_exactly_when_the_table_says(capacity, thing, cell):
    for facts in SUFFICIENT.get(cell, []):
        assert _ask(capacity, thing, Way.PAGE, facts), facts
    if cell != "yes":
        assert not _ask(capacity, thing, Way.PAGE, {"since": TODAY})
    if cell == "-":
        assert not _ask(capacity, thing, Way.PAGE, EVERYTHING)


def test_only_dates_are_ever_mailed():
    mailed = {
        thing
        for thing in Thing
        for capacity in Capacity
        if _ask(capacity.value, thing.value, Way.MAIL, {**EVERYTHING, "shared_with": "supervisor"})
    }
    assert mailed == {Thing.SCHEDULE}


def test_nothing_is_ever_searched():
    assert not any(
        _ask(capacity.value, thing.value, Way.SEARCH, {**EVERYTHING, "shared_with": "supervisor"})
        for capacity in Capacity
        for thing in Thing
    )


def test_the_widest_standing_that_holds_answers_and_says_as_what():
    held = [Standing(Capacity.NEW_SUPERVISOR), Standing(Capacity.FORMER_SUPERVISOR, led=True)]
    record = Record(on=TODAY, held_on=LAST_WEEK)
    assert answer(held, Thing.LEARNING, Way.PAGE, record).standing.capacity == Capacity.NEW_SUPERVISOR
    assert answer(held, Thing.PERSONAL, Way.PAGE, record).standing.capacity == Capacity.FORMER_SUPERVISOR
    assert set(sections_open(held, Way.PAGE, record)) == {
        Thing.MANAGEMENT, Thing.CASE, Thing.LEARNING, Thing.PERSONAL,
    }  # fmt: skip


def test_everybodys_look_but_the_twos_is_logged():
    record = Record(on=TODAY, held_on=LAST_WEEK, attended=True)
    logged = {
        capacity
        for capacity in Capacity
        if answer([Standing(capacity, since=LAST_WEEK, opened=True, led=True)], Thing.CASE, Way.PAGE, record).logged
    }
    assert {Capacity.SUPERVISEE, Capacity.SUPERVISOR} & logged == set()
    assert {Capacity.FORMER_SUPERVISOR, Capacity.SUPERVISORS_MANAGER, Capacity.INSPECTOR, Capacity.DEPUTY} <= logged


@pytest.mark.parametrize(
    ("held_on", "open_"),
    [(datetime.date(2025, 12, 1), True), (datetime.date(2025, 11, 30), False), (TWO_YEARS_AGO, False)],
)
def test_twelve_months_end_on_the_day(held_on, open_):
    record = Record(on=TODAY, held_on=held_on)
    assert may([Standing(Capacity.NEW_SUPERVISOR)], Thing.LEARNING, Way.PAGE, record) is open_
