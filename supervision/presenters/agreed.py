"""Agreed actions on the pages of a supervision, each with the small form that settles it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from supervision.models import Meeting, Record
from supervision.settle_forms import PRESSED, SettleForm
from workforce.models import AgreedAction
from workforce.presenters import agreed_actions

GROUPS_BACK = 12


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """One action; `form` only where the user may settle it. `pressed` is the name of its buttons."""

    line: agreed_actions.ActionLine
    key: str
    settled: bool
    overdue: bool
    form: SettleForm | None
    of: str
    pressed: str = PRESSED


def agreed_lines(
    actions: Iterable[Any], meeting: Meeting, user: Any, on: date, of: str = "", refused: SettleForm | None = None
) -> list[AgreedLine]:
    """Actions read with `with_readers` and their owners; `of` is the id of the form their boxes are sent with,
    `refused` the form of one of them that came back, with what was typed.

    The day an action would be carried to is that on which the two meet next, where it is set.
    """
    held = list(actions)
    carried_to = _next_day(meeting, on) if held else None
    shown = [_line(action, user, on, carried_to, of) for action in held]
    if refused is None:
        return shown
    return [replace(each, form=refused) if each.form and each.form.prefix == refused.prefix else each for each in shown]


def open_between(meeting: Meeting, user: Any, on: date) -> QuerySet[Any]:
    """What is still open between those who meet: of a pair what both may read, of a group what its leader
    agreed in groups before. Nothing that one of them agreed with somebody else."""
    rows = AgreedAction.objects.visible_to(user, on).open().with_readers(on).select_related("owner")
    if meeting.supervisee_id is None:
        return rows.filter(_of_groups(meeting))
    theirs = AgreedAction.objects.filter(Q(owner=meeting.supervisee_id) | _read_by(meeting.supervisee_id))
    return rows.filter(pk__in=theirs.values("pk"), source__startswith="supervision:")


def due_by_now(meeting: Meeting, user: Any, on: date) -> list[str]:
    """The words of those whose day had come when the two met, and which nobody has settled."""
    day = meeting.held_on or on
    return [action.text for action in open_between(meeting, user, on).filter(due_on__lte=day)]


def _line(action: Any, user: Any, on: date, carried_to: date | None, of: str) -> AgreedLine:
    shown = replace(agreed_actions.line(action, on), readers=_read_by_names(action))
    may = agreed_actions.may_settle(user, action, on)
    form = SettleForm(key=action.public_id, carried_to=carried_to, of=of) if may else None
    settled = action.state != AgreedAction.State.OPEN
    return AgreedLine(shown, str(action.public_id), settled, shown.overdue, form, of)


def _read_by_names(action: Any) -> str:
    """ "Alice Gibbons and Mia Manager can read this.", whoever of them is looking."""
    names = [action.owner.full_name, *(row.reader.full_name for row in action.readers_now)]
    return f"{' and '.join([', '.join(names[:-1]), names[-1]] if names[1:] else names)} can read this."


def _next_day(meeting: Meeting, on: date) -> date | None:
    """When these two, or this leader and a group, meet next."""
    same = Meeting.objects.planned().filter(supervisee=meeting.supervisee_id, supervisor=meeting.supervisor_id)
    starts = same.filter(starts_at__date__gt=on).values_list("starts_at", flat=True).first()
    return timezone.localdate(starts) if starts else None


def _read_by(person: int) -> Q:
    return Q(readers__reader=person, readers__ends_on=None)


def _of_groups(meeting: Meeting) -> Q:
    earlier = Record.objects.filter(meeting__kind=Meeting.Kind.GROUP, meeting__supervisor=meeting.supervisor_id)
    found = Q(pk__in=[])
    for row in earlier.order_by("-begun_at")[:GROUPS_BACK]:
        found |= Q(source__startswith=f"{row.source}:")
    return found
