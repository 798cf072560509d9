"""What the desk asks of this room on every visit: a glance at one's own rows, and one at a team's.

Each says of which kinds there is anything; only those are then read. "There is" is no promise that a card
follows: the card's own question says.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from foundation.asked_often import AskedOften
from workforce.models import Person
from workforce.querysets.access import access_of, remembered
from workforce.querysets.reports import team_keys

REGISTER_SOON = timedelta(hours=12)


def own_there(user: Any, at: datetime) -> frozenset[str]:
    """Of "forms", "begun", "leads" and "ways", those of which there is anything of the user's own."""
    day = timezone.localdate(at)
    keys = list(access_of(user, day).person_ids)

    def read() -> frozenset[str]:
        return _kinds(OWN.rows(keys, day, at + REGISTER_SOON)) if keys else frozenset()

    return remembered(user, ("own learning", at), read)


def team_there(user: Any, at: datetime) -> frozenset[str]:
    """Of "asked", "missed", "steps" and "kept", those of which there is anything of the user's team."""
    day = timezone.localdate(at)
    access = access_of(user, day)
    keys = list(access.person_ids)

    def read() -> frozenset[str]:
        rows = TEAM.rows(keys, team_keys(user, day), [*keys, *access.deputy_for], day.replace(day=1), day, at)
        return _kinds(rows)

    return remembered(user, ("team's learning", at), read)


def _kinds(rows: list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(kind for row in rows for kind, there in row.items() if there)


def _rows(name: str) -> Any:
    return apps.get_model("courses", name)._default_manager.order_by()


def _own(people: list[int], day: date, until: datetime) -> QuerySet[Any]:
    """A row for each of one's own records."""
    me = OuterRef("pk")
    led = _rows("SessionTrainer").filter(person=me, session__state="open", session__starts_at__lte=until)
    return (
        Person.objects.filter(pk__in=people)
        .order_by()
        .values(
            forms=Exists(_rows("FormRequest").open_on(day).filter(person=me)),
            begun=Exists(_rows("SelfPacedRun").open().filter(person=me)),
            leads=Exists(led),
            ways=Exists(_rows("Enrolment").running(day).filter(person=me)),
        )
    )


def _team(
    people: list[int], team: list[int], keepers: list[int], first: date, last: date, at: datetime
) -> QuerySet[Any]:
    """The same of those they look after; a request that went further up has to be looked closer at."""
    asked = _rows("Approval").pending().filter(Q(booking__person__in=team) | Q(escalated_at__isnull=False))
    kept = _rows("PlaceHold").running().filter(manager__in=keepers, session__starts_at__gt=at)
    return (
        Person.objects.filter(pk__in=people)
        .order_by()
        .values(
            asked=Exists(asked),
            missed=Exists(_rows("Booking").filter(person__in=team).missed_between(first, last)),
            steps=Exists(_rows("StepDone").waiting().filter(person__in=team)),
            kept=Exists(kept),
        )
    )


OWN = AskedOften(_own, list, date, datetime)
TEAM = AskedOften(_team, list, list, list, date, date, datetime)
