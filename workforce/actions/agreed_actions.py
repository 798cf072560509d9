"""Agreed actions: agreed, then done, carried to the next meeting, or not done with a reason (DESIGN 4).

The room above decides who reads and settles; here only what it wrote counts. Words are protected
text and reach neither log nor reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from workforce.models import ActionEvent, ActionReader, AgreedAction, Person

LONGEST = 2000
State, Kind = AgreedAction.State, ActionEvent.Kind


class ActionRefused(ValueError):
    """An action that cannot be agreed or settled so; `field` names what to mend."""

    def __init__(self, sentence: str, field: str = "") -> None:
        self.field = field
        super().__init__(sentence)


class NotYoursToSettle(PermissionError):
    """Only its owner, and whoever agreed it with them, settle an action."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may read an action besides its owner, and perhaps settle it."""

    person: Person
    may_settle: bool = False
    ends_on: date | None = None


@transaction.atomic
def agree(
    *,
    owner: Person,
    text: str,
    due_on: date | None,
    visibility: str,
    source: str,
    readers: Iterable[Reader] = (),
    by: Any,
    at: datetime,
) -> AgreedAction:
    """A new action; the same source again answers with the one it made. Raises ActionRefused.

    Who may is the question of the room that calls, which also names the readers.
    """
    there = AgreedAction.objects.filter(source=source).first()
    if there is not None:
        return there
    action = AgreedAction.objects.create(
        owner=owner,
        text=_said(text, "text", "Say what is to be done."),
        due_on=due_on,
        visibility=visibility,
        source=source,
        agreed_by=by,
        agreed_at=at,
    )
    _open_to(action, readers, timezone.localdate(at))
    _note(action, Kind.AGREED, by, at)
    return action


@transaction.atomic
def close(*, action: AgreedAction, evidence: str = "", by: Any, at: datetime) -> AgreedAction:
    """Done; `evidence` is what shows it. Raises NotYoursToSettle, ActionRefused."""
    action = _held(action, by, at)
    action.evidence = _said(evidence, "evidence")
    return _settle(action, State.DONE, by, at)


@transaction.atomic
def say_why_not(*, action: AgreedAction, reason: str, by: Any, at: datetime) -> AgreedAction:
    """Not done, and not to be done any more. Raises NotYoursToSettle, ActionRefused."""
    action = _held(action, by, at)
    action.why_not = _said(reason, "reason", "Say why it was not done. A sentence is enough.")
    return _settle(action, State.NOT_DONE, by, at)


@transaction.atomic
def carry(
    *,
    action: AgreedAction,
    due_on: date | None,
    source: str,
    text: str = "",
    readers: Iterable[Reader] = (),
    by: Any,
    at: datetime,
) -> AgreedAction:
    """The action that takes its place: same owner and class, its present readers and those named here.

    The same source again answers with the one it made. Raises NotYoursToSettle, ActionRefused.
    """
    there = AgreedAction.objects.filter(source=source, carried_from=action).first()
    if there is not None:
        return there
    old = _settle(_held(action, by, at), State.CARRIED, by, at)
    new = AgreedAction.objects.create(
        owner=old.owner,
        text=_said(text, "text") or old.text,
        due_on=due_on,
        visibility=old.visibility,
        source=source,
        carried_from=old,
        times_carried=old.times_carried + 1,
        agreed_by=by,
        agreed_at=at,
    )
    day = timezone.localdate(at)
    running = AgreedAction.objects.with_readers(day).get(pk=old.pk).readers_now
    kept = {row.reader_id: Reader(row.reader, row.may_settle, row.ends_on) for row in running}
    _open_to(new, (kept | {each.person.pk: each for each in readers}).values(), day)
    _note(new, Kind.CARRIED_HERE, by, at)
    return new


@transaction.atomic
def open_to(*, action: AgreedAction, readers: Iterable[Reader], by: Any, at: datetime) -> None:
    """Let more people read it, from today. Who may is the question of the room that made the action."""
    _open_to(action, readers, timezone.localdate(at))
    changelog.record(by=by, at=at, verb="action.opened_to", subject=action, fields=["readers"])


@transaction.atomic
def close_to(*, action: AgreedAction, people: Iterable[Person], by: Any, at: datetime) -> None:
    """Let people read it no longer, from today. The same question as for `open_to`."""
    day = timezone.localdate(at)
    running = ActionReader.objects.filter(action=action, reader__in=list(people), ends_on__isnull=True)
    running.filter(starts_on__gte=day).delete()  # named today: a period of no day at all
    running.update(ends_on=day)
    changelog.record(by=by, at=at, verb="action.closed_to", subject=action, fields=["readers"])


def _held(action: AgreedAction, by: Any, at: datetime) -> AgreedAction:
    """The row under its lock, after the questions whether it is open and whose it is."""
    held = AgreedAction.objects.select_for_update(of=("self",)).select_related("owner").get(pk=action.pk)
    if by is not None and not _may_settle(held, by, at):
        raise NotYoursToSettle("This action is for its owner, or for whoever agreed it with them, to settle.")
    if held.state != State.OPEN:
        raise ActionRefused(f"Somebody has settled this action already: {held.get_state_display().lower()}.")
    return held


def _may_settle(action: AgreedAction, by: Any, at: datetime) -> bool:
    return bool(AgreedAction.objects.settleable_by(by, timezone.localdate(at)).filter(pk=action.pk).exists())


def _settle(action: AgreedAction, state: str, by: Any, at: datetime) -> AgreedAction:
    action.state, action.settled_by, action.settled_at = state, by, at
    action.save(update_fields=["state", "settled_by", "settled_at", "evidence", "why_not"])
    _note(action, Kind(state), by, at)
    return action


def _note(action: AgreedAction, kind: str, by: Any, at: datetime) -> None:
    ActionEvent.objects.create(action=action, kind=kind, due_on=action.due_on, at=at, by=by)
    changelog.record(by=by, at=at, verb=f"action.{kind}", subject=action, fields=["state"])


def _open_to(action: AgreedAction, readers: Iterable[Reader], day: date) -> None:
    there = set(ActionReader.objects.filter(action=action, ends_on__isnull=True).values_list("reader", flat=True))
    wanted = {each.person.pk: each for each in readers if each.person.pk not in {*there, action.owner_id}}
    ActionReader.objects.bulk_create(
        ActionReader(action=action, reader=each.person, may_settle=each.may_settle, starts_on=day, ends_on=each.ends_on)
        for each in wanted.values()
    )


def _said(text: str, field: str, missing: str = "") -> str:
    said = text.strip()
    if missing and not said:
        raise ActionRefused(missing, field)
    if len(said) > LONGEST:
        raise ActionRefused(f"Use {LONGEST} characters or fewer: it has {len(said)}.", field)
    return said
