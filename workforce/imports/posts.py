"""posts.csv: one row for each spell of a person in a post (FORMATS)."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

from django.utils import timezone

from foundation.file_reader import Column, Row
from foundation.import_runs import Counts, FileContext, Reader
from workforce.actions import managers, missing, starters
from workforce.imports import chains
from workforce.imports.directory import Directory
from workforce.imports.versions import FEW, Changes, Facts, Key, Versions
from workforce.models import Post
from workforce.rules.rows import post_findings

KEY = ("person", "post_number", "starts_on")
FACTS = (
    "ends_on",
    "team",
    "job_title",
    "role_family",
    "org_role",
    "contract",
    "fte",
    "line_manager",
    "change_type",
    "start_origin",
    "end_type",
    "leaving_reason",
    "leaving_destination",
    "covering_vacancy",
)
MANAGER = FACTS.index("line_manager")
SIX_PLACES = Decimal("0.000001")
NO_ORIGIN = "The origin of a newly hired social worker is asked for in the census: 9 if it is not known."


class PostsReader(Reader):
    """Knows teams and people by code; a changed row closes its version and opens another."""

    name = "posts"
    depends_on = ("teams", "people")
    columns: ClassVar[tuple[Column, ...]] = (
        Column("employee_number", "code", key=True, max_length=20),
        Column("post_number", "code", key=True, max_length=40),
        Column("start_date", "date", key=True),
        Column("end_date", "date"),
        Column("team_code", "code", required=True, max_length=20),
        Column("job_title", required=True),
        Column("role_family", "choice", required=True, choices=tuple(Post.RoleFamily.values)),
        Column("org_role", "whole", minimum=1, maximum=6),
        Column("contract", "choice", required=True, choices=tuple(Post.Contract.values)),
        Column("fte", "decimal", required=True, above=0, maximum=1),
        Column("line_manager_number", "code", max_length=20),
        Column("change_type", "choice", required=True, choices=tuple(Post.Change.values)),
        Column("start_origin", "whole", minimum=1, maximum=10),
        Column("end_type", "choice", choices=tuple(Post.End.values)),
        Column("leaving_reason", "whole", minimum=1, maximum=10),
        Column("leaving_destination", "whole", minimum=1, maximum=9),
        Column("covering_vacancy", "yes_no"),
    )

    def apply(self, rows: Sequence[Row], context: FileContext) -> Counts:
        """Check every row, then the chains of managers, then write what differs."""
        directory = Directory.read()
        good = [row for row in rows if _sound(row, directory, context)]
        versions = Versions(Post, KEY, (*FACTS, "manager_from"))
        narrowed = {"person__in": {directory.people[row["employee_number"]] for row in good}}
        versions.load(**(narrowed if len(good) < FEW else {}))
        spells = {row.line: _spell(row, directory, context) for row in good}
        for line, reason in chains.looping(versions, spells, directory, timezone.localdate(context.at)).items():
            row = next(row for row in good if row.line == line)
            context.reject(row, "line_manager_number", reason)
            del spells[line]
        changes = _compare(versions, list(spells.values()), timezone.localdate(context.at))
        versions.store(changes, context, constant={"provisional": False})
        _settle(context)
        return changes.counts


def _sound(row: Row, directory: Directory, context: FileContext) -> bool:
    """Report what is wrong with a row; whether it may be written."""
    findings = [*post_findings(row.values), *_unknown(row, directory)]
    for column, reason in findings:
        context.reject(row, column, reason)
    if not findings and _origin_missing(row):
        context.warn(row, "start_origin", NO_ORIGIN)
    return not findings


def _unknown(row: Row, directory: Directory) -> list[tuple[str, str]]:
    found = []
    if row["employee_number"] not in directory.people:
        found.append(("employee_number", "Nobody has this number: add them to people.csv."))
    if row["team_code"] not in directory.teams:
        found.append(("team_code", "There is no such team: add it to teams.csv, or check the code."))
    if round_fte(row["fte"]) <= 0:
        found.append(("fte", "Must be more than 0."))
    return found


def _origin_missing(row: Row) -> bool:
    hired = row["change_type"] == "hire" and row["role_family"] == "social_worker"
    return hired and row["start_origin"] is None


def round_fte(value: Decimal) -> Decimal:
    """As the database keeps it: six places."""
    return value.quantize(SIX_PLACES, ROUND_HALF_UP)


def exclusive(last_day: date | None) -> date | None:
    """Files say the last day; the database the first day no longer."""
    return last_day + timedelta(days=1) if last_day else None


def _spell(row: Row, directory: Directory, context: FileContext) -> tuple[Key, Facts]:
    """A row as the database keeps it, all but `manager_from`."""
    number = row["line_manager_number"]
    manager = directory.people.get(number)
    if number and manager is None:
        context.warn(row, "line_manager_number", "This manager appears nowhere: the spell was taken without a manager.")
    key = (directory.people[row["employee_number"]], row["post_number"], row["start_date"])
    facts = (
        exclusive(row["end_date"]),
        directory.teams[row["team_code"]],
        row["job_title"],
        row["role_family"],
        row["org_role"],
        row["contract"],
        round_fte(row["fte"]),
        manager,
        row["change_type"],
        row["start_origin"],
        row["end_type"],
        row["leaving_reason"],
        row["leaving_destination"],
        row["covering_vacancy"],
    )
    return key, facts


def _compare(versions: Versions, spells: list[tuple[Key, Facts]], day: date) -> Changes:
    """A new manager inside a spell that still runs is dated from the day of the file."""
    dated = []
    for key, facts in spells:
        known = versions.known.get(key)
        dated.append((key, (*facts, _manager_from(known[1] if known else None, facts, day))))
    return versions.compare(dated)


def _manager_from(old: Facts | None, facts: Facts, day: date) -> date | None:
    if old is None:
        return None
    before: date | None = old[-1]
    still_runs = facts[0] is None or facts[0] > day
    return day if still_runs and old[MANAGER] != facts[MANAGER] else before


def _settle(context: FileContext) -> None:
    """What follows from new posts: starters confirmed, overrides HR agrees with, leavers not missing."""
    starters.replace_provisional_posts(run=context.run, by=context.by, at=context.at)
    managers.end_agreed(run=context.run, by=context.by, at=context.at)
    missing.release_leavers(by=context.by, at=context.at)
