"""Schedule, what is due, disposals and holds, phrased: metadata, no words (DOMAIN 9)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse

from foundation import policies
from foundation.british_dates import date_and_time, long_date
from foundation.disposal.schedule import TRIGGERS, RecordClass, classes
from workforce.actions.disposal.due import IDENTITY, DueBatch, DuePerson, disposers
from workforce.models import Disposal, DisposalItem, LegalHold, Person
from workforce.presenters import words

Rows = list[list[dict[str, str]]]
UNITS = {"months": ("month", "months"), "days": ("day", "days")}
STATES = {
    Disposal.State.PROPOSED: "yellow",
    Disposal.State.CONFIRMED: "teal",
    Disposal.State.DONE: "green",
    Disposal.State.WITHDRAWN: "grey",
}


def length(number: int, unit: str) -> str:
    """ "6 years", "18 months", "90 days"."""
    if unit == "months" and number and number % 12 == 0:
        number, unit = number // 12, "years"
        return f"{number} {'year' if number == 1 else 'years'}"
    one, many = UNITS[unit]
    return f"{number} {one if number == 1 else many}"


def schedule(day: date) -> list[dict[str, Any]]:
    """Every class with how long it is kept on a day; one query."""
    book = policies.book()
    return [
        {
            "line": line,
            "length": length(book.whole(line.key, day), line.unit),
            "trigger": TRIGGERS[line.trigger],
            "who": _who(line),
            "url": reverse("policies:policy", args=[line.key]),
        }
        for line in classes()
    ]


def _who(line: RecordClass) -> str:
    if not line.built:
        return "Its room is not built yet"
    return f"The clock: {line.by_clock.lower()}" if line.by_clock else "Two people"


def due_people(due: Iterable[DuePerson]) -> list[dict[str, Any]]:
    """A page of people with what each room holds, in a fixed number of queries, and whether they are held."""
    found = list(due)
    keys = [key for each in found for key in each.person_ids]
    people = Person.objects.select_related("organisation").in_bulk(keys)
    held = LegalHold.objects.held_people()
    rows: dict[int, int] = {}
    for disposer in disposers():
        for holding in disposer.holds(keys):
            rows[holding.person_id] = rows.get(holding.person_id, 0) + holding.rows
    names = {line.code: line.name for line in classes()}
    return [
        {
            "person": people[each.person_ids[0]],
            "since": long_date(each.since),
            "what": _what([names[code] for code in each.classes], whole=IDENTITY in each.classes),
            "rows": sum(rows.get(key, 0) for key in each.person_ids),
            "held": bool(held & set(each.person_ids)),
        }
        for each in found
    ]


def chosen(public_ids: Iterable[str]) -> list[int]:
    """Keys of those who were ticked; what names nobody is left out, and the action counts what is due."""
    wanted = [each for each in public_ids if _is_uuid(each)]
    return list(Person.objects.filter(public_id__in=wanted, joined_into=None).values_list("pk", flat=True))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _what(names: list[str], *, whole: bool) -> str:
    """With the name goes everything; before, the classes are said."""
    return "Everything, the name too" if whole else f"Only {', '.join(names).lower()}"


def due_lists(due: Iterable[DueBatch]) -> list[dict[str, Any]]:
    """Lists with how many rows each has, and whether a hold stops them."""
    kept = LegalHold.objects.classes()
    any_hold = LegalHold.objects.in_force().exists()
    mixed = {line.code for line in classes() if line.mixed}
    return [
        {
            "key": each.key,
            "label": each.batch.label,
            "since": long_date(each.batch.since),
            "rows": each.batch.rows,
            "held": each.batch.record_class in kept or (any_hold and each.batch.record_class in mixed),
        }
        for each in due
    ]


def disposals(found: Iterable[Disposal]) -> Rows:
    """One row each, the newest first."""
    return [
        words.cells(
            words.link(reverse("disposal", args=[each.public_id]), f"Disposal {each.pk}"),
            words.tag(each.get_state_display(), STATES[Disposal.State(each.state)]),
            f"{each.proposed_by.get_full_name()}, {date_and_time(each.proposed_at)}",
            _by(each.decided_by, each.decided_at),
        )
        for each in found
    ]


def progress(disposal: Disposal) -> dict[str, int]:
    """How many items there are, how many are done and how many were kept; one query."""
    return disposal.items.aggregate(
        all=Count("pk"), done=Count("pk", filter=Q(state="done")), kept=Count("pk", filter=Q(state="kept"))
    )


def items(found: Iterable[DisposalItem]) -> Rows:
    """Who or what, since when, what came of it."""
    return [
        words.cells(
            each.person.full_name if each.person else each.label,
            long_date(each.since),
            str(len(each.record_classes)),
            each.get_state_display(),
            each.problem or (f"{each.rows} rows" if each.rows else ""),
        )
        for each in found
    ]


def holds(found: Iterable[LegalHold], user: Any, day: date) -> list[dict[str, Any]]:
    """Each with what it covers, who set it, and what may be done."""
    rows = list(found)
    teams = words.team_names(day, {row.team_id for row in rows if row.team_id})
    names = {line.code: line.name for line in classes()}
    return [
        {
            "hold": row,
            "over": _over(row, teams, names),
            "set": f"{row.set_by.get_full_name()}, {date_and_time(row.set_at)}",
            "asked": _asked(row),
            "lifted": _by(row.lifted_by, row.lifted_at),
            "may_ask": row.lifted_at is None and row.lift_asked_at is None,
            "may_lift": row.lifted_at is None and row.lift_asked_at is not None and row.lift_asked_by_id != user.pk,
        }
        for row in rows
    ]


def _over(row: LegalHold, teams: dict[int, str], names: dict[str, str]) -> str:
    if row.person:
        return row.person.full_name
    if row.team:
        return f"Everybody who ever worked in {teams.get(row.team_id or 0, row.team.code)}"
    return f"{names.get(row.record_class, row.record_class)}, whoever they are about"


def _by(user: Any, at: datetime | None) -> str:
    return f"{user.get_full_name()}, {date_and_time(at)}" if user and at else ""


def _asked(row: LegalHold) -> str:
    if row.lift_asked_by is None or row.lift_asked_at is None:
        return ""
    return f"{row.lift_asked_by.get_full_name()}, {date_and_time(row.lift_asked_at)}: {row.lift_reason}"
