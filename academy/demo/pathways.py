"""The pathways of the demo (DOMAIN 8), and everybody on the ones that go with their role."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from courses.actions.pathways.enrolments import enrol_by_rule
from courses.actions.pathways.publishing import publish_pathway
from courses.actions.pathways.steps import declare
from courses.models import Enrolment, Pathway, StepDone
from courses.rules.pathway_progress import steps_of

NOTED = ("alice.gibbons@example.org", "experienced-social-worker")
"""Who has done an activity that waits for the manager, on which pathway."""
DATA = Path(__file__).parent / "data" / "pathways.json"
VALUES = ("title", "summary", "open_to_join", "finish_days", "position")


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """Publish every pathway of the file, then put people on them."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    for row in rows:
        publish_pathway(
            code=row["code"],
            values={name: row[name] for name in VALUES} | {"slug": row["code"]},
            steps=[block(row["code"], step) for step in row["steps"]],
            audiences=row["audiences"],
            by=None,
            at=at,
        )
    done = enrol_by_rule(at=at)
    _noted(at)
    return f"{len(rows)} pathways, {done}"


def _noted(at: datetime) -> None:
    """Somebody has done an activity, and it waits for the manager."""
    pathway, day = Pathway.objects.get(code=NOTED[1]), timezone.localdate(at)
    step = next(each for each in steps_of(pathway.steps) if each.kind == "activity")
    row = Enrolment.objects.running(day).filter(pathway=pathway, person__work_email=NOTED[0]).first()
    if row is None or row.person.user is None or StepDone.objects.filter(person=row.person, step=step.key).exists():
        return
    declare(
        person=row.person,
        pathway=pathway,
        step=step.key,
        done_on=day - timedelta(days=5),
        note="Ran an hour on danger statements for the team; they asked for one on safety goals next.",
        by=row.person.user,
        at=at,
    )


def block(pathway: str, step: dict[str, Any]) -> dict[str, Any]:
    """A step of the file as Wagtail stores it; its id follows from what it is, so that it stays."""
    kind = next(name for name in ("courses", "activity", "observation") if name in step)
    said = step[kind]
    key = str(uuid5(NAMESPACE_URL, f"pathway:{pathway}:{kind}:{said[0] if kind == 'courses' else said}"))
    value = {name: step[name] for name in ("why", "what", "times", "elective") if name in step}
    if kind == "courses":
        codes = [{"type": "item", "id": str(uuid5(NAMESPACE_URL, f"{key}:{code}")), "value": code} for code in said]
        return {"type": "course", "id": key, "value": value | {"courses": codes}}
    return {"type": kind, "id": key, "value": value | {"title": said}}
