"""The timed steps of group supervision as a shared screen goes through them; pure (DOMAIN 2 and 5, T3)."""

from dataclasses import dataclass

from foundation.versioned_forms.schema import Schema


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `number` counts from 1, `before` are the minutes of all steps before it."""

    number: int
    title: str
    minutes: int
    prompt: str
    before: int


def steps_of(schema: Schema) -> list[Step]:
    """Every timed step of a form, in order; none where it has none."""
    found: list[Step] = []
    listed = [
        each.get("value", each)
        for field in schema.fields()
        if field.kind == "steps"
        for each in field.settings.get("steps", ())
    ]
    for each in listed:
        before = found[-1].before + found[-1].minutes if found else 0
        found.append(Step(len(found) + 1, each["title"], each["minutes"], each.get("prompt", ""), before))
    return found
