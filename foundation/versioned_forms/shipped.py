"""Forms a room ships as data, published through the CMS's own way so that editors can carry on from them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from wagtail import blocks

from foundation.models import FormInDraft, FormTemplate
from foundation.versioned_forms.kinds import registry

ASKED = ("prompt", "help", "required", "code")
Form = Mapping[str, Any]


def forms_in(path: Path) -> list[dict[str, Any]]:
    """The forms of a file."""
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


@transaction.atomic
def sync_shipped_forms(forms: Iterable[Form], model: type[FormInDraft] = FormTemplate) -> int:
    """Add and publish the forms that are missing; returns how many.

    A form that exists is left alone, whatever editors have made of it. Ids are made from the codes, so
    that a figure finds the same question on every installation.
    """
    there = set(model._default_manager.values_list("code", flat=True))
    wanted = [form for form in forms if form["code"] not in there]
    for form in wanted:
        _publish(model, form)
    return len(wanted)


def _publish(model: type[FormInDraft], form: Form) -> None:
    own = {name: value for name, value in form.items() if name != "sections"}
    body = [_section(form["code"], number, section) for number, section in enumerate(form["sections"])]
    template = model(**own | {"body": body, "live": False})
    template.full_clean()
    template.save()
    template.save_revision(clean=False).publish()


def _section(form: str, number: int, section: Form) -> dict[str, Any]:
    fields = [_field(form, each) for each in section["fields"]]
    settings = {name: value for name, value in section.items() if name != "fields"}
    code = settings.pop("code", "")
    key = _id(form, "section", code) if code else _id(form, str(number))
    return {"type": "section", "id": key, "value": {"help": "", **settings, "fields": fields}}


def _field(form: str, field: Form) -> dict[str, Any]:
    settings = registry()[field["kind"]].setting_blocks()
    value = {name: field[name] for name in (*ASKED, "only_for") if name in field}
    for name, block in settings.items():
        if name in field:
            listed = isinstance(block, blocks.ListBlock)
            value[name] = _items(form, field["code"], field[name]) if listed else field[name]
    if "options" in field:
        value["options"] = _items(form, field["code"], field["options"])
    return {"type": field["kind"], "id": _id(form, field["code"]), "value": value}


def _items(form: str, code: str, values: Iterable[Any]) -> list[dict[str, Any]]:
    """A list as the CMS keeps it; each item's id comes from its words, or from its own code."""
    return [{"type": "item", "id": _id(form, code, _key(value)), "value": value} for value in values]


def _key(value: Any) -> str:
    return str(value.get("code") or value.get("title")) if isinstance(value, Mapping) else str(value)


def _id(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "academy-form:" + ":".join(parts)))
