"""Acting managers: an override with a reason and dates that wins until HR's file agrees (DESIGN 4)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from foundation import changelog
from foundation.models import ImportRun
from workforce import permissions
from workforce.models import ActingManager, Person, Post
from workforce.querysets.recorded import in_force, not_ended


class NotAllowed(PermissionError):
    """Only the manager who hands over, a coordinator, HR or an administrator names one."""


class OverrideRefused(ValueError):
    """The override cannot stand like this; `field` names what to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def appoint(
    *, person: Person, manager: Person, starts_on: date, ends_on: date | None, reason: str, by: Any, at: datetime
) -> ActingManager:
    """From `starts_on` the acting manager manages, and the one in the file no longer sees the person.

    `ends_on` is exclusive. One that already runs gives way on the same day. Raises NotAllowed,
    OverrideRefused.
    """
    day = timezone.localdate(at)
    if not permissions.can_name_acting_manager(by, person, day):
        raise NotAllowed("Only their manager, a coordinator, HR or an administrator can name an acting manager.")
    _check(person, manager, starts_on, ends_on, day)
    _give_way(person, starts_on, by=by, at=at)
    acting = ActingManager.objects.create(
        person=person, manager=manager, starts_on=starts_on, ends_on=ends_on, reason=reason, created_by=by
    )
    changelog.record(by=by, at=at, verb="appoint acting manager", subject=acting, reason=reason)
    return acting


def _check(person: Person, manager: Person, starts_on: date, ends_on: date | None, day: date) -> None:
    if manager.pk == person.pk:
        raise OverrideRefused("manager", "Nobody is their own manager: choose somebody else.")
    if not Person.objects.in_service(starts_on).filter(pk=manager.pk).exists():
        raise OverrideRefused("manager", "The acting manager has no running post on that day: choose somebody else.")
    if starts_on < day:
        raise OverrideRefused("starts_on", "An acting manager can begin today or later.")
    if ends_on is not None and ends_on <= starts_on:
        raise OverrideRefused("ends_on", "The last day is before the first: check both dates.")
    if _is_above(person, manager, starts_on):
        raise OverrideRefused("manager", "This person reports to them, so managers would go round in a circle.")


def _is_above(person: Person, manager: Person, day: date) -> bool:
    """Whether the chain of managers above the new manager already passes through the person."""
    seen: set[int] = set()
    level = {manager.pk}
    while level and person.pk not in level:
        seen |= level
        level = set(managers_of(level, day)) - seen
    return person.pk in level


def managers_of(people: set[int], day: date) -> list[int]:
    """Keys of who manages these people on a day, acting managers instead of those in the file."""
    acting = ActingManager.objects.filter(in_force(day), person__in=people).values_list("manager_id", flat=True)
    posts = Post.objects.naming_manager(day).not_taken_over(day)
    filed = posts.filter(person__in=people, line_manager__isnull=False).values_list("line_manager_id", flat=True)
    return [*acting, *(key for key in filed if key is not None)]


def _give_way(person: Person, starts_on: date, *, by: Any, at: datetime) -> None:
    """One override at a time: those that would overlap end, or fall away when they had not begun."""
    for earlier in ActingManager.objects.filter(not_ended(starts_on), person=person).select_for_update():
        if earlier.starts_on >= starts_on:
            changelog.record(by=by, at=at, verb="withdraw acting manager", subject=earlier)
            earlier.delete()
        else:
            earlier.ends_on = starts_on
            earlier.save(update_fields=["ends_on"])
            changelog.record(by=by, at=at, verb="end acting manager", subject=earlier, fields=["ends_on"])


@transaction.atomic
def end(*, acting: ActingManager, by: Any, at: datetime) -> None:
    """From today the manager in the file counts again. Raises NotAllowed."""
    day = timezone.localdate(at)
    if not permissions.can_name_acting_manager(by, acting.person, day):
        raise NotAllowed("Only their manager, a coordinator, HR or an administrator can end this.")
    _give_way(acting.person, day, by=by, at=at)


@transaction.atomic
def end_agreed(*, run: ImportRun, by: Any, at: datetime) -> int:
    """Overrides that the staff file now agrees with end as confirmed; how many that were."""
    day = timezone.localdate(at)
    posts = Post.objects.current().running(day).filter(person=OuterRef("person"), line_manager=OuterRef("manager"))
    agreed = ActingManager.objects.filter(in_force(day), Exists(posts), confirmed_by_run=None)
    count = 0
    for acting in agreed.select_for_update(of=["self"]):
        acting.ends_on = max(day, acting.starts_on + timedelta(days=1))
        acting.confirmed_by_run = run
        acting.save(update_fields=["ends_on", "confirmed_by_run"])
        changelog.record(by=by, at=at, verb="confirm acting manager", subject=acting, label="system: import")
        count += 1
    return count
