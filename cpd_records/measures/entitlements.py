"""What everybody is entitled to, a row a person and year, with the sum (DESIGN 5; rule in FORMATS, posts.csv).

`numerator` is the year's days weighted by FTE, `denominator` the days of the year, `value` the minutes
after rounding. A person keeps the rows of every number they have had: entitlement does not follow a join.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cpd_records.measures import groups
from cpd_records.querysets import reported
from cpd_records.rules.entitlement import WHOLE, Entitlement, Spell, entitlement
from cpd_records.rules.years import days_in, following
from foundation.policies import PolicyBook, book
from foundation.reporting import Figure, Question, Report

NAME = "entitlements"


def answer(question: Question) -> Iterator[Figure]:
    """One query for the posts, one for the numbers, one for the teams and one for the policies."""
    seen = reported.seen_by(question.viewer, question.today, added_up=groups.added_up(question))
    held = groups.held_by_person(reported.spells(question.as_at, question.known_on, seen))
    teams, numbers = groups.teams_of(question), reported.numbers(held)
    figures, starts = book(), groups.starts_of(question)
    found = []
    for person_id in sorted(set(held) & set(numbers), key=lambda pk: numbers[pk]):
        for start in starts:
            team = groups.team_in_year(held[person_id], start)
            if team is not None and (not question.team or teams.inside(team, question.team)):
                due = _due([spell for spell, _ in held[person_id]], start, figures)
                found.append((_figure(numbers[person_id], due), team))
    if groups.added_up(question):
        yield from groups.summed(found, question.by, teams)
    else:
        yield from (figure for figure, _ in found)


def _due(spells: list[Spell], start: date, figures: PolicyBook) -> Entitlement:
    """From the spells of the year alone: those of other years say nothing in it."""
    within = [s for s in spells if s.starts_on < following(start) and (s.ends_on is None or s.ends_on > start)]
    return entitlement(within, start, figures)


def _figure(number: str, due: Entitlement) -> Figure:
    weighed = Decimal(sum(stretch.share * stretch.days for stretch in due.stretches)) / WHOLE
    return Figure(
        report=NAME,
        measure="entitlement",
        period_start=due.year_starts_on,
        period_end=groups.end_of(due.year_starts_on),
        group_type="person",
        group=number,
        numerator=weighed.normalize() if weighed else Decimal(0),
        denominator=days_in(due.year_starts_on),
        value=due.minutes,
        n=1,
        unit="minutes",
        note=due.words,
    )


REPORT = Report(NAME, groups.BY, groups.year_of, answer)
