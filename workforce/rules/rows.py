"""What FORMATS asks of one row of people.csv, posts.csv or absences.csv, by itself.

Each function answers with (column, reason) pairs: none for a good row. The reason says what is
wrong and what to write instead. What needs other rows (unknown team, loops) is the readers' part.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

Finding = tuple[str, str]
Values = Mapping[str, Any]

SOCIAL_WORKER = "social_worker"
AGENCY = "agency"
AGENCY_PREFIX = "AG"
SWE_NUMBER = re.compile(r"[A-Z]{2}[0-9]+")
TEAM_CODE = re.compile(r"[A-Z0-9][A-Z0-9_.-]*")


def team_findings(row: Values) -> Iterator[Finding]:
    """teams.csv: the code's letters, and a team that names itself as parent."""
    if not TEAM_CODE.fullmatch(row["team_code"]):
        yield "team_code", "A team code has letters, digits, points, hyphens and underscores only."
    if row["parent_code"] == row["team_code"]:
        yield "parent_code", "A team cannot be its own parent: name the team above it."


def person_findings(row: Values, today: date) -> Iterator[Finding]:
    """people.csv: registration and birth year."""
    body, number = row["registration_body"], row["registration_number"]
    if number and not body:
        yield "registration_body", "There is a registration number but no body: write SWE, HCPC, NMC or TRA."
    if body == "SWE" and number and not SWE_NUMBER.fullmatch(number):
        yield "registration_number", "A Social Work England number is two letters and then digits: SW12345."
    if row["birth_year"] is not None and row["birth_year"] > today.year:
        yield "birth_year", "This year is still to come: check it."


def post_findings(row: Values) -> Iterator[Finding]:
    """posts.csv: everything one row can break by itself."""
    for check in (_dates, _ending, _leaving_codes, _agency, _social_work_only, _own_manager):
        yield from check(row)


def absence_findings(row: Values) -> Iterator[Finding]:
    """absences.csv: the order of the days."""
    if row["last_day"] is not None and row["last_day"] < row["first_day"]:
        yield "last_day", "The last day is before the first: check both dates."


def _dates(row: Values) -> Iterator[Finding]:
    if row["end_date"] is not None and row["end_date"] < row["start_date"]:
        yield "end_date", "The spell ends before it starts: check both dates."


def _ending(row: Values) -> Iterator[Finding]:
    if row["end_date"] is not None and not row["end_type"]:
        yield "end_type", "The spell has an end date: say how it ended (left, transfer, promotion …)."
    if row["end_date"] is None and row["end_type"]:
        yield "end_type", "The spell still runs: leave this empty, or give the end date."


def _leaving_codes(row: Values) -> Iterator[Finding]:
    """Given exactly when a social worker left."""
    asked = row["end_type"] == "left" and row["role_family"] == SOCIAL_WORKER
    for column in ("leaving_reason", "leaving_destination"):
        given = row[column] is not None
        if asked and not given:
            yield column, "A social worker left: give the code, or the one for not known."
        if given and not asked:
            yield column, "Only for a social worker who left: leave this empty."


def _agency(row: Values) -> Iterator[Finding]:
    """Agency workers have numbers of their own; one made permanent gets a new number."""
    numbered = row["employee_number"].startswith(AGENCY_PREFIX)
    if row["contract"] == AGENCY and not numbered:
        yield "employee_number", "An agency worker's number begins with AG."
    if numbered and row["contract"] != AGENCY:
        yield "contract", "A number that begins with AG is for agency only: use the permanent number here."
    if row["covering_vacancy"] is not None and row["contract"] != AGENCY:
        yield "covering_vacancy", "Only for agency workers: leave this empty."


def _social_work_only(row: Values) -> Iterator[Finding]:
    worker = row["role_family"] == SOCIAL_WORKER
    if row["org_role"] is not None and not worker:
        yield "org_role", "Only for social workers: leave this empty."
    if row["start_origin"] is not None and not (worker and row["change_type"] == "hire"):
        yield "start_origin", "Only for the hire of a social worker: leave this empty."


def _own_manager(row: Values) -> Iterator[Finding]:
    if row["line_manager_number"] and row["line_manager_number"] == row["employee_number"]:
        yield "line_manager_number", "Nobody is their own line manager: name somebody else or leave it empty."
