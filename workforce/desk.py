"""What this room puts on the desk of those who keep the staff files."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from foundation.british_dates import long_date
from foundation.slots import DeskCard
from workforce import permissions, records_permissions, roles
from workforce.models import Disposal, FactDispute, Person, SubjectRequest

CARERS = frozenset({roles.HR, roles.SYSTEM_ADMINISTRATOR, roles.COORDINATOR, roles.PARTNER_ADMINISTRATOR})


def cards(user: Any, now: datetime) -> Iterable[DeskCard]:
    """Facts to mend and people missing; disposals and requests that wait. Nothing for anybody else, and two
    queries for each card at most."""
    day = timezone.localdate(now)
    waiting = [*_disposals(user, day), *_requests(user, day)]
    if waiting:
        yield DeskCard(key="records", title="Records", order=58, items=tuple(waiting), urgent=True)
    if not CARERS & permissions.roles_of(user, day):
        return
    items = [*_disputes(user, day), *_missing(user, day)]
    if items:
        yield DeskCard(key="staff-facts", title="Staff records", order=60, items=tuple(items))


def _disposals(user: Any, day: date) -> Iterable[tuple[str, str, str]]:
    """Those this person may confirm: somebody else proposed them."""
    if not records_permissions.sees_schedule(user, day):
        return
    count = Disposal.objects.filter(state=Disposal.State.PROPOSED).exclude(proposed_by=user).count()
    if count:
        yield (
            f"{count} disposal{'s' if count > 1 else ''} to confirm",
            reverse("disposals"),
            "Nothing goes before you do",
        )


def _requests(user: Any, day: date) -> Iterable[tuple[str, str, str]]:
    if not records_permissions.answers_requests(user, day):
        return
    found = (
        SubjectRequest.objects.handled_by(user, day).filter(state="open").aggregate(n=Count("pk"), due=Min("due_on"))
    )
    if found["n"]:
        text = f"{found['n']} request{'s' if found['n'] > 1 else ''} to see what is held"
        yield text, reverse("subject_requests"), f"The first by {long_date(found['due'])}"


def _disputes(user: Any, day: date) -> Iterable[tuple[str, str, str]]:
    count = FactDispute.objects.visible_to(user, day).waiting().exclude(person__user=user).count()
    if count:
        yield f"{count} fact{'s' if count > 1 else ''} to check", reverse("disputes"), "Somebody says it is wrong"


def _missing(user: Any, day: date) -> Iterable[tuple[str, str, str]]:
    if not permissions.can_keep_standing(user, day):
        return
    count = Person.objects.visible_to(user, day).missing().filter(kept_on=None, suspended_on=None).count()
    if count:
        text = f"{count} {'people' if count > 1 else 'person'} missing from the staff file"
        yield text, reverse("missing_people"), "Access stops unless you confirm"
