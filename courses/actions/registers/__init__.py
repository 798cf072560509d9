"""Registers: marking who was there, and closing, which is what spends time and makes records."""

from courses.actions.registers.closing import RegisterIncomplete, close
from courses.actions.registers.marking import TRAINERS_ONLY, Given, MarkRefused, mark

__all__ = ["TRAINERS_ONLY", "Given", "MarkRefused", "RegisterIncomplete", "close", "mark"]
