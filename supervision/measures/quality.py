"""What quality samples found, in numbers behind the small-number gate (METRICS 6): never one record, never a person.

Answers reach a figure by whole draws, once each is answered to its end, in pools of at least five in the
order in which they were finished: no difference of two looks at the page comes down to a single record.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.models import FormVersion
from foundation.small_numbers import pools
from supervision.measures.scope import led_teams, line_below
from supervision.models import QualityCheck
from supervision.rules.quality import Quality, results
from workforce.models import Post


@dataclass(frozen=True, slots=True)
class Found:
    """How many records the figures are about, and how many are looked at but too few to show."""

    records: int
    waiting: int
    questions: tuple[Quality, ...] = ()


def found_in(user: Any, on: date) -> Found:
    """Over the teams of a leader's scope, else those of the user's own line; four queries."""
    rows = list(QualityCheck.objects.filter(team__in=_teams(user, on)).counted())
    by_draw: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        by_draw.setdefault(row["draw_id"], []).append(row)
    finished = sorted((each[-1]["answered_at"], key) for key, each in by_draw.items() if each[0]["finished"])
    whole, _ = pools([(key, len(by_draw[key])) for _, key in finished])
    shown = [row for pool in whole for key in pool for row in by_draw[key]]
    used = FormVersion.objects.filter(pk__in={row["draw__version_id"] for row in shown})
    schemas = {version.pk: version.schema for version in used}
    given = [(schemas[row["draw__version_id"]], row["answers"]) for row in shown]
    return Found(len(shown), len(rows) - len(shown), tuple(results(given)))


def _teams(user: Any, on: date) -> list[int]:
    led = led_teams(user, on)
    if led:
        return led
    below = Post.objects.current().filter(person__in=line_below(user, on))
    return list(below.order_by().values_list("team_id", flat=True).distinct())
