"""What was given, is booked, was used and is left, a row for each person, year and measure (DESIGN 5).

Read from the ledger. As at a day: every movement that counts for a day by then, or had been recorded by
then. Known on a day: what had been recorded by its end.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cpd_records.measures import groups
from cpd_records.models import Account
from cpd_records.querysets import reported
from foundation.reporting import Figure, Question, Report

NAME = "allowance"
MEASURES = ("granted", "reserved", "spent", "left")


def answer(question: Question) -> Iterator[Figure]:
    """The ledger in one query; posts, only for the teams, in another."""
    seen = reported.seen_by(question.viewer, question.today, added_up=groups.added_up(question))
    held = groups.held_by_person(reported.spells(question.as_at, question.known_on, seen))
    teams = groups.teams_of(question)
    accounts = _accounts(question, seen)
    numbers = reported.numbers({account.person_id for account in accounts})
    found = []
    for account in sorted(accounts, key=lambda each: (numbers.get(each.person_id, ""), each.year_starts_on)):
        team = groups.team_in_year(held.get(account.person_id, []), account.year_starts_on)
        wanted = not question.team or teams.inside(team, question.team)
        if account.person_id in numbers and wanted:
            found += [(each, team) for each in _figures(numbers[account.person_id], account)]
    if groups.added_up(question):
        yield from groups.summed(found, question.by, teams)
    else:
        yield from (figure for figure, _ in found)


def _accounts(question: Question, seen: Any) -> list[Account]:
    years = Account.objects.filter(seen, year_starts_on__in=groups.starts_of(question))
    return list(years.with_balances(by_day=question.as_at, known_on=question.known_on))


def _figures(number: str, account: Account) -> list[Figure]:
    sums = account.sums
    values = {name: sums[name] for name in ("reserved", "spent")}
    values |= {"left": sums["available"], "granted": sums["available"] + sums["reserved"] + sums["spent"]}
    return [_figure(number, account.year_starts_on, name, values[name]) for name in MEASURES]


def _figure(number: str, start: date, measure: str, minutes: int) -> Figure:
    return Figure(
        report=NAME,
        measure=measure,
        period_start=start,
        period_end=groups.end_of(start),
        group_type="person",
        group=number,
        value=minutes,
        n=1,
        unit="minutes",
    )


REPORT = Report(NAME, groups.BY, groups.year_of, answer)
