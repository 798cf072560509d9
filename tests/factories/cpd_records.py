"""Allowance years and learning for tests, made by the actions themselves where an action makes them."""

import datetime

from cpd_records.actions import entitlement, ledger, records
from cpd_records.models import Account
from cpd_records.rules.balances import balance_of
from cpd_records.rules.learning import Learning
from cpd_records.rules.portions import Portion
from foundation.methodologies import Split
from tests.factories.workforce import PersonFactory, PostFactory

DAY = 444
NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
YEAR = datetime.date(2026, 4, 1)
SOS = Split(sos=100)


def portion(on=datetime.date(2026, 11, 12), minutes=DAY, weights=SOS):
    """A day of Signs of Safety in November 2026."""
    return Portion(on, minutes, weights)


def member_of_staff(*, at=NOON, person=None, **post):
    """A person in a permanent post since 2020, full time, with their allowances given."""
    held = PostFactory(person=person or PersonFactory(), **{"starts_on": datetime.date(2020, 1, 6), **post})
    entitlement.reconcile(person_ids=[held.person_id], by=None, at=at)
    return held.person


def balance(person, year=YEAR):
    """The person's balance of a year, from the database."""
    return balance_of(Account.objects.with_balances().get(person=person, year_starts_on=year).sums)


def reserve(person, *portions, source="booking:1", cycle=0, at=NOON):
    """Book, as the booking action does."""
    return ledger.reserve(
        person_id=person.pk, portions=portions, source=source, cycle=cycle, by=None, at=at, reason="Booked: a course"
    )


def learning(**facts):
    """A day of Signs of Safety in June 2026, attended and taken off the allowance."""
    plain = {
        "source": "booking:1",
        "title": "Signs of Safety: two-day",
        "starts_on": datetime.date(2026, 6, 12),
        "ends_on": datetime.date(2026, 6, 12),
        "minutes": DAY,
        "credited_minutes": DAY,
        "weights": SOS,
        "course_code": "LA02",
    }
    return Learning(**{**plain, **facts})


def record(person, *, at=NOON, by=None, **facts):
    """A piece of learning in somebody's record."""
    return records.add(person_id=person.pk, learning=learning(**facts), by=by, at=at)
