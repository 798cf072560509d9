"""Registers: marking who was there, closing, which is what spends time and makes records, and putting right."""

from courses.actions.registers.checking_in import CheckInRefused, check_in
from courses.actions.registers.closing import RegisterIncomplete, close
from courses.actions.registers.correcting import correct, remove
from courses.actions.registers.guests import Guest, walk_in_guest
from courses.actions.registers.marking import TRAINERS_ONLY, Given, MarkRefused, mark
from courses.actions.registers.nudging import nudge
from courses.actions.registers.walk_ins import add_forgotten, take_off, walk_in

__all__ = [
    "TRAINERS_ONLY",
    "CheckInRefused",
    "Given",
    "Guest",
    "MarkRefused",
    "RegisterIncomplete",
    "add_forgotten",
    "check_in",
    "close",
    "correct",
    "mark",
    "nudge",
    "remove",
    "take_off",
    "walk_in",
    "walk_in_guest",
]
