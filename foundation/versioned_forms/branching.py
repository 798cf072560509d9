"""Which questions a form asks: those for one set of words, and the optional ones whose turn it is; pure.

Safety, wellbeing and success are three sets of words for the same map (DOMAIN 2, "Variants"). Sections
and questions that are for some of them only say so in their setting "only_for"; those without are for
all. A section may show only some of its optional prompts at a time; the rest stay at hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from foundation.versioned_forms.schema import Answers, FormField, FormSection, Schema

LABEL_SETS = (("safety", "Safety"), ("wellbeing", "Wellbeing"), ("success", "Success"))
ONLY_FOR, ROTATE = "only_for", "rotate"
LABEL_SET_KIND = "label_set"


def label_set_of(schema: Schema, answers: Answers) -> str:
    """The set chosen in this form: the answer to its question for it, else what that begins with, else ""."""
    asked = next((field for field in schema.fields() if field.kind == LABEL_SET_KIND), None)
    if asked is None:
        return ""
    return str(answers.get(asked.id) or asked.settings.get("begins_with") or LABEL_SETS[0][0])


def branch(schema: Schema, label_set: str) -> Schema:
    """The form for one set of words; sections that have nothing to ask there are gone."""
    if not label_set:
        return schema
    sections = (_branched(section, label_set) for section in schema.sections if _is_for(section.settings, label_set))
    return replace(schema, sections=tuple(section for section in sections if section.fields))


def branched(schema: Schema, answers: Answers) -> Schema:
    """The form as these answers chose it."""
    return branch(schema, label_set_of(schema, answers))


@dataclass(frozen=True, slots=True)
class Shown:
    """A section's questions: what is asked now, and what is at hand for whoever wants it."""

    asked: tuple[FormField, ...]
    at_hand: tuple[FormField, ...] = ()


def shown(section: FormSection, turn: int) -> Shown:
    """Every required question, and as many optional ones as the section shows at a time, from a place that
    moves on with each `turn` (the number of the meeting), so that all of them come round."""
    optional = [field for field in section.fields if not field.required]
    wanted = int(section.settings.get(ROTATE) or 0)
    if not wanted or wanted >= len(optional):
        return Shown(section.fields)
    first = turn * wanted % len(optional)
    now = {field.id for field in (optional + optional)[first : first + wanted]}
    return Shown(
        tuple(field for field in section.fields if field.required or field.id in now),
        tuple(field for field in optional if field.id not in now),
    )


def _branched(section: FormSection, label_set: str) -> FormSection:
    return replace(section, fields=tuple(field for field in section.fields if _is_for(field.settings, label_set)))


def _is_for(settings: Mapping[str, Any], label_set: str) -> bool:
    only = settings.get(ONLY_FOR) or ()
    return not only or label_set in only
