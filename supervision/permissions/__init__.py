"""Who may do and read what in this room."""

from supervision.permissions.doing import (
    can_hand_over,
    can_see_compliance,
    can_supervise,
    is_party,
    sees_line_compliance,
    supervises_anybody,
)
from supervision.permissions.reading import record_of, standings

__all__ = [
    "can_hand_over",
    "can_see_compliance",
    "can_supervise",
    "is_party",
    "record_of",
    "sees_line_compliance",
    "standings",
    "supervises_anybody",
]
