"""Charging organisations for places, and reversing what is no longer due (DOMAIN 6, rule 7).

What is owed follows from the bookings and the policies: settling compares that with the rows there
are and writes the difference, so that it can run as often as one likes. Nothing is ever changed.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.models import Booking, Charge
from courses.permissions import NotForYou, demand
from courses.rules.charges import PlaceFacts, is_due, pence_for
from courses.rules.conditions.loading import local_day
from foundation import changelog, policies
from foundation.policies import PolicyBook
from workforce.models import Person
from workforce.permissions import coordinates

STATES = ("booked", "attended", "partial", "did_not_attend", "cancelled")


class WaiverRefused(ValueError):
    """This charge cannot be waived; the message says why."""


def settle(*, by: Any, at: datetime, session_id: int | None = None) -> int:
    """Write what is newly due and reverse what no longer is. Answers how many rows. Repeatable.

    A charge that a coordinator waived is not written again.
    """
    book = policies.book()
    places = _places() if session_id is None else _places().filter(session=session_id)
    return sum(_settle(booking, book, by, at) for booking in places.iterator(chunk_size=500))


@transaction.atomic
def waive(*, charge_id: int, reason: str, by: Any, at: datetime) -> Charge:
    """Let an organisation off a charge, with a reason. Raises WaiverRefused, NotForYou."""
    charge = Charge.objects.select_for_update(of=("self",)).get(pk=charge_id)
    day = local_day(at)
    demand(coordinates(by, day) and _sees(by, charge, day), "Only a learning coordinator waives a charge.")
    if not reason.strip():
        raise WaiverRefused("Say in a sentence why it is waived. Finance reads it.")
    if charge.reverses_id is not None or Charge.objects.filter(reverses=charge).exists():
        raise WaiverRefused("This charge has been reversed already. There is nothing left to waive.")
    row = _reverse(charge, Charge.Why.WAIVED, reason.strip()[:255], by=by, at=at)
    changelog.record(by=by, at=at, verb="charge waived", subject=charge, reason=row.reason)
    return row


def _sees(by: Any, charge: Charge, day: Any) -> bool:
    return Charge.objects.visible_to(by, day).filter(pk=charge.pk).exists()


def _places() -> Any:
    """Bookings that may owe or have owed something: those of people from outside."""
    outside = Booking.objects.filter(person__standing=Person.Standing.EXTERNAL, session__imported=False)
    places = outside.filter(state__in=STATES).select_related("session", "person__organisation", "hold")
    return places.prefetch_related("charges").order_by("pk")


@transaction.atomic
def _settle(booking: Booking, book: PolicyBook, by: Any, at: datetime) -> int:
    rows = sorted(booking.charges.all(), key=lambda row: row.pk)
    reversed_keys = {row.reverses_id for row in rows}
    standing = next((row for row in rows if row.reverses_id is None and row.pk not in reversed_keys), None)
    due = is_due(_facts(booking), book)
    if standing is not None and not due:
        _reverse(standing, Charge.Why.NO_LONGER_DUE, _why(booking), by=by, at=at)
        return 1
    if standing is None and due and not any(row.why == Charge.Why.WAIVED for row in rows):
        return _charge(booking, rows, book, by, at)
    return 0


def _charge(booking: Booking, rows: Iterable[Charge], book: PolicyBook, by: Any, at: datetime) -> int:
    pence = pence_for(booking.session.learning_minutes, local_day(booking.session.starts_at), book)
    if not pence:
        return 0
    _, new = Charge.objects.get_or_create(
        booking=booking,
        cycle=sum(row.reverses_id is None for row in rows),
        reverses=None,
        defaults={
            "organisation": booking.person.organisation,
            "why": Charge.Why.PLACE,
            "pence": pence,
            "purchase_order": booking.hold.purchase_order if booking.hold else "",
            "at": at,
            "by": by,
        },
    )
    return int(new)


def _reverse(charge: Charge, why: str, reason: str, *, by: Any, at: datetime) -> Charge:
    row, _ = Charge.objects.get_or_create(
        reverses=charge,
        defaults={
            "booking_id": charge.booking_id,
            "organisation_id": charge.organisation_id,
            "cycle": charge.cycle,
            "why": why,
            "pence": -charge.pence,
            "reason": reason,
            "purchase_order": charge.purchase_order,
            "at": at,
            "by": by,
        },
    )
    return row


def _facts(booking: Booking) -> PlaceFacts:
    return PlaceFacts(
        day=local_day(booking.session.starts_at),
        minutes=booking.session.learning_minutes,
        kind=booking.person.organisation.kind,
        external_role=booking.person.external_role,
        state=booking.state,
        cancelled_late=booking.cancelled_late,
        cancelled_by_academy=booking.reason == "session_cancelled",
    )


def _why(booking: Booking) -> str:
    if booking.reason == "session_cancelled":
        return "The Academy cancelled the session."
    return (
        "The place was given up in time."
        if booking.state == Booking.State.CANCELLED
        else "No longer charged by policy."
    )


__all__ = ["NotForYou", "WaiverRefused", "settle", "waive"]
