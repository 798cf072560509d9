"""Required learning on the desk: what I have to do, and what is overdue in my team (slot `desk_cards`)."""

from collections.abc import Iterator
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from cpd_records.models import RequirementPeriod
from cpd_records.presenters.requirements import WORDS, when
from cpd_records.querysets.desk import there
from foundation.asked_often import AskedOften
from foundation.slots import DeskCard
from workforce.permissions import is_line_manager
from workforce.querysets.reports import own_report_keys

SHOWN = 5
TO_DO = ("due", "overdue")


def _mine(user_id: int, on: date) -> Any:
    rows = RequirementPeriod.objects.filter(person__user=user_id).present(on).filter(state__in=TO_DO)
    return rows.soonest_first().values("title", "state", "due_on", "completed_on")[:SHOWN]


def _late(people: list[int], on: date) -> Any:
    rows = RequirementPeriod.objects.filter(person__in=people).present(on).filter(state="overdue").soonest_first()
    names = ("person__first_name", "person__last_name")
    return rows.values("title", "state", "due_on", "completed_on", *names)[: SHOWN + 1]


MINE = AskedOften(_mine, int, date)
LATE = AskedOften(_late, list, date)


def cards(user: Any, now: datetime) -> Iterator[DeskCard]:
    """Nothing for whom nothing is to do."""
    today = timezone.localdate(now)
    rows = [SimpleNamespace(**row) for row in MINE.rows(user.pk, today)] if "required" in there(user, today) else []
    if rows:
        yield DeskCard(
            key="requirements",
            title="Required learning",
            order=15,
            items=tuple((row.title, "/my/requirements/", _stands(row)) for row in rows),
            more_url="/my/requirements/",
            more_text="All that is required of you",
        )
    if is_line_manager(user, today) and "late" in there(user, today):
        yield from _team(user, today)


def _stands(row: Any) -> str:
    """In words: "To do by 29 December 2026", "Overdue: was due by 1 April 2026"."""
    return f"{WORDS[row.state]}{':' if row.state == 'overdue' else ''} {when(row)}"


def _team(user: Any, today: date) -> Iterator[DeskCard]:
    team = own_report_keys(user, today)
    rows = [SimpleNamespace(**row) for row in LATE.rows(team, today)] if team else []
    if rows:
        yield DeskCard(
            key="team-requirements",
            title="Overdue in your team",
            order=55,
            items=tuple(
                (f"{row.person__first_name} {row.person__last_name}".strip() + f": {row.title}", "", when(row))
                for row in rows[:SHOWN]
            ),
            more_url="/team/requirements/",
            more_text="See how your team stands",
        )
