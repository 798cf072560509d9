"""Starters the staff file does not have yet: entered by hand, confirmed by the next file (DESIGN 4)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from foundation import changelog, policies
from foundation.models import ImportRun
from workforce import permissions
from workforce.actions import organisations
from workforce.models import Person, Post, Team
from workforce.policies import PROVISIONAL_DAYS
from workforce.rules.matching import Traits, only_match

EARLIEST_AHEAD = timedelta(days=365)


class StarterRefused(ValueError):
    """A starter cannot be entered like this; `field` names what to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotAllowed(PermissionError):
    """Only managers, coordinators, HR and administrators enter starters."""


@dataclass(frozen=True, slots=True)
class NewStarter:
    """What a manager or coordinator knows about somebody who is about to start."""

    first_name: str
    last_name: str
    work_email: str
    starts_on: date
    team: Team
    job_title: str
    role_family: str
    contract: str
    fte: Decimal
    line_manager: Person | None = None
    registration_body: str = ""
    registration_number: str = ""


@transaction.atomic
def enter(starter: NewStarter, *, by: Any, at: datetime) -> Person:
    """Make a provisional person with one running post. Raises NotAllowed, StarterRefused."""
    day = timezone.localdate(at)
    if not permissions.can_enter_starter(by, day):
        raise NotAllowed("Only managers, coordinators, HR and administrators enter starters.")
    _check(starter, day)
    person = Person.objects.create(
        organisation=organisations.council(),
        standing=Person.Standing.PROVISIONAL,
        first_name=starter.first_name,
        last_name=starter.last_name,
        work_email=starter.work_email.lower(),
        registration_body=starter.registration_body,
        registration_number=starter.registration_number.upper(),
    )
    _post(person, starter, at)
    changelog.record(by=by, at=at, verb="enter starter", subject=person)
    return person


def _check(starter: NewStarter, day: date) -> None:
    if Person.objects.filter(work_email__iexact=starter.work_email).exists():
        raise StarterRefused("work_email", "Somebody with this work e-mail is known already: look for them instead.")
    if abs(starter.starts_on - day) > EARLIEST_AHEAD:
        raise StarterRefused("starts_on", "The first day must be within a year of today.")


def _post(person: Person, starter: NewStarter, at: datetime) -> None:
    Post.objects.create(
        person=person,
        post_number=f"PROVISIONAL-{person.pk}",
        starts_on=starter.starts_on,
        team=starter.team,
        job_title=starter.job_title,
        role_family=starter.role_family,
        contract=starter.contract,
        fte=starter.fte,
        line_manager=starter.line_manager,
        change_type=Post.Change.HIRE,
        provisional=True,
        recorded_from=at,
    )


def waiting() -> dict[int, Traits]:
    """Traits of every starter no file has confirmed, by key."""
    people = Person.objects.filter(standing=Person.Standing.PROVISIONAL).prefetch_related("posts")
    return {person.pk: Traits.of(vars(person), _first_day(person)) for person in people}


def _first_day(person: Person) -> date | None:
    return min((post.starts_on for post in person.posts.all() if post.recorded_until is None), default=None)


def match(row: Traits, among: dict[int, Traits]) -> int | None:
    """The one starter a row of the file is about, by registration, e-mail, or name and first day."""
    return only_match(row, among.items())


@transaction.atomic
def confirm(*, person_id: int, employee_number: str, run: ImportRun, by: Any, at: datetime) -> None:
    """The file has them: their record goes on under the number, with everything they did so far."""
    person = Person.objects.select_for_update().get(pk=person_id)
    person.employee_number, person.standing = employee_number, Person.Standing.CONFIRMED
    person.recorded_by_run, person.suspended_on = run, None
    person.save(update_fields=["employee_number", "standing", "recorded_by_run", "suspended_on"])
    changelog.record(by=by, at=at, verb="confirm starter", subject=person, label="system: import")


@transaction.atomic
def replace_provisional_posts(*, run: ImportRun, by: Any, at: datetime) -> None:
    """A post from the file replaces the one entered by hand."""
    filed = Post.objects.current().filter(person=OuterRef("person"), provisional=False)
    posts = Post.objects.current().filter(Exists(filed), provisional=True)
    for post in posts.select_for_update(of=["self"]):
        post.recorded_until, post.closed_by_run = at, run
        post.save(update_fields=["recorded_until", "closed_by_run"])
        changelog.record(by=by, at=at, verb="replace starter's post", subject=post, label="system: import")


@transaction.atomic
def suspend_unconfirmed(*, by: Any, at: datetime) -> int:
    """Stop the access of starters whom no file has confirmed in time; how many that were."""
    day = timezone.localdate(at)
    limit = day - timedelta(days=policies.book().whole(PROVISIONAL_DAYS, day))
    posts = Post.objects.current().filter(person=OuterRef("pk"), provisional=True, starts_on__lte=limit)
    overdue = Person.objects.filter(Exists(posts), standing=Person.Standing.PROVISIONAL, suspended_on=None)
    people = list(overdue.order_by().select_for_update())
    for person in people:
        person.suspended_on = day
        person.save(update_fields=["suspended_on"])
        changelog.record(by=by, at=at, verb="suspend starter", subject=person, fields=["suspended_on"])
    return len(people)
