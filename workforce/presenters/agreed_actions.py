"""Agreed actions in words: when they are due, how they ended, who can read them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from foundation.british_dates import long_date
from workforce.models import AgreedAction
from workforce.querysets.access import access_of

State = AgreedAction.State
SHOWN_SETTLED = 20
COLOURS = {State.DONE: "green", State.NOT_DONE: "grey", State.CARRIED: "blue"}


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action for a list. `text` is protected: for pages of those who may read it, never for logs or mail."""

    text: str
    url: str
    when: str
    overdue: bool
    state: str
    colour: str
    readers: str
    note: str = ""


def lines(actions: Any, day: date) -> list[ActionLine]:
    """Actions read with `with_readers(day)`."""
    return [line(action, day) for action in actions]


def line(action: AgreedAction, day: date) -> ActionLine:
    """One of them."""
    overdue = action.state == State.OPEN and action.due_on is not None and action.due_on < day
    return ActionLine(
        text=action.text or "These words have been disposed of.",
        url=reverse("agreed_action", args=[action.public_id]),
        when=_when(action, overdue),
        overdue=overdue,
        state=action.get_state_display(),
        colour=COLOURS.get(State(action.state), ""),
        readers=read_by(action),
        note=_carried(action.times_carried),
    )


def read_by(action: Any) -> str:
    """ "You and Mia Manager can read this." for its owner, in names."""
    names = [row.reader.full_name for row in action.readers_now]
    if not names:
        return "Only you can read this."
    listed = ", ".join(["You", *names[:-1]])
    return f"{listed} and {names[-1]} can read this."


def facts(action: AgreedAction, day: date) -> list[dict[str, str]]:
    """The rows of its page."""
    found = [
        ("Due", _when(action, False)),
        ("State", action.get_state_display()),
        ("Agreed", long_date(timezone.localdate(action.agreed_at))),
        ("Carried", _carried(action.times_carried)),
        ("What shows it", action.evidence),
        ("Why not", action.why_not),
        ("Who can read it", ", ".join(_names(action))),
    ]
    return [{"key": key, "value": value} for key, value in found if value]


def may_settle(user: Any, action: Any, day: date) -> bool:
    """Whether to offer the buttons on an action read `with_readers`: open, and the user's own or theirs to
    settle. No query of its own."""
    people = access_of(user, day).person_ids
    helps = any(row.may_settle and row.reader_id in people for row in action.readers_now)
    return action.state == State.OPEN and (action.owner_id in people or helps)


def _names(action: Any) -> list[str]:
    return [action.owner.full_name, *(row.reader.full_name for row in action.readers_now)]


def _when(action: AgreedAction, overdue: bool) -> str:
    if action.state != State.OPEN and action.settled_at is not None:
        return long_date(timezone.localdate(action.settled_at))
    if action.due_on is None:
        return "No day agreed"
    return f"{'Was due by' if overdue else 'Due by'} {long_date(action.due_on)}"


def _carried(times: int) -> str:
    if not times:
        return ""
    return "Carried forward once" if times == 1 else f"Carried forward {times} times"
