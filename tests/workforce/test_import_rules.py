"""Every rule of FORMATS has a row error with file, line, column, value and reason in plain words."""

import pytest

from tests.workforce.import_files import (
    ABSENCES,
    DAY,
    MONDAY,
    PEOPLE,
    POST,
    POSTS,
    TEAMS,
    load,
    problems,
    spoil,
)
from workforce.models import Absence, Person, Post, TeamVersion

pytestmark = pytest.mark.django_db
LONG = "x" * 256
SW_LEFT = {
    "end_date": "2026-10-30",
    "end_type": "left",
    "leaving_reason": "1",
    "leaving_destination": "1",
}

BAD_TEAMS = [
    (2, {"team_code": ""}, "team_code", "Fill in team_code."),
    (2, {"team_code": "LN/1"}, "team_code", "A team code has letters"),
    (2, {"team_name": ""}, "team_name", "Fill in team_name."),
    (2, {"team_name": LONG}, "team_name", "Longer than 255 characters"),
    (2, {"level": "squad"}, "level", "Write one of: directorate"),
    (2, {"level": ""}, "level", "Fill in level."),
    (2, {"service_area": "parks"}, "service_area", "Write one of: social_care"),
    (2, {"parent_code": "XX"}, "parent_code", "There is no such team"),
    (2, {"parent_code": "LN1"}, "parent_code", "A team cannot be its own parent"),
    (2, {"parent_code": ""}, "parent_code", "Only one team has no parent"),
    (2, {"team_code": "sc"}, "team_code", "This repeats line 3"),
]


@pytest.mark.parametrize(("row", "change", "column", "reason"), BAD_TEAMS)
def test_a_bad_team(row, change, column, reason):
    found = problems(load(teams=spoil(TEAMS, row, **change)))
    assert [(name, line, where) for name, line, where, *_ in found] == [("teams.csv", row + 2, column)]
    assert found[0][3] == change[column][:255]
    assert found[0][4].startswith(reason)


def test_teams_in_a_circle_are_all_named():
    teams = [
        *TEAMS,
        {**TEAMS[1], "team_code": "A", "parent_code": "B"},
        {**TEAMS[1], "team_code": "B", "parent_code": "A"},
    ]
    found = problems(load(teams=teams))
    assert [(line, column) for _, line, column, *_ in found] == [(5, "parent_code"), (6, "parent_code")]
    assert "A under B under A" in found[0][4] or "B under A under B" in found[0][4]


def test_a_team_under_a_rejected_one_is_rejected_too():
    found = problems(load(teams=[*TEAMS[:1], {**TEAMS[1], "level": "squad"}, TEAMS[2]]))
    assert [(line, column) for _, line, column, *_ in found] == [(3, "level"), (4, "parent_code")]


BAD_PEOPLE = [
    ({"employee_number": ""}, "employee_number", "Fill in employee_number."),
    ({"first_name": ""}, "first_name", "Fill in first_name."),
    ({"last_name": LONG}, "last_name", "Longer than 255 characters"),
    ({"work_email": ""}, "work_email", "Fill in work_email."),
    ({"work_email": "abe"}, "work_email", "Not an e-mail address"),
    ({"registration_body": "GMC"}, "registration_body", "Write one of: SWE"),
    ({"registration_number": "12345"}, "registration_number", "A Social Work England number is two letters"),
    ({"registration_number": "SWX"}, "registration_number", "A Social Work England number is two letters"),
    ({"continuous_service_date": "31/02/2020"}, "continuous_service_date", "There is no such day"),
    ({"continuous_service_date": "April"}, "continuous_service_date", "Write the date as"),
    ({"birth_year": "19x0"}, "birth_year", "Write a whole number"),
    ({"birth_year": "2030"}, "birth_year", "This year is still to come"),
    ({"sex": "Q"}, "sex", "Write one of: F, M"),
    ({"ethnicity": "XXXX"}, "ethnicity", "Write one of: WBRI"),
    ({"employee_number": "1"}, "employee_number", "This repeats line 2"),
]


@pytest.mark.parametrize(("change", "column", "reason"), BAD_PEOPLE)
def test_a_bad_person(change, column, reason):
    found = problems(load(people=spoil(PEOPLE, 3, **change)))
    assert [(name, line, where) for name, line, where, *_ in found] == [("people.csv", 5, column)]
    assert found[0][3] == change[column][:255]
    assert found[0][4].startswith(reason)


