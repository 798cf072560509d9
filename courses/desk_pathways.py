"""The next step of each pathway on the desk; for managers what waits for them; for coordinators who has none."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from courses.models import StepDone
from courses.presenters.pathways import own_lines, step_title
from courses.querysets.desk import own_there, team_there
from courses.querysets.learned import without_pathway
from foundation.asked_often import AskedOften
from foundation.slots import DeskCard
from workforce.models import Person
from workforce.permissions import coordinates, has_team
from workforce.querysets.reports import team_keys

SHOWN = 5
WAITING = AskedOften(lambda people: StepDone.objects.waiting().filter(person__in=people).values("pk")[:SHOWN], list)


def cards(user: Any, now: datetime) -> Iterator[DeskCard]:
    """Nothing for whom there is nothing."""
    today = timezone.localdate(now)
    lines = own_lines(user, today) if "ways" in own_there(user, now) else []
    items = tuple(_item(line) for line in lines if line.following)
    if items:
        yield DeskCard(
            key="pathways",
            title="Your next step",
            order=18,
            items=items[:SHOWN],
            more_url="/my/pathways/",
            more_text="See your pathways",
        )
    if has_team(user, today) and "steps" in team_there(user, now):
        yield from _to_confirm(user, today)
    if coordinates(user, today):
        yield from _without(user, today)


def _item(line: Any) -> tuple[str, str, str]:
    step = line.following
    url = step.courses[0][1] if step.courses else step.note_url or "/my/pathways/"
    return step.title, url, f"{line.title}: {line.done} of {line.needed} done"


def _to_confirm(user: Any, today: Any) -> Iterator[DeskCard]:
    waiting = [key for (key,) in WAITING.tuples(team_keys(user, today))]
    rows = list(StepDone.objects.filter(pk__in=waiting).select_related("person", "pathway")) if waiting else []
    if rows:
        yield DeskCard(
            key="steps-to-confirm",
            title="Learning to confirm",
            order=12,
            urgent=True,
            items=tuple(
                (f"{row.person.full_name}: {step_title(row)}", f"/team/pathways/steps/{row.public_id}/", "")
                for row in rows
            ),
        )


def _without(user: Any, today: Any) -> Iterator[DeskCard]:
    count = (without_pathway(today) & Person.objects.visible_to(user, today)).count()
    if count:
        words = "1 person is" if count == 1 else f"{count:,} people are"
        yield DeskCard(
            key="without-pathway",
            title="Pathways",
            order=70,
            items=((f"{words} on no pathway", "/pathways/without/", "No audience names them"),),
        )
