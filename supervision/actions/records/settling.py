"""What was agreed before, looked at together: done, carried on, or not done with a reason (DOMAIN 5, header)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from workforce.actions import agreed_actions
from workforce.actions.agreed_actions import ActionRefused
from workforce.models import AgreedAction

CARRIED = ":carried:"
NO_DAY = "Say by which day it is to be done now."


class How(StrEnum):
    """The three ways an agreed action is settled when two people meet."""

    DONE = "done"
    CARRY = "carry"
    WHY_NOT = "why_not"


def settle(*, action: AgreedAction, how: str, words: str, due_on: date | None, by: Any, at: datetime) -> AgreedAction:
    """Close it with what shows it, carry it with another day, or say why not.

    What is carried keeps the key of the record it was agreed in, so that what that record is about
    counts as open until the last of it is settled. Raises agreed_actions' ActionRefused and NotYoursToSettle.
    """
    if how == How.CARRY:
        if due_on is None:
            raise ActionRefused(NO_DAY, "due_on")
        return agreed_actions.carry(action=action, due_on=due_on, source=_next_source(action), text="", by=by, at=at)
    if how == How.DONE:
        return agreed_actions.close(action=action, evidence=words, by=by, at=at)
    return agreed_actions.say_why_not(action=action, reason=words, by=by, at=at)


def _next_source(action: AgreedAction) -> str:
    return f"{action.source.split(CARRIED)[0]}{CARRIED}{action.times_carried + 1}"