def test_a_registration_number_without_a_body():
    found = problems(load(people=spoil(PEOPLE, 3, registration_body="")))
    assert [(line, column) for _, line, column, *_ in found] == [(5, "registration_body")]


BAD_POSTS = [
    ({"employee_number": "99"}, "employee_number", "Nobody has this number"),
    ({"post_number": ""}, "post_number", "Fill in post_number."),
    ({"start_date": ""}, "start_date", "Fill in start_date."),
    ({"start_date": "2024-13-01"}, "start_date", "There is no such day"),
    ({**SW_LEFT, "end_date": "2024-03-31"}, "end_date", "The spell ends before it starts"),
    ({"team_code": "ZZ"}, "team_code", "There is no such team"),
    ({"team_code": ""}, "team_code", "Fill in team_code."),
    ({"job_title": ""}, "job_title", "Fill in job_title."),
    ({"job_title": LONG}, "job_title", "Longer than 255 characters"),
    ({"role_family": "wizard"}, "role_family", "Write one of: social_worker"),
    ({"org_role": "7"}, "org_role", "Must be 6 or less."),
    ({"org_role": "0"}, "org_role", "Must be 1 or more."),
    ({"contract": "zero"}, "contract", "Write one of: permanent"),
    ({"contract": "agency"}, "employee_number", "An agency worker's number begins with AG."),
    ({"fte": ""}, "fte", "Fill in fte."),
    ({"fte": "0"}, "fte", "Must be more than 0."),
    ({"fte": "0.0000001"}, "fte", "Must be more than 0."),
    ({"fte": "1.1"}, "fte", "Must be 1 or less."),
    ({"fte": "0,5"}, "fte", "Write a number, with a point"),
    ({"line_manager_number": "3"}, "line_manager_number", "Nobody is their own line manager"),
    ({"change_type": "born"}, "change_type", "Write one of: hire"),
    ({"start_origin": "11"}, "start_origin", "Must be 10 or less."),
    ({"change_type": "transfer"}, "start_origin", "Only for the hire of a social worker"),
    ({"end_date": "2026-10-30"}, "end_type", "The spell has an end date"),
    ({"end_type": "transfer"}, "end_type", "The spell still runs"),
    ({**SW_LEFT, "end_type": "gone"}, "end_type", "Write one of: left"),
    ({**SW_LEFT, "leaving_reason": ""}, "leaving_reason", "A social worker left: give the code"),
    ({**SW_LEFT, "leaving_reason": "11"}, "leaving_reason", "Must be 10 or less."),
    ({**SW_LEFT, "leaving_destination": "10"}, "leaving_destination", "Must be 9 or less."),
    ({**SW_LEFT, "leaving_destination": ""}, "leaving_destination", "A social worker left: give the code"),
    ({"leaving_reason": "1"}, "leaving_reason", "Only for a social worker who left"),
    (
        {**SW_LEFT, "end_type": "transfer", "leaving_reason": ""},
        "leaving_destination",
        "Only for a social worker who left",
    ),
    ({"covering_vacancy": "Y"}, "covering_vacancy", "Only for agency workers"),
    ({"covering_vacancy": "maybe"}, "covering_vacancy", "Write Y or N."),
]


@pytest.mark.parametrize(("change", "column", "reason"), BAD_POSTS)
def test_a_bad_post(change, column, reason):
    found = problems(load(teams=TEAMS, people=PEOPLE, posts=spoil(POSTS, 2, **change)))
    assert [(name, line, where) for name, line, where, *_ in found] == [("posts.csv", 4, column)]
    assert found[0][4].startswith(reason)
    assert not Post.objects.filter(post_number="P3").exists()


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"org_role": "5"}, "org_role"),
        ({"start_origin": "1"}, "start_origin"),
        ({**SW_LEFT, "leaving_destination": ""}, "leaving_reason"),
    ],
)
def test_codes_of_social_workers_are_not_for_others(change, column):
    found = problems(load(teams=TEAMS, people=PEOPLE, posts=spoil(POSTS, 0, **change)))
    assert [(line, where) for _, line, where, *_ in found] == [(2, column)]


def test_a_number_of_the_agency_is_for_agency_contracts():
    found = problems(load(teams=TEAMS, people=PEOPLE, posts=spoil(POSTS, 3, contract="permanent", covering_vacancy="")))
    assert [(line, where) for _, line, where, *_ in found] == [(5, "contract")]


