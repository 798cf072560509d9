"""The registry of reports: what stands in the slot "reports", asked by name (DESIGN 5)."""

from datetime import date

from cpd_records.querysets.ledger import end_of_day
from foundation import slots
from foundation.reporting import CannotReport, Figure, Question, Report
from workforce.models import User
from workforce.permissions import has_access

__all__ = ["CannotReport", "ask", "names"]


def registry() -> dict[str, Report]:
    """Every report by its name."""
    return {report.name: report for group in slots.entries("reports") for report in group}


def names() -> list[str]:
    """The names of all reports."""
    return sorted(registry())


def ask(
    *,
    name: str,
    today: date,
    first: date | None = None,
    last: date | None = None,
    as_at: date | None = None,
    known_on: date | None = None,
    team: str = "",
    by: str = "",
    viewer: str = "",
) -> list[Figure]:
    """All rows of a report. Raises CannotReport with the reason in plain words.

    Without a period it is the report's own for `as_at`, or for today.
    """
    report = registry().get(name)
    if report is None:
        raise CannotReport(f"No report is called {name}. There are: {', '.join(names())}.")
    if by and by not in report.groupings:
        raise CannotReport(f"{name} groups by {', '.join(report.groupings)}, not by {by}.")
    meant = report.defaults(as_at or today)
    period = (first or min(meant[0], last or meant[0]), last or max(meant[1], first or meant[1]))
    if period[0] > period[1]:
        raise CannotReport("The period ends before it begins: --to must not lie before --from.")
    known = end_of_day(known_on) if known_on else None
    return list(report.answer(Question(*period, today, as_at, known, team, by, _user(viewer, today))))


def _user(viewer: str, on: date) -> User | None:
    if not viewer:
        return None
    if viewer == "public":
        raise CannotReport("These figures are about single people: there is no public version.")
    user = User.objects.filter(email=viewer.lower()).first()
    if user is None or not has_access(user, on):
        raise CannotReport(f"Nobody who may sign in has the address {viewer}.")
    return user
