"""The same as `courses.actions.history`, for the modules of this package."""

from courses.actions.history import (
    lock_accounts_of,
    lock_person,
    locked_session,
    move,
    places_taken,
    refresh_counter,
    write_event,
)

__all__ = [
    "lock_accounts_of",
    "lock_person",
    "locked_session",
    "move",
    "places_taken",
    "refresh_counter",
    "write_event",
]
