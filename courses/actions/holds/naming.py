"""Naming people for kept places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from courses import hold_permissions
from courses.actions.bookings.together import Placed, place_each
from courses.actions.correspondence import Correspondence
from courses.actions.history import locked_session
from courses.actions.holds.keeping import NOT_YOURS, HoldRefused, without_window
from courses.actions.holds.letters import left_of, number, tell_keepers
from courses.actions.retrying import retried
from courses.models import PlaceHold
from courses.permissions import demand
from courses.rules.conditions.loading import local_day
from courses.rules.pasted_names import PastedName
from workforce.actions.organisations import light_person
from workforce.models import Person


@dataclass(frozen=True, slots=True)
class Named:
    """What became of a list of names: who is booked, and who could not be and why."""

    hold: PlaceHold
    placed: tuple[Placed, ...]

    @property
    def booked(self) -> tuple[Placed, ...]:
        """Those who have a place."""
        return tuple(each for each in self.placed if each.booking is not None)

    @property
    def refused(self) -> tuple[Placed, ...]:
        """Those who have none."""
        return tuple(each for each in self.placed if each.booking is None)


@retried
@transaction.atomic
def name(*, hold_id: int, person_ids: Sequence[int], by: Any, at: datetime) -> Named:
    """Book places of the hold for these people. Whoever cannot be booked holds up nobody else.

    Naming somebody is the manager's own act, so nobody is asked to approve it again. Raises
    HoldRefused, NotForYou.
    """
    hold, correspondence = _locked(hold_id, by, at)
    people = Person.objects.select_related("user").filter(pk__in=person_ids)
    return _name(hold, correspondence, list(people), by=by, at=at)


@retried
@transaction.atomic
def name_listed(*, hold_id: int, names: Sequence[PastedName], by: Any, at: datetime) -> Named:
    """Book places for a pasted list of an organisation's people, entering those it does not know yet.

    The administrator gets one letter about all of them. Raises HoldRefused, NotForYou, and
    LightPersonRefused with nobody named where an address cannot be used.
    """
    hold, correspondence = _locked(hold_id, by, at)
    if hold.organisation is None:
        raise HoldRefused("A list of names is for places of an organisation.")
    organisation = hold.organisation
    _refuse_too_many(hold, len(names))
    people = [
        light_person(
            organisation=organisation,
            email=each.email,
            first_name=each.first_name,
            last_name=each.last_name,
            by=by,
            at=at,
        )
        for each in names
    ]
    named = _name(hold, correspondence, people, by=by, at=at)
    if named.booked:
        listed = "\n".join(f"- {each.person.full_name}" for each in named.booked)
        part = f"named:{at.isoformat()}"
        tell_keepers("places-named", hold, at, part=part, names=listed, booked=number(len(named.booked)))
    return named


def _locked(hold_id: int, by: Any, at: datetime) -> tuple[PlaceHold, Correspondence]:
    session = locked_session(PlaceHold.objects.values_list("session_id", flat=True).get(pk=hold_id))
    hold = PlaceHold.objects.select_related("session__course", "manager__user", "organisation").get(pk=hold_id)
    demand(hold_permissions.can_use(by, hold, local_day(at)), NOT_YOURS)
    if hold.released_at is not None or hold.until <= local_day(at):
        raise HoldRefused(
            "These places have gone back to everybody. People can still be booked one by one while there is room, "
            "and somebody already named can be replaced until the session starts."
        )
    without_window(session)
    return hold, Correspondence(session, tuple(session.dates.all()), at)


def _name(hold: PlaceHold, correspondence: Correspondence, people: list[Person], *, by: Any, at: datetime) -> Named:
    _refuse_too_many(hold, len(people))
    for person in people:
        allowed = hold_permissions.can_be_named(by, hold, person, local_day(at))
        demand(allowed, f"{person.full_name} is not one of the people these places are kept for.")
    return Named(hold, tuple(place_each(correspondence, people, by=by, hold=hold)))


def _refuse_too_many(hold: PlaceHold, named: int) -> None:
    """Before any address is looked up: a long list for few places would tell which of them are known elsewhere."""
    left = left_of(hold)
    if named > left:
        raise HoldRefused(f"You have {number(left)} left and named {named} people. Take some off the list.")
