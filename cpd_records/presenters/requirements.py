"""How people stand with what is required of them, in words and colours."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cpd_records.models import RequirementPeriod
from cpd_records.querysets.visibility import report_people
from cpd_records.rules.duties import live_day
from cpd_records.rules.standing import COUNTED
from foundation.british_dates import long_date
from foundation.policies import PolicyBook
from workforce.models import LiveFrom, TeamVersion
from workforce.rules.audience_facts import facts_of_many
from workforce.rules.live import is_live

WORDS = {
    "valid": "In date",
    "due": "To do",
    "overdue": "Overdue",
    "exempt": "Not asked of you",
    "not_live": "Not yet live",
}
COLOURS = {"valid": "green", "due": "yellow", "overdue": "red", "exempt": "grey", "not_live": "grey"}


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement of one person. `url` is where the courses that count are."""

    key: str
    code: str
    title: str
    state: str
    words: str
    colour: str
    when: str
    why: str
    url: str
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of a team: how many of each, what is not in date, and whether their team is live."""

    name: str
    valid: int
    due: int
    overdue: int
    share: str
    colour: str
    open: tuple[Line, ...]
    live: bool


@dataclass(frozen=True, slots=True)
class TeamShare:
    """One team: how many requirements are asked of its people, and how many are in date; x: not live."""

    name: str
    code: str
    asked: int
    valid: int
    due: int
    overdue: int
    share: str
    colour: str


def own_lines(user: Any, on: date) -> list[Line]:
    """Everything required of the user, the most urgent first, each with its past cycles; two queries."""
    mine = RequirementPeriod.objects.for_user(user, on)
    past: dict[str, list[str]] = {}
    for row in mine.standing().filter(completed_on__isnull=False).order_by("code", "-cycle"):
        past.setdefault(row.code, []).append(row.how)
    return [line(row, tuple(past.get(row.code, ()))) for row in mine.present(on).soonest_first()]


def line(row: Any, history: tuple[str, ...] = ()) -> Line:
    """One row of `present()` in words."""
    return Line(
        key=str(row.public_id),
        code=row.code,
        title=row.title,
        state=row.state,
        words=WORDS[row.state],
        colour=COLOURS[row.state],
        when=when(row),
        why=row.why,
        url=f"/courses/code/{'+'.join(row.course_codes)}/",
        history=history,
    )


def when(row: Any) -> str:
    """The date that goes with a state."""
    if row.state == "exempt":
        return ""
    if row.completed_on:
        return "holds for good"
    return f"{ {'valid': 'until', 'due': 'by', 'overdue': 'was due by'}[row.state] } {long_date(row.due_on)}"


def team_lines(user: Any, on: date, book: PolicyBook) -> list[PersonLine]:
    """Everybody who reports to the user, by name, in a fixed number of queries."""
    people = list(report_people(user, on).order_by("sort_name", "pk"))
    rows: dict[int, list[Any]] = {}
    for row in RequirementPeriod.objects.visible_to(user, on).filter(person__in=people).present(on).soonest_first():
        rows.setdefault(row.person_id, []).append(row)
    live = LiveFrom.objects.starting(LiveFrom.Module.CPD, on)
    facts = facts_of_many([person.pk for person in people], on, book)
    days = {key: live_day(found, live) for key, found in facts.items()}
    return [_person(person, rows.get(person.pk, []), _reached(days.get(person.pk), on)) for person in people]


def _reached(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _person(person: Any, rows: Sequence[Any], live: bool) -> PersonLine:
    count = Counter(row.state for row in rows) if live else Counter()
    colour = "red" if count["overdue"] else "yellow" if count["due"] else "green" if count["valid"] else "grey"
    to_do = tuple(line(row) for row in rows if row.state in ("due", "overdue")) if live else ()
    share = share_of(count) if live else "x"
    return PersonLine(person.full_name, count["valid"], count["due"], count["overdue"], share, colour, to_do, live)


def share_of(count: Mapping[str, int]) -> str:
    """In date among what is asked, as a whole percentage; exempt and not live are outside it. Empty: nothing asked."""
    asked = sum(count.get(state, 0) for state in COUNTED)
    return f"{(count.get('valid', 0) * 200 + asked) // (2 * asked)}%" if asked else ""


def totals(lines: Iterable[PersonLine]) -> dict[str, Any]:
    """The team as a whole."""
    lines = list(lines)
    count = {name: sum(getattr(each, name) for each in lines) for name in ("valid", "due", "overdue")}
    return {**count, "asked": sum(count.values()), "share": share_of(count), "waiting": sum(not x.live for x in lines)}


def team_shares(rows: Any, on: date) -> list[TeamShare]:
    """Red, amber and green by team, from `present().with_team()` rows; teams that are not live show x."""
    found: dict[int, Counter[str]] = {}
    for team, state in rows.values_list("team_id", "state"):
        found.setdefault(team, Counter())[state] += 1
    live = LiveFrom.objects.starting(LiveFrom.Module.CPD, on)
    versions = TeamVersion.objects.current().running(on).filter(level=TeamVersion.Level.TEAM)
    return [
        _team(name, code, found.get(team, Counter()), is_live(path, live, on))
        for team, code, name, path in versions.order_by("path").values_list("team_id", "team__code", "name", "path")
    ]


def _team(name: str, code: str, count: Counter[str], live: bool) -> TeamShare:
    asked = sum(count[state] for state in COUNTED)
    share = share_of(count) if live else "x"
    colour = "grey" if not (live and asked) else "red" if count["overdue"] else "yellow" if count["due"] else "green"
    return TeamShare(name, code, asked, count["valid"], count["due"], count["overdue"], share, colour)
