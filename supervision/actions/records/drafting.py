"""What one of the two has in hand of a record: looked at without a trace, made when the first words are saved."""

from supervision.models import Record, RecordDraft


def in_hand(*, record: Record, part: str) -> RecordDraft:
    """The draft, or an empty one that is not kept: looking at a form writes nothing."""
    found: RecordDraft | None = RecordDraft.objects.filter(record=record, part=part).first()
    return found or RecordDraft(record=record, part=part)


def open_draft(*, record: Record, part: str) -> RecordDraft:
    """The draft to save words in, made once. Who may is the question of whoever found the record."""
    return RecordDraft.objects.get_or_create(record=record, part=part)[0]
