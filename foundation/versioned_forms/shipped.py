"""Forms a room ships as data, published through the CMS's own way so that editors can carry on from them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from foundation.models import FormTemplate
from foundation.versioned_forms.kinds import registry

ASKED = ("prompt", "help", "required", "code")


@transaction.atomic
def sync_shipped_forms(path: Path) -> int:
    """Add and publish the forms of a file that are missing; returns how many.

    A form that exists is left alone, whatever editors have made of it. Ids are made from the codes, so
    that a figure finds the same question on every installation.
    """
    there = set(FormTemplate.objects.values_list("code", flat=True))
    wanted = [form for form in json.loads(path.read_text(encoding="utf-8")) if form["code"] not in there]
    for form in wanted:
        _publish(form)
    return len(wanted)


def _publish(form: Mapping[str, Any]) -> None:
    template = FormTemplate(
        code=form["code"],
        purpose=form["purpose"],
        title=form["title"],
        intro=form["intro"],
        body=[_section(form["code"], number, section) for number, section in enumerate(form["sections"])],
        live=False,
    )
    template.full_clean()
    template.save()
    template.save_revision(clean=False).publish()


def _section(form: str, number: int, section: Mapping[str, Any]) -> dict[str, Any]:
    fields = [_field(form, each) for each in section["fields"]]
    value = {"heading": section["heading"], "help": section.get("help", ""), "fields": fields}
    return {"type": "section", "id": _id(form, str(number)), "value": value}


def _field(form: str, field: Mapping[str, Any]) -> dict[str, Any]:
    settings = registry()[field["kind"]].setting_blocks()
    value = {name: field[name] for name in (*ASKED, *settings) if name in field}
    if "options" in field:
        value["options"] = [
            {"type": "item", "id": _id(form, field["code"], label), "value": label} for label in field["options"]
        ]
    return {"type": field["kind"], "id": _id(form, field["code"]), "value": value}


def _id(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "academy-form:" + ":".join(parts)))
