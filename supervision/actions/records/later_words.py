"""What the two say about a shared record: comments and disagreement before it is locked, dated notes after."""

from datetime import datetime
from typing import Any

from django.db import transaction

from foundation import changelog
from supervision.actions import chain
from supervision.actions.records import telling
from supervision.actions.records.held import held
from supervision.actions.records.refusals import TWO_ONLY, RecordRefused
from supervision.models import Record, RecordWord
from supervision.permissions.recording import is_one_of_two

LONGEST = 5000
NOT_SHARED = "This record is still being written: it can be commented on once it is shared."
EMPTY = "Write what you want to add."
TOO_LONG = "Use {} characters or fewer: it has {}."
UNKNOWN_CLASS = "Choose which part of the record this is about."


@transaction.atomic
def add(*, record_id: int, text: str, disagree: bool = False, visibility: str, by: Any, at: datetime) -> RecordWord:
    """A comment, or that they see it differently; an addendum once the record is locked, which joins the chain.

    `visibility` is the class of what it is about, so that the same people read it and nobody else.
    Raises NotYours, RecordRefused.
    """
    record = held(record_id, is_one_of_two, TWO_ONLY, by, at)
    if record.state == Record.State.DRAFT:
        raise RecordRefused(NOT_SHARED)
    word = RecordWord.objects.create(
        record=record,
        kind=_kind(record, disagree),
        visibility=_class(record, visibility),
        text=_said(text),
        by=by,
        at=at,
    )
    if record.is_locked:
        chain.add_word(word=word, at=at)
    telling.of_word(word, at)
    changelog.record(by=by, at=at, verb=f"supervision.{word.kind}", subject=record, fields=["later_words"])
    return word


def _kind(record: Record, disagree: bool) -> str:
    if disagree:
        return RecordWord.Kind.DISAGREEMENT
    return RecordWord.Kind.ADDENDUM if record.is_locked else RecordWord.Kind.COMMENT


def _class(record: Record, visibility: str) -> str:
    if visibility not in set(record.sections.values_list("visibility", flat=True)):
        raise RecordRefused(UNKNOWN_CLASS)
    return visibility


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise RecordRefused(EMPTY)
    if len(said) > LONGEST:
        raise RecordRefused(TOO_LONG.format(LONGEST, len(said)))
    return said
