"""The numbers from 0 to 10 of a record, by the name figures know their question by; pure (DOMAIN 2, scaling)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foundation.versioned_forms.kinds.plain import SCALE
from foundation.versioned_forms.schema import FormField, FormSection


@dataclass(frozen=True, slots=True)
class Scaled:
    """One scaling question of a section, or one of the two of a window; `value` where it was answered."""

    code: str
    prompt: str
    low: str
    high: str
    value: int | None


def scaled(section: FormSection, answers: Mapping[str, Any]) -> Iterator[Scaled]:
    """Every scaling question of a section that has a name of its own, so that later versions are followed."""
    for field in section.fields:
        if field.code and field.kind == "scale":
            yield _scaled(field.code, field, answers.get(field.id))
        elif field.code and field.kind == "window":
            yield from _of_window(field, answers.get(field.id) or {})


def _of_window(field: FormField, answer: Mapping[str, Any]) -> Iterator[Scaled]:
    for part, prompt in (("support", "Support"), ("challenge", "Challenge")):
        yield Scaled(f"{field.code}:{part}", prompt, "none", "as much as can be", _number(answer.get(part)))


def _scaled(code: str, field: FormField, value: Any) -> Scaled:
    low, high = (str(field.settings.get(key) or "") for key in ("low_label", "high_label"))
    return Scaled(code, field.prompt, low, high, _number(value))


def _number(value: Any) -> int | None:
    return value if type(value) is int and value in SCALE else None
