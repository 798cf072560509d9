"""The pathways of the demo (DOMAIN 8), and everybody on the ones that go with their role."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from courses.actions.pathways.enrolments import enrol_by_rule
from courses.actions.pathways.publishing import publish_pathway

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
    return f"{len(rows)} pathways, {enrol_by_rule(at=at)}"


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
