"""Words in hand back in their boxes, as they were typed, before anybody checks them."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict


def fill(form: forms.Form, boxes: Mapping[str, Sequence[str]]) -> None:
    """Let an unbound form show these boxes; fields without any keep their initial value."""
    data = QueryDict(mutable=True)
    for name, values in boxes.items():
        data.setlist(name, list(values))
    for name, field in form.fields.items():
        html_name = form.add_prefix(name)
        if any(box == html_name or box.startswith(f"{html_name}-") for box in boxes):
            form.initial[name] = field.widget.value_from_datadict(data, {}, html_name)
