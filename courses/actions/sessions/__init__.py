"""Planning, opening, changing and cancelling sessions.

Every action locks the session's row first, so it cannot cross a booking (DESIGN 4, lock order:
session, then accounts). What uses rooms, trainers and things takes the planning lock before that.
"""

from courses.actions.sessions import needs as needs
from courses.actions.sessions.changing import cancel_session, change_session
from courses.actions.sessions.clashes import find_clashes
from courses.actions.sessions.planning import open_session, plan_session
from courses.actions.sessions.plans import Borrowed, DateSpan, SessionPlan, SessionRefused, Trainer, plan_of
from courses.actions.sessions.series import Proposed, plan_series, preview_series
from courses.actions.sessions.undoing import undo_cancelling, undo_opening

__all__ = [
    "Borrowed",
    "DateSpan",
    "Proposed",
    "SessionPlan",
    "SessionRefused",
    "Trainer",
    "cancel_session",
    "change_session",
    "find_clashes",
    "open_session",
    "plan_of",
    "plan_series",
    "plan_session",
    "preview_series",
    "undo_cancelling",
    "undo_opening",
]
