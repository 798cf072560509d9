"""The check at the end of a lesson, as a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from courses.rules.self_paced import Question
from foundation.forms.looks import FieldLook

ONE = "Choose the answer that fits best"
MANY = "Choose every answer that fits"


class CheckForm(forms.Form):
    """One field for each question; what somebody chose earlier is chosen again."""

    default_look = FieldLook(label_size="m")

    def __init__(
        self, questions: Sequence[Question], data: Any = None, earlier: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        super().__init__(data)
        self.questions = {_name(question): question for question in questions}
        for name, question in self.questions.items():
            self.fields[name] = _field(question, (earlier or {}).get(question.key, ()))

    @property
    def answers(self) -> dict[str, list[str]]:
        """The choices made, by question; after `is_valid()`."""
        chosen = {question.key: self.cleaned_data[name] for name, question in self.questions.items()}
        return {key: list(value) if isinstance(value, list) else [value] for key, value in chosen.items()}

    def say_wrong(self, wrong: Sequence[Question]) -> None:
        """Under each question still to get right, what was said about the answers given to it."""
        for question in wrong:
            chosen = self.answers[question.key]
            said = [option.feedback for option in question.options if option.value in chosen and not option.right]
            missing = "That is right, and it is not all: another answer fits as well."
            self.add_error(_name(question), f"Not quite. {' '.join(said) or missing} Have another try.")

    def rows(self) -> list[tuple[Any, str]]:
        """Each field with what is said beside a right answer; nothing before it is answered."""
        return [(self[name], self._praise(name)) for name in self.fields]

    def _praise(self, name: str) -> str:
        if not self.is_bound or name in self.errors or name not in self.cleaned_data:
            return ""
        question = self.questions[name]
        chosen = self.answers[question.key]
        return " ".join(option.feedback for option in question.options if option.right and option.value in chosen)


def _name(question: Question) -> str:
    return f"question-{question.key}"


def _field(question: Question, chosen: Sequence[str]) -> forms.Field:
    choices = [(option.value, option.text) for option in question.options]
    if question.takes_many:
        return forms.MultipleChoiceField(
            label=question.text,
            help_text=MANY,
            choices=choices,
            initial=list(chosen),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose at least one answer"},
        )
    return forms.ChoiceField(
        label=question.text,
        help_text=ONE,
        choices=choices,
        initial=chosen[0] if chosen else None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer"},
    )
