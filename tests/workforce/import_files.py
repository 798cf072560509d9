"""Small import files that are right, and ways to spoil them."""

import csv
import datetime
import io

from foundation.import_runs import Incoming, run_folder

MONDAY = datetime.datetime(2026, 11, 16, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)

TEAMS = [
    {"team_code": "CYPS", "team_name": "Children's Services", "level": "directorate"},
    {
        "team_code": "SC",
        "team_name": "Social Care",
        "parent_code": "CYPS",
        "level": "service_area",
        "service_area": "social_care",
    },
    {"team_code": "LN1", "team_name": "North 1", "parent_code": "SC", "level": "team", "service_area": "social_care"},
]
PEOPLE = [
    {
        "employee_number": number,
        "first_name": first,
        "last_name": last,
        "work_email": f"{first}.{last}@example.org".lower(),
    }
    for number, first, last in [("1", "Dora", "Head"), ("2", "Mia", "Manager"), ("3", "Wes", "Worker")]
] + [
    {
        "employee_number": "AG4",
        "first_name": "Abe",
        "last_name": "Agency",
        "work_email": "abe@example.org",
        "registration_body": "SWE",
        "registration_number": "SW123",
    }
]
POST = {
    "team_code": "LN1",
    "job_title": "Social Worker",
    "role_family": "social_worker",
    "contract": "permanent",
    "fte": "1",
    "change_type": "hire",
    "start_origin": "1",
    "start_date": "2024-04-01",
}
POSTS = [
    {
        **POST,
        "employee_number": "1",
        "post_number": "P1",
        "role_family": "management",
        "start_origin": "",
        "job_title": "Head",
    },
    {**POST, "employee_number": "2", "post_number": "P2", "line_manager_number": "1"},
    {**POST, "employee_number": "3", "post_number": "P3", "line_manager_number": "2"},
    {
        **POST,
        "employee_number": "AG4",
        "post_number": "P4",
        "contract": "agency",
        "start_origin": "4",
        "line_manager_number": "2",
        "covering_vacancy": "Y",
    },
]
ABSENCES = [
    {"employee_number": "3", "first_day": "2026-11-02", "last_day": "2026-11-06", "reason": "SIC", "fte_days_lost": "5"}
]
ALL = {"teams": TEAMS, "people": PEOPLE, "posts": POSTS, "absences": ABSENCES}
HEADINGS = {
    "teams": "team_code team_name parent_code level service_area",
    "people": "employee_number first_name last_name work_email registration_body registration_number "
    "continuous_service_date birth_year sex ethnicity",
    "posts": "employee_number post_number start_date end_date team_code job_title role_family org_role contract fte "
    "line_manager_number change_type start_origin end_type leaving_reason leaving_destination covering_vacancy",
    "absences": "employee_number first_day last_day reason fte_days_lost",
}


def as_file(name, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADINGS[name].split(), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return Incoming(f"{name}.csv", out.getvalue().encode())


def load(at=MONDAY, by=None, **files):
    """Run some files, all four good ones when none is named."""
    return run_folder([as_file(name, rows) for name, rows in (files or ALL).items()], by=by, at=at)


def spoil(rows, number, **changes):
    """The rows, with one of them (0 is the first) changed."""
    return [{**row, **changes} if index == number else row for index, row in enumerate(rows)]


def problems(result, severity="error"):
    """(file, line, column, value, reason) of each."""
    return [tuple(problem.values()) for problem in result.as_dict()[f"{severity}s"]]
