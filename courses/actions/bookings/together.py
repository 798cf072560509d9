"""Booking several people in one press: one lock of the session, their accounts locked once by id."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from courses import hold_permissions
from courses.actions.bookings.taking import BookingRefused, place
from courses.actions.correspondence import Correspondence
from courses.actions.history import locked_session
from courses.actions.retrying import retried
from courses.models import Booking, PlaceHold
from courses.permissions import demand
from courses.rules.conditions import Refusal
from courses.rules.conditions.loading import local_day
from cpd_records.models import Account
from cpd_records.rules.years import year_start
from workforce.models import Person


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of one person: a booking, or why not."""

    person: Person
    booking: Booking | None
    refusals: tuple[Refusal, ...] = ()


@retried
@transaction.atomic
def book_together(*, session_id: int, person_ids: Sequence[int], by: Any, at: datetime) -> list[Placed]:
    """Book several of one's people. Whoever cannot be booked holds up nobody else.

    A manager's own press is the approval. Raises NotForYou where any of them is not the manager's.
    """
    session = locked_session(session_id)
    people = list(Person.objects.select_related("user").filter(pk__in=person_ids))
    for person in people:
        allowed = hold_permissions.can_book_team_member(by, person, local_day(at))
        demand(allowed, f"{person.full_name} is not one of your people, so you cannot book for them.")
    return place_each(Correspondence(session, tuple(session.dates.all()), at), people, by=by)


def place_each(
    correspondence: Correspondence, people: Sequence[Person], *, by: Any, hold: PlaceHold | None = None
) -> list[Placed]:
    """Give each of them a place in the order of their names; the caller holds the session's lock."""
    in_order = sorted(people, key=lambda person: person.pk)
    _lock_accounts(correspondence, in_order)
    placed = {each.person.pk: each for each in _place_each(correspondence, in_order, by, hold)}
    return [placed[person.pk] for person in sorted(people, key=lambda person: (person.sort_name, person.pk))]


def _place_each(
    correspondence: Correspondence, people: Iterable[Person], by: Any, hold: PlaceHold | None
) -> Iterator[Placed]:
    for person in people:
        try:
            with transaction.atomic():
                yield Placed(person, place(correspondence, person, by=by, hold=hold))
        except BookingRefused as refused:
            yield Placed(person, None, tuple(refused.refusals))


def _lock_accounts(correspondence: Correspondence, people: Sequence[Person]) -> None:
    """All their accounts at once, by id (DESIGN 4, lock order); those of the session's years made where missing."""
    if not correspondence.session.counts_towards_allowance:
        return
    own = [person.pk for person in people if person.standing != Person.Standing.EXTERNAL]
    starts = sorted({year_start(local_day(each.starts_at)) for each in correspondence.dates})
    theirs = Account.objects.filter(person__in=own)
    known = set(theirs.filter(year_starts_on__in=starts).values_list("person_id", "year_starts_on"))
    missing = [(key, start) for key in own for start in starts if (key, start) not in known]
    if missing:
        new = [Account(person_id=key, year_starts_on=start) for key, start in missing]
        Account.objects.bulk_create(new, ignore_conflicts=True)
    list(theirs.locked())
