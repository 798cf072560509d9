"""The lessons of the three self-paced courses of the offer (DOMAIN 8, rows 1, 16 and 17)."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from courses.actions.lessons import publish_lesson
from courses.models import Course

DATA = Path(__file__).parent / "data" / "lessons.json"
Block = dict[str, Any]


def load_lessons(*, at: datetime) -> int:
    """Publish the lessons; again, and nothing changes. The number of lessons."""
    courses = dict(Course.objects.filter(mode=Course.Mode.SELF_PACED).values_list("code", "pk"))
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    for row in rows:
        key = UUID(row["key"])
        values = {
            "course_id": courses[row["course"]],
            "position": row["position"],
            "title": row["title"],
            "minutes": row["minutes"],
            "body": [_body(key, number, block) for number, block in enumerate(row["body"])],
            "checks": [_check(key, number, check) for number, check in enumerate(row["checks"])],
        }
        publish_lesson(key=key, values=values, by=None, at=at)
    return len(rows)


def _body(key: UUID, number: int, block: dict[str, Any]) -> Block:
    [(kind, said)] = block.items()
    value = _html(said) if kind == "text" else {"title": said["title"], "text": _html(said["text"])}
    return {"type": kind, "value": value, "id": str(uuid5(key, f"body {number}"))}


def _check(key: UUID, number: int, check: dict[str, Any]) -> Block:
    ident = uuid5(key, f"check {number}")
    answers = [
        {
            "type": "item",
            "value": {"text": text, "right": right, "feedback": feedback},
            "id": str(uuid5(ident, f"answer {place}")),
        }
        for place, (text, right, feedback) in enumerate(check["answers"])
    ]
    return {"type": "question", "value": {"question": check["question"], "answers": answers}, "id": str(ident)}


def _html(paragraphs: Iterable[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)
