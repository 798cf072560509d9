"""What exactly is signed: the parts of each thing that goes into a chain, in a fixed order."""

from datetime import UTC, datetime
from typing import Any


def of_section(row: Any) -> tuple[Any, ...]:
    """The section, its class and its answers."""
    return (row.section_id, row.visibility, row.answers)


def of_signatures(row: Any) -> tuple[Any, ...]:
    """The record, the form's version, how it was locked, and who signed when."""
    return (
        str(row.public_id),
        row.version_id,
        row.state,
        row.supervisor_signed_by_id,
        _moment(row.supervisor_signed_at),
        row.supervisee_signed_by_id,
        _moment(row.supervisee_signed_at),
    )


def of_word(row: Any) -> tuple[Any, ...]:
    """What kind of word, its class, whose, when, and the text."""
    return (row.kind, row.visibility, row.by_id, _moment(row.at), row.text)


def _moment(at: datetime | None) -> str:
    """To the microsecond in UTC, which is what the database keeps."""
    return at.astimezone(UTC).isoformat() if at else ""
