"""What the demo requires of whom (DOMAIN 8: the offer's refresh months), live since the last 1 April but one."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from cpd_records.actions.requirements.cycles import bring_up_to_date
from cpd_records.actions.requirements.settings import set_requirement
from cpd_records.rules.years import year_start
from foundation.models import Term
from foundation.months import months_later
from workforce.actions.live_from import set_date
from workforce.models import LiveFrom, Team

DATA = Path(__file__).parent / "data" / "requirements.json"
LAUNCH = date(2017, 4, 1)
LATER = ("YJ", 6)
"""A service that goes live so many months from now, so that the demo shows what that looks like."""


def go_live(at: datetime) -> None:
    """Required learning is live since April of last year, and later for one service. Dates stay once set."""
    today = timezone.localdate(at)
    dates: list[tuple[Team | None, date]] = [(None, months_later(year_start(today), -12))]
    dates += [(team, months_later(today, LATER[1])) for team in Team.objects.filter(code=LATER[0])]
    for team, day in dates:
        if not LiveFrom.objects.filter(module=LiveFrom.Module.CPD, team=team).exists():
            set_date(module=LiveFrom.Module.CPD, team=team, starts_on=day, by=None, at=at)


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """Every requirement of the file from the launch on, then everybody's cycles."""
    terms = {term.code: term for term in Term.objects.filter(vocabulary__code="audience")}
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        values: dict[str, Any] = {name: row[name] for name in row if name not in ("code", "audiences")}
        chosen = [terms[code] for code in row["audiences"]]
        set_requirement(code=row["code"], starts_on=LAUNCH, values=values, terms=chosen, by=None, at=at)
    return str(bring_up_to_date(at=at))
