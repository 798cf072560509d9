"""The name of the chain a meeting's record belongs to: one for each pair, one for each leader of groups."""

from typing import Any


def chain_of(meeting: Any) -> str:
    """`pair:<supervisee>:<supervisor>` or `group:<leader>`; keys, never names."""
    if meeting.supervisee_id is None:
        return f"group:{meeting.supervisor_id}"
    return f"pair:{meeting.supervisee_id}:{meeting.supervisor_id}"
