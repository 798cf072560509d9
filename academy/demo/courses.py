"""The 32 courses of the learning offer (DOMAIN 8) as values for `publish_course`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.html import escape

from courses.actions.courses import TERM_FIELDS
from foundation.methodologies import equal_weights

DATA = Path(__file__).parent / "data" / "courses.json"
AS_WRITTEN = (
    "slug",
    "title",
    "summary",
    "mode",
    "level",
    "learning_minutes",
    "counts_towards_allowance",
    "refresh_months",
)
TERMS = tuple(TERM_FIELDS)


@dataclass(frozen=True, slots=True)
class DemoCourse:
    """`code` is the one the training history uses; `terms` are term codes by field name."""

    code: str
    values: dict[str, Any]
    terms: dict[str, list[str]]


def courses() -> Iterator[DemoCourse]:
    """Every course of the file, its paragraphs as HTML and its methodologies as weights."""
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        yield DemoCourse(code=row["code"], values=_values(row), terms={name: row[name] for name in TERMS})


def _values(row: dict[str, Any]) -> dict[str, Any]:
    weights = equal_weights(row["methodologies"])
    return {name: row[name] for name in AS_WRITTEN} | {
        "description": _paragraphs(row["description"]),
        "outcomes": "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in row["outcomes"]) + "</ul>",
        "evidence_base": _paragraphs(row["evidence_base"]),
        "weight_sos": weights.sos,
        "weight_rp": weights.rp,
        "weight_sp": weights.sp,
        "weight_general": weights.general,
    }


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
