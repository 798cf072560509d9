"""teams.csv: the tree of teams (FORMATS)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils import timezone

from foundation.file_reader import Column, Row
from foundation.import_runs import Counts, FileContext, Reader
from workforce.actions import teams
from workforce.models import TeamVersion
from workforce.rules.loops import knots
from workforce.rules.rows import team_findings

LEVELS = tuple(TeamVersion.Level.values)
NO_SUCH = "There is no such team, here or in an accepted row: check the code."
SERVICE_AREAS = tuple(TeamVersion.ServiceArea.values)


class TeamsReader(Reader):
    """A changed name or place is dated from the day of the file; earlier days keep the earlier one."""

    name = "teams"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("team_code", "code", key=True, max_length=20),
        Column("team_name", required=True),
        Column("parent_code", "code", max_length=20),
        Column("level", "choice", required=True, choices=LEVELS),
        Column("service_area", "choice", choices=SERVICE_AREAS),
    )

    def apply(self, rows: Sequence[Row], context: FileContext) -> Counts:
        """Check the tree that the file and what is known make together, then write what differs."""
        day = timezone.localdate(context.at)
        known = teams.standing_on(day)
        good = _sound(rows, known, context)
        wanted = [_facts(row) for row in good]
        counts = _counts(wanted, known)
        teams.place(wanted, known=known, run=context.run, by=context.by, at=context.at)
        return counts


def _facts(row: Row) -> teams.TeamFacts:
    return teams.TeamFacts(row["team_code"], row["team_name"], row["parent_code"], row["level"], row["service_area"])


def _counts(wanted: Sequence[teams.TeamFacts], known: dict[str, teams.TeamFacts]) -> Counts:
    added = sum(facts.code not in known for facts in wanted)
    unchanged = sum(known.get(facts.code) == facts for facts in wanted)
    return Counts(added, len(wanted) - added - unchanged, unchanged)


def _sound(rows: Sequence[Row], known: dict[str, Any], context: FileContext) -> list[Row]:
    """The rows that leave one root, known parents and no loop; rejecting one may spoil others."""
    good = {row["team_code"]: row for row in rows if not _refused(row, list(team_findings(row.values)), context)}
    while True:
        parents = {code: facts.parent for code, facts in known.items()}
        parents |= {code: row["parent_code"] for code, row in good.items()}
        findings = _tree_findings(good, parents)
        for code, finding in findings.items():
            context.reject(good.pop(code), *finding)
        if not findings:
            return list(good.values())


def _refused(row: Row, findings: list[tuple[str, str]], context: FileContext) -> bool:
    for column, reason in findings:
        context.reject(row, column, reason)
    return bool(findings)


def _tree_findings(good: dict[str, Row], parents: dict[str, str]) -> dict[str, tuple[str, str]]:
    """By team code: the column at fault and why."""
    found = {code: NO_SUCH for code in good if parents[code] and parents[code] not in parents}
    found |= _second_roots(list(good), parents)
    for knot in knots({code: (parent,) for code, parent in parents.items() if parent}):
        chain = " under ".join([*knot, knot[0]])
        found |= {code: f"The teams stand in a circle: {chain}. Mend one of them." for code in knot if code in good}
    return {code: ("parent_code", reason) for code, reason in found.items()}


def _second_roots(order: list[str], parents: dict[str, str]) -> dict[str, str]:
    """The first team without a parent is the root: one the file does not name, else the file's first."""
    roots = [code for code, parent in parents.items() if not parent and code not in order]
    roots += [code for code in order if not parents[code]]
    reason = f"Only one team has no parent, and {roots[0]} has none: name the team above." if roots else ""
    return {code: reason for code in roots[1:] if code in order}
