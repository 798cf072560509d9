"""Dates for supervision: planned, moved, cancelled, handed over, held."""

from supervision.actions.meetings.ending import cancel, hold, note_signed, note_written, record_held
from supervision.actions.meetings.groups import Guest, give_roles, mark_attendance, plan_group
from supervision.actions.meetings.history import MeetingRefused, NotAllowed
from supervision.actions.meetings.moving import hand_over, move
from supervision.actions.meetings.planning import Wish, plan, plan_ahead
from supervision.actions.meetings.reminding import send_due

__all__ = [
    "Guest",
    "MeetingRefused",
    "NotAllowed",
    "Wish",
    "cancel",
    "give_roles",
    "hand_over",
    "hold",
    "mark_attendance",
    "move",
    "note_signed",
    "note_written",
    "plan",
    "plan_ahead",
    "plan_group",
    "record_held",
    "send_due",
]
