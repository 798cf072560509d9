"""What changed from one version of a form to the next; pure."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from foundation.versioned_forms.schema import FormField, Schema

WORDS = {
    "kind": "type of answer",
    "prompt": "question",
    "code": "name in results",
    "help": "help",
    "required": "whether it must be answered",
    "options": "choices",
    "settings": "settings",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One question that is in both versions and differs. `what` names the parts, in words."""

    before: FormField
    after: FormField
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side. `words` says whether title, introduction or sections read otherwise;
    `settings` names sections whose settings differ, such as who reads them."""

    added: tuple[FormField, ...]
    removed: tuple[FormField, ...]
    changed: tuple[FieldChange, ...]
    moved: bool
    words: bool
    settings: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Nothing differs."""
        return not (self.added or self.removed or self.changed or self.moved or self.words or self.settings)


def compare(before: Schema, after: Schema) -> Comparison:
    """By the ids of fields, so that a reworded question is the same question."""
    old = {field.id: field for field in before.fields()}
    new = {field.id: field for field in after.fields()}
    stayed = [key for key in new if key in old]
    return Comparison(
        added=tuple(field for key, field in new.items() if key not in old),
        removed=tuple(field for key, field in old.items() if key not in new),
        changed=tuple(
            FieldChange(old[key], new[key], _what(old[key], new[key])) for key in stayed if old[key] != new[key]
        ),
        moved=_places(before, stayed) != _places(after, stayed),
        words=_words(before) != _words(after),
        settings=tuple(_differently_set(before, after)),
    )


def _differently_set(before: Schema, after: Schema) -> Iterator[str]:
    old = {each.id: each.settings for each in before.sections}
    for each in after.sections:
        if each.id in old and dict(old[each.id]) != dict(each.settings):
            yield each.heading


def _what(before: FormField, after: FormField) -> tuple[str, ...]:
    names = (each.name for each in fields(FormField) if each.name in WORDS)
    return tuple(WORDS[name] for name in names if getattr(before, name) != getattr(after, name))


def _places(schema: Schema, stayed: list[str]) -> list[tuple[str, str]]:
    """Section and id of the fields that are in both, in order."""
    return [(each.id, field.id) for each in schema.sections for field in each.fields if field.id in set(stayed)]


def _words(schema: Schema) -> tuple[str, str, tuple[tuple[str, str, str], ...]]:
    return schema.title, schema.intro, tuple((each.id, each.heading, each.help) for each in schema.sections)
