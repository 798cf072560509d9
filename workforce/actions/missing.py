"""People at work whom the latest whole-staff file lacks (DESIGN 4).

Listed that day, suspended after a policy period unless somebody confirms that they work here. No
row is ever deleted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from foundation import changelog, policies
from foundation.models import ImportRun
from workforce import permissions
from workforce.models import Person, Post
from workforce.policies import MISSING_DAYS, WHOLE_FILE_PERCENT
from workforce.querysets.people import PersonQuerySet


class NotYours(PermissionError):
    """Only HR or an administrator of the whole academy keeps this list."""


class NotMissing(ValueError):
    """The person is not on the list of missing people."""


@dataclass(frozen=True, slots=True)
class Absent:
    """What a staff file lacks: `numbers` are those marked; none when it is only part of the staff."""

    at_work: int
    lacking: int
    numbers: tuple[str, ...]

    @property
    def partial(self) -> bool:
        """Whether the file was taken as part of the staff."""
        return bool(self.lacking) and not self.numbers


def _staff(day: date) -> PersonQuerySet:
    staff = Person.objects.filter(employee_number__isnull=False, standing=Person.Standing.CONFIRMED)
    return staff.in_service(day).order_by("sort_name", "pk")


@transaction.atomic
def compare_with_file(*, numbers: Collection[str], run: ImportRun, by: Any, at: datetime) -> Absent:
    """Mark those at work whom the file lacks; forget it of those who are back."""
    day = timezone.localdate(at)
    _welcome_back(numbers, by=by, at=at)
    staff = list(_staff(day).values_list("pk", "employee_number", "missing_since"))
    lacking = [row for row in staff if row[1] not in numbers]
    share = policies.book().value(WHOLE_FILE_PERCENT, day)
    if len(lacking) * 100 > share * len(staff):
        return Absent(len(staff), len(lacking), ())
    fresh = [pk for pk, _, since in lacking if since is None]
    Person.objects.filter(pk__in=fresh).update(missing_since=day)
    _log(fresh, "miss in staff file", by=by, at=at)
    return Absent(len(staff), len(lacking), tuple(number for _, number, _ in lacking))


def _welcome_back(numbers: Collection[str], *, by: Any, at: datetime) -> None:
    back = Person.objects.missing().filter(employee_number__in=numbers)
    keys = list(back.order_by().values_list("pk", flat=True))
    Person.objects.filter(pk__in=keys).update(missing_since=None, kept_on=None, suspended_on=None)
    _log(keys, "find in staff file", by=by, at=at)


@transaction.atomic
def release_leavers(*, by: Any, at: datetime) -> None:
    """Somebody who has left is not missing."""
    running = Post.objects.current().running(timezone.localdate(at)).filter(person=OuterRef("pk"))
    gone = list(Person.objects.missing().exclude(Exists(running)).order_by().values_list("pk", flat=True))
    Person.objects.filter(pk__in=gone).update(missing_since=None, kept_on=None, suspended_on=None)
    _log(gone, "leave list of missing", by=by, at=at)


@transaction.atomic
def confirm(*, person: Person, reason: str, by: Any, at: datetime) -> None:
    """HR says that they do work here: no suspension, and one there was ends. Raises NotYours,
    NotMissing."""
    _guard(person, by, at)
    person.kept_on, person.suspended_on = timezone.localdate(at), None
    person.save(update_fields=["kept_on", "suspended_on"])
    changelog.record(by=by, at=at, verb="confirm at work", subject=person, fields=["kept_on"], reason=reason)


@transaction.atomic
def suspend_overdue(*, by: Any, at: datetime) -> int:
    """Suspend those missing for longer than the policy and not confirmed; how many that were."""
    day = timezone.localdate(at)
    limit = day - timedelta(days=policies.book().whole(MISSING_DAYS, day))
    overdue = Person.objects.missing().filter(missing_since__lte=limit, kept_on=None, suspended_on=None)
    keys = list(overdue.order_by().select_for_update().values_list("pk", flat=True))
    Person.objects.filter(pk__in=keys).update(suspended_on=day)
    _log(keys, "suspend missing", by=by, at=at)
    return len(keys)


def _guard(person: Person, by: Any, at: datetime) -> None:
    if not permissions.can_keep_standing(by, timezone.localdate(at)):
        raise NotYours("Only HR or an administrator can confirm that somebody works here.")
    if person.missing_since is None:
        raise NotMissing("This person is in the staff file, so there is nothing to confirm.")


def _log(keys: list[int], verb: str, *, by: Any, at: datetime) -> None:
    changelog.record_many(
        changelog.entry(by=by, at=at, verb=verb, subject=Person(pk=pk), label="system: staff file") for pk in keys
    )
