"""What is typed into and about a record."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from foundation.drafting.filling import fill
from foundation.forms.looks import FieldLook
from foundation.versioned_forms.asking import AnswerForm, schema_form
from foundation.versioned_forms.branching import LABEL_SET_KIND, branch, label_set_of
from foundation.versioned_forms.schema import Schema
from supervision.actions.records.later_words import LONGEST
from supervision.models import Meeting, Record
from supervision.rules.group_people import ROLE_FIELDS, in_role
from supervision.rules.parts import names_of, schema_of
from supervision.section_classes import CLASSES
from workforce.field_kinds import named


def record_form(
    record: Record, part: str, data: Mapping[str, Any] | None, boxes: Mapping[str, Sequence[str]]
) -> AnswerForm:
    """The sections one of the two fills in, in the words chosen, with what is in hand in its boxes."""
    schema = _in_words(
        schema_of(record.version.schema, part), data or {name: each[0] for name, each in boxes.items() if each}
    )
    form = schema_form(named(schema, names_of(record)), data, turn=_turn(record))
    if data is None:
        form.initial.update(_known(record))
        fill(form, boxes)
    return form


def _known(record: Record) -> dict[str, str]:
    """What a group's form asks and the list of who is in it says already: who does what, by work e-mail."""
    meeting = record.meeting
    if meeting.supervisee is not None or meeting.supervisor is None:
        return {}
    attendees = list(meeting.attendees.select_related("person"))
    found = {role: in_role(attendees, role) for role in ROLE_FIELDS}
    known = {role: each.person.work_email for role, each in found.items() if each is not None and each.person}
    return {"facilitator": meeting.supervisor.work_email} | known


def _turn(record: Record) -> int:
    """The number of the meeting, by which optional prompts take turns; what is part of a meeting counts in none."""
    return Meeting.objects.held().of_people([record.meeting.supervisee_id or 0]).filter(within=None).count()


def _in_words(schema: Schema, typed: Mapping[str, Any]) -> Schema:
    """The form for the set of words somebody chose in it: safety, wellbeing or success."""
    asked = next((field for field in schema.fields() if field.kind == LABEL_SET_KIND), None)
    chosen = {asked.id: typed[asked.name]} if asked and typed.get(asked.name) else {}
    return branch(schema, label_set_of(schema, chosen))


class LaterWordForm(forms.Form):
    """A comment, or a dated note on a record that is signed."""

    text = forms.CharField(
        label="What do you want to say?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what you want to add"},
    )
    disagree = forms.BooleanField(label="I see this differently", required=False)
    looks = {"disagree": FieldLook(classes="govuk-checkboxes--small"), "visibility": FieldLook(label_size="s")}

    def __init__(self, *args: Any, classes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = set(classes)
        self.fields["visibility"] = forms.ChoiceField(
            label="Which part is it about?",
            choices=[(code, name) for code, name in CLASSES if code in held],
            widget=forms.RadioSelect,
            help_text="The same people read it as read that part.",
            error_messages={"required": "Choose which part of the record it is about"},
        )
        self.order_fields(["text", "visibility", "disagree"])


class SharedWithForm(forms.Form):
    """Whom the supervisee lets read their wellbeing answers: the one thing in them that is compulsory."""

    shared_with = forms.ChoiceField(
        label="Who may read your wellbeing answers?",
        choices=[
            ("nobody", "Only me"),
            ("supervisor", "My supervisor"),
            ("hr", "Human resources or occupational health"),
        ],
        widget=forms.RadioSelect,
        help_text="“Only me” means that nobody sees them today. If something cannot wait, ring somebody.",
        error_messages={"required": "Choose who may read your wellbeing answers"},
    )

    def chosen(self) -> str:
        """As the record keeps it."""
        said = str(self.cleaned_data["shared_with"])
        return "" if said == "nobody" else said
