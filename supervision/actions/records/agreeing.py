"""What was agreed in a record becomes agreed actions, and follows the record when it is mended before signing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from supervision.models import Record
from supervision.rules.parts import class_of, taker
from workforce.actions import agreed_actions
from workforce.actions.agreed_actions import Reader
from workforce.field_kinds import AgreedActions
from workforce.models import AgreedAction, Person

MENDED = "The record was mended before it was signed, and this was taken out."


@dataclass(frozen=True, slots=True)
class Agreed:
    """One row of a field of agreed actions, with whose it is."""

    text: str
    owner: Person
    due_on: date | None
    visibility: str

    @property
    def facts(self) -> tuple[Any, ...]:
        """What makes it the same action again."""
        return self.text, self.owner.pk, self.due_on, self.visibility


def from_answers(*, record: Record, answers: Mapping[str, Any], by: Any, at: datetime) -> None:
    """Agree what is new, and say of what was taken out again that it is not done, while it is still open."""
    wanted = list(_agreed(record, answers))
    agreed_here = AgreedAction.objects.from_source(record.source).filter(carried_from=None)
    there = {_facts(row): row for row in agreed_here}
    kept = {each.facts for each in wanted}
    for facts, action in there.items():
        if facts not in kept and action.state == AgreedAction.State.OPEN:
            agreed_actions.say_why_not(action=action, reason=MENDED, by=None, at=at)
    number = len(there)
    for each in wanted:
        if each.facts not in there:
            number += 1
            _agree(record, each, f"{record.source}:{number}", by, at)


def _agree(record: Record, each: Agreed, source: str, by: Any, at: datetime) -> None:
    two = [person for person in (taker(record.meeting), record.meeting.supervisor) if person is not None]
    agreed_actions.agree(
        owner=each.owner,
        text=each.text,
        due_on=each.due_on,
        visibility=each.visibility,
        source=source,
        readers=[Reader(person, may_settle=True) for person in two],
        by=by,
        at=at,
    )


def _agreed(record: Record, answers: Mapping[str, Any]) -> Iterator[Agreed]:
    """Every row; in a group the presenter's are those of the person supervised.

    What somebody else is to do is the supervisor's to see to, with the name in its words.
    """
    supervisor, supervisee = record.meeting.supervisor, taker(record.meeting)
    for section in record.version.schema.sections:
        for field in section.fields:
            rows = answers.get(field.id, ()) if field.kind == AgreedActions.code else ()
            for row in rows:
                owner = supervisee if row["who"] == "supervisee" and supervisee else supervisor
                if owner is None:
                    continue
                text = f"{row['what']} ({row['whom']})" if row.get("whom") else row["what"]
                due = date.fromisoformat(row["due"]) if row.get("due") else None
                yield Agreed(text, owner, due, class_of(section))


def _facts(row: AgreedAction) -> tuple[Any, ...]:
    return row.text, row.owner_id, row.due_on, row.visibility
