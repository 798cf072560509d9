"""The list as it stands on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from foundation.language_helper.matching import Hint, Suggestion, suggestions
from foundation.models import CaringWord


@dataclass(frozen=True, slots=True)
class Remark:
    """What the list says about one answer: for the page after saving, where no script runs."""

    question: str
    suggestions: list[Suggestion]


def book(on: date) -> tuple[Hint, ...]:
    """Every line in force on a day; one query."""
    running = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    rows = CaringWord.objects.filter(running).order_by("phrase", "pk")
    return tuple(Hint(row.phrase, row.instead, row.why, tuple(row.forms), tuple(row.not_in)) for row in rows)


def remarks(answers: Mapping[str, Iterable[str]], on: date) -> list[Remark]:
    """What the list says about answers, by question; nothing where it says nothing."""
    lines = book(on)
    found = ((question, suggestions("\n".join(texts), lines)) for question, texts in answers.items())
    return [Remark(question, said) for question, said in found if said]


def remarks_on_form(form: Any, on: date) -> list[Remark]:
    """The same for the text boxes of a form as they stand."""
    texts = {
        str(field.label): [str(field.value() or "")]
        for field in form.visible_fields()
        if field.field.widget.__class__.__name__.endswith("Textarea")
    }
    return remarks(texts, on)
