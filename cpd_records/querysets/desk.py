"""What the desk asks of this room on every visit: one glance at one's own rows and at a team's.

It says of which kinds there is anything; only those are then read. "There is" is no promise that a card
follows: the card's own question says.
"""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.asked_often import AskedOften
from workforce.models import Person
from workforce.querysets.access import access_of, remembered
from workforce.querysets.reports import team_keys


def there(user: Any, on: date) -> frozenset[str]:
    """Of "queried", "asye" and "required", those of which there is anything of the user's own; of "late" and
    "verify", of the team they look after. Nothing for whom the Academy has no record."""
    keys = list(access_of(user, on).person_ids)

    def read() -> frozenset[str]:
        rows = THERE.rows(keys, team_keys(user, on), on) if keys else []
        return frozenset(kind for row in rows for kind, found in row.items() if found)

    return remembered(user, ("learning records", on), read)


def _rows(name: str) -> Any:
    return apps.get_model("cpd_records", name)._default_manager.order_by()


def _there(people: list[int], team: list[int], on: date) -> QuerySet[Any]:
    """A row for each of one's own records. A claim that went further up has to be looked closer at."""
    me = OuterRef("pk")
    claims = _rows("Claim").waiting().filter(Q(person__in=team) | Q(escalated_at__isnull=False))
    return (
        Person.objects.filter(pk__in=people)
        .order_by()
        .values(
            queried=Exists(_rows("Claim").filter(person=me, state="queried")),
            asye=Exists(_rows("AsyeEnrolment").running().filter(Q(person=me) | Q(assessor=me))),
            required=Exists(_rows("RequirementPeriod").open().filter(person=me)),
            late=Exists(_rows("RequirementPeriod").open().filter(person__in=team, due_on__lt=on)),
            verify=Exists(claims),
        )
    )


THERE = AskedOften(_there, list, list, date)