def test_a_repeated_spell_is_named():
    found = problems(load(teams=TEAMS, people=PEOPLE, posts=[*POSTS, POSTS[3]]))
    assert [(line, column) for _, line, column, *_ in found] == [(6, "employee_number")]


def test_managers_in_a_circle_are_all_named():
    posts = spoil(POSTS, 0, line_manager_number="3")
    found = problems(load(teams=TEAMS, people=PEOPLE, posts=posts))
    assert {(line, column) for _, line, column, *_ in found} == {(n, "line_manager_number") for n in (2, 3, 4)}
    assert "1, 3, 2, 1" in found[0][4]
    assert list(Post.objects.values_list("post_number", flat=True)) == ["P4"]


def test_only_the_row_that_newly_closes_a_circle_is_named():
    load()
    found = problems(load(MONDAY + DAY, posts=spoil(POSTS, 0, line_manager_number="3")))
    assert [(line, value) for _, line, _, value, _ in found] == [(2, "3")]
    assert Post.objects.current().get(post_number="P1").line_manager is None


def test_an_ended_spell_makes_no_circle():
    ended = {
        **POST,
        "employee_number": "1",
        "post_number": "P0",
        "start_date": "2010-01-01",
        "end_date": "2012-01-01",
        "end_type": "transfer",
        "line_manager_number": "3",
    }
    assert problems(load(teams=TEAMS, people=PEOPLE, posts=[*POSTS, ended])) == []


BAD_ABSENCES = [
    ({"employee_number": "99"}, "employee_number", "Nobody has this number"),
    ({"first_day": ""}, "first_day", "Fill in first_day."),
    ({"last_day": "2026-11-01"}, "last_day", "The last day is before the first"),
    ({"reason": "BAD"}, "reason", "Write one of: SIC"),
    ({"reason": ""}, "reason", "Fill in reason."),
    ({"fte_days_lost": "-1"}, "fte_days_lost", "Must be 0 or more."),
    ({"fte_days_lost": "five"}, "fte_days_lost", "Write a number"),
]


@pytest.mark.parametrize(("change", "column", "reason"), BAD_ABSENCES)
def test_a_bad_absence(change, column, reason):
    load(teams=TEAMS, people=PEOPLE, posts=POSTS)
    found = problems(load(MONDAY + DAY, absences=spoil(ABSENCES, 0, **change)))
    assert [(name, line, where, value) for name, line, where, value, _ in found] == [
        ("absences.csv", 2, column, change[column])
    ]
    assert found[0][4].startswith(reason)
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"first_day": "2024-03-29", "last_day": "2024-04-02"},
        {"employee_number": "2", "first_day": "2026-10-30", "last_day": "2026-11-02"},
    ],
)
def test_an_absence_outside_service_is_taken_and_listed(change):
    load(teams=TEAMS, people=PEOPLE, posts=spoil(POSTS, 1, **SW_LEFT))
    result = load(MONDAY + DAY, absences=spoil(ABSENCES, 0, **change))
    assert problems(result) == []
    assert [(line, column) for _, line, column, *_ in problems(result, "warning")] == [(2, "first_day")]
    assert Absence.objects.count() == 1


def test_a_manager_who_never_appears_is_listed_and_the_spell_taken():
    result = load(teams=TEAMS, people=PEOPLE, posts=spoil(POSTS, 2, line_manager_number="777"))
    assert problems(result) == []
    assert problems(result, "warning")[0][:4] == ("posts.csv", 4, "line_manager_number", "777")
    assert Post.objects.get(post_number="P3").line_manager is None


def test_codes_match_without_regard_to_case():
    posts = spoil(POSTS, 3, employee_number="ag4", team_code="ln1", role_family="Social_Worker", contract="AGENCY")
    people = spoil(PEOPLE, 3, registration_body="swe", registration_number="sw123")
    assert problems(load(teams=spoil(TEAMS, 2, parent_code="sc"), people=people, posts=posts)) == []
    assert load(MONDAY + DAY).as_dict()["files"]["posts.csv"] == {
        "added": 0,
        "changed": 0,
        "unchanged": 4,
        "rejected": 0,
    }


def test_text_like_a_formula_is_taken_as_text():
    load(people=spoil(PEOPLE, 0, last_name="=1+1"))
    assert Person.objects.get(employee_number="1").last_name == "=1+1"


def test_the_good_rows_of_a_spoilt_file_are_written():
    load(teams=[*TEAMS, {**TEAMS[2], "team_code": "LN2", "level": "squad"}])
    assert TeamVersion.objects.count() == 3
