"""A form as it was typed, with the version it now stands on: for a conflict, and for a second look."""

from typing import Any, TypeVar

from django import forms

F = TypeVar("F", bound=forms.Form)


def rebound(form: F, **hidden: Any) -> F:
    """The same form with other hidden values; what was typed stays as it was."""
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    for name, value in hidden.items():
        data[name] = str(value)
    form.data = data
    return form
