"""Written records of the demo: one signed, one shared, one being written. Everything in them is invented."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from foundation.drafting import saving
from foundation.versioned_forms.schema import FormField
from foundation.working_days import add_working_days
from supervision.actions import meetings, records
from supervision.actions.records.drafting import open_draft
from supervision.models import Meeting, Record
from supervision.rules.parts import SUPERVISOR, schema_of
from workforce.models import Person

SIGNED_DAYS, SHARED_DAYS, DRAFT_DAYS = -8, -4, -1
"""Working days before the day of loading on which each supervision was held."""
DEFAULTS: Mapping[str, Any] = {
    "long_text": "We talked about it, and it can wait until next time.",
    "short_text": "As before",
    "scale": 7,
    "yes_no": True,
    "window": {"support": 8, "challenge": 6},
}
AUTUMN: Mapping[str, Any] = {
    "elicit": "A boy who never spoke to visitors showed the drawing he had made of his week.",
    "experience": "A visit after school. Tea was on the table, and the children told the story of their day in turn.",
    "reflection": "Relieved, and a little quick to be pleased. I had expected a harder visit.",
    "analysis": "It may be the new routine. It may be that I was expected. I have not seen an ordinary morning yet.",
    "learning": "I will visit before school once, and ask what a good morning looks like.",
    "good_enough": "The visits would be. The plan is not written in words the family would use yet.",
    "workload": 6,
    "needs": [{"topic": "Drawing and play in direct work", "purpose": "Children show it.", "release": True}],
}
WINTER: Mapping[str, Any] = {
    "elicit": "A grandmother rang to say that the plan on her fridge is the first one she understood.",
    "experience": "A family meeting led by the family. I spoke least of all, and wrote what they decided.",
    "reflection": "Odd, to be useful by being quiet. I noticed how often I wanted to step in.",
    "analysis": "They knew more than the file. What is missing is what the school sees.",
    "learning": "Bring the school in before the next meeting, and let the family choose who asks.",
    "good_enough": "Yes, this one. I would want it for my own.",
    "workload": 7,
}
NOTE: Mapping[str, str] = {
    "question": "Whether to bring a meeting forward by a week.",
    "decision": "Yes, to Tuesday, at the family's own table.",
}


def load(supervisor: Person, supervisee: Person, at: datetime) -> str:
    """Once; in the past, so that the figures of the demo hold too."""
    if Record.objects.exists():
        return "already there"
    call_command("sync_templates", verbosity=0)
    signed = _begin(supervisor, supervisee, SIGNED_DAYS, Meeting.Kind.INDIVIDUAL, at)
    _share(signed, AUTUMN, supervisor, "Ask the school which mornings are hardest", at)
    for person in (supervisor, supervisee):
        records.sign(record_id=signed.pk, by=person.user, at=_later(signed, at))
    shared = _begin(supervisor, supervisee, SHARED_DAYS, Meeting.Kind.INDIVIDUAL, at)
    _share(shared, WINTER, supervisor, "Write the plan in the family's own words", at)
    draft = _begin(supervisor, supervisee, DRAFT_DAYS, Meeting.Kind.AD_HOC, at)
    boxes = {field.name: [NOTE[field.code]] for field in draft.version.schema.fields() if field.code in NOTE}
    saving.save(
        draft=open_draft(record=draft, part=SUPERVISOR), boxes=boxes, seen=0, by=supervisor.user, at=_later(draft, at)
    )
    return "3 records"


def _begin(supervisor: Person, supervisee: Person, days: int, kind: str, at: datetime) -> Record:
    held_on = add_working_days(timezone.localdate(at), days)
    meeting = meetings.record_held(
        supervisee=supervisee,
        held_on=held_on,
        kind=kind,
        minutes=90,
        mode=Meeting.Mode.IN_PERSON,
        by=supervisor.user,
        at=min(_evening(held_on), at),
    )
    return records.begin(meeting_id=meeting.pk, by=supervisor.user, at=min(_evening(held_on), at))


def _share(record: Record, written: Mapping[str, Any], supervisor: Person, action: str, at: datetime) -> None:
    due = timezone.localdate(at) + timedelta(days=14)
    agreed = [{"what": action, "who": "supervisee", "due": due.isoformat()}]
    fields = schema_of(record.version.schema, SUPERVISOR).fields()
    found = {field.id: _answer(field, {**written, "actions": agreed}) for field in fields}
    answers = {key: value for key, value in found.items() if value is not None}
    records.share(record_id=record.pk, answers=answers, by=supervisor.user, at=_later(record, at))


def _answer(field: FormField, written: Mapping[str, Any]) -> Any:
    """What was written, else something plain where the form, as an editor may have changed it, demands an answer."""
    if field.code in written:
        return written[field.code]
    if not field.required:
        return None
    first = field.options[0].id if field.options else None
    return {**DEFAULTS, "choice": first, "choices": [first]}.get(field.kind)


def _later(record: Record, at: datetime) -> datetime:
    """Two days after it was held, but never ahead."""
    return min(_evening(record.meeting.held_on) + timedelta(days=2), at)


def _evening(day: date | None) -> datetime:
    return timezone.make_aware(datetime.combine(day or timezone.localdate(), time(17)))
