"""What the desk asks of this room on every visit: one glance, then only what it found, by SQL that is written once."""

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.asked_often import AskedOften
from supervision.querysets.pairs import signed_on, supervisees
from workforce.models import Person

SHOWN = 5
STANDS = ("state", "due_on", "last_good_on", "every")
PRESSING = ("overdue", "due", "soon")


def _model(name: str) -> Any:
    return apps.get_model("supervision", name)._default_manager.order_by()


def _is(field: str, whom: Any) -> Q:
    """One of these people, or the person of the row around it."""
    return Q(**{f"{field}__in": whom}) if isinstance(whom, list) else Q(**{field: whom})


def _to_write(whom: Any) -> QuerySet[Any]:
    return _model("Meeting").filter(_is("supervisor", whom)).to_write_up()


def _to_sign(whom: Any) -> QuerySet[Any]:
    first = _is("meeting__supervisor", whom) & Q(supervisor_signed_at=None)
    second = _is("meeting__supervisee", whom) & Q(supervisor_signed_at__isnull=False, supervisee_signed_at=None)
    return _model("Record").to_sign().filter(first | second)


def _agreements(whom: Any) -> QuerySet[Any]:
    mine = _is("supervisee", whom) & Q(supervisee_signed_at=None)
    theirs = _is("supervisor", whom) & Q(supervisor_signed_at=None)
    return _model("Agreement").filter(mine | theirs, state="shared")


def _glance(people: list[int], on: date, at: datetime) -> QuerySet[Any]:
    """A row for each of one's own records: whether there is anything of each kind."""
    me = OuterRef("pk")
    ahead = _model("Meeting").ahead(at)
    named = _model("Attendee").filter(person=me, meeting__in=ahead.order_by().values("pk"))
    late = Q(due_on__lt=on) | Q(last_good_on__lt=on)
    return (
        Person.objects.filter(pk__in=people)
        .order_by()
        .values(
            writes=Exists(_to_write(me)),
            signs=Exists(_to_sign(me)),
            agrees=Exists(_agreements(me)),
            meets=Exists(ahead.filter(supervisee=me)) | Exists(named),
            due=Exists(_model("Cycle").open().filter(late, person=me)),
            supervises=Exists(_model("Agreement").filter(signed_on(on), supervisor=me)),
        )
    )


def _next(people: list[int], at: datetime) -> QuerySet[Any]:
    return _model("Meeting").of_supervised(people).ahead(at).values("starts_at", "minutes", "held_on")[:1]


def _due(people: list[int], on: date, soon: date) -> QuerySet[Any]:
    return (
        _model("Cycle").filter(person__in=people).present(on, soon).order_by("person", "starts_on").values(*STANDS)[:1]
    )


def _team(people: list[int], on: date, soon: date) -> QuerySet[Any]:
    wanted = _model("Cycle").filter(person__in=supervisees(people, on).order_by().values("pk")).present(on, soon)
    named = wanted.filter(state__in=PRESSING).soonest_first()
    return named.values(*STANDS, "person__first_name", "person__last_name")[: SHOWN + 1]


GLANCE = AskedOften(_glance, list, date, datetime)
TO_WRITE = AskedOften(
    lambda people: (
        _to_write(people)
        .order_by("write_by", "pk")
        .values("public_id", "write_by", "supervisee__first_name", "supervisee__last_name")[:SHOWN]
    ),
    list,
)
TO_SIGN = AskedOften(
    lambda people: _to_sign(people).order_by("meeting__sign_by", "pk").values("public_id", "meeting__sign_by")[:SHOWN],
    list,
)
AGREEMENTS = AskedOften(
    lambda people: _agreements(people).order_by("pk").values_list("public_id", flat=True)[:SHOWN], list
)
NEXT = AskedOften(_next, list, datetime)
DUE = AskedOften(_due, list, date, date)
"""The running turn; `soon` is the last day that counts as soon (`cycles.soon_after`)."""
TEAM = AskedOften(_team, list, date, date)
"""Turns that press, of whom any of these supervises on a day."""
