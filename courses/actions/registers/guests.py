"""Somebody of a partner organisation walks in, whom the Academy does not know yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.history import locked_session
from courses.actions.registers.marking import TRAINERS_ONLY, MarkRefused
from courses.actions.registers.walk_ins import walk_in
from courses.models import Booking
from courses.permissions import can_mark, demand
from courses.rules.conditions.loading import local_day
from workforce.actions.organisations import LightPersonRefused, light_person
from workforce.models import Organisation


@dataclass(frozen=True, slots=True)
class Guest:
    """Who came, as they said it at the door."""

    organisation_id: int
    first_name: str
    last_name: str
    email: str


@transaction.atomic
def walk_in_guest(
    *, session_id: int, guest: Guest, date_id: int, by: Any, at: datetime, signed_as: str = ""
) -> Booking:
    """Enter somebody of another organisation by name and e-mail, without a log-in, and add them as a walk-in.

    Whoever may mark the register vouches that they are in the room; an address that is known elsewhere
    is refused without saying where. Raises MarkRefused or NotForYou.
    """
    session = locked_session(session_id)
    demand(can_mark(by, session, local_day(at)), TRAINERS_ONLY)
    partners = Organisation.objects.exclude(kind=Organisation.Kind.COUNCIL)
    organisation = partners.filter(pk=guest.organisation_id).first()
    if organisation is None:
        raise MarkRefused("Choose the organisation they come from.")
    try:
        person = light_person(
            organisation=organisation,
            email=guest.email,
            first_name=guest.first_name,
            last_name=guest.last_name,
            by=None,
            at=at,
        )
    except LightPersonRefused as refused:
        raise MarkRefused(str(refused)) from refused
    return walk_in(session_id=session.pk, person_id=person.pk, date_id=date_id, by=by, at=at, signed_as=signed_as)
