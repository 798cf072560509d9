"""Certificates that wait until their holder has said how the course was (slot "certificate_waits")."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date
from uuid import UUID

from courses.feedback_policies import CERTIFICATE_WAITS
from courses.models import Booking, FormRequest
from foundation.policies import book


def waiting(sources: Collection[str], on: date) -> dict[str, str]:
    """By the source of a record, the evaluation that its certificate waits for (DOMAIN 6, rule 6).

    One that was handed in late releases it still, so what has lapsed waits as well.
    """
    keys = list(_bookings(sources))
    if not keys or not book().yes(CERTIFICATE_WAITS, on):
        return {}
    asked = FormRequest.objects.evaluations_owed().filter(booking__public_id__in=keys).select_related("booking")
    return {request.booking.source: f"/my/forms/{request.public_id}/" for request in asked}


def _bookings(sources: Collection[str]) -> Iterator[UUID]:
    """Keys of the bookings among the sources; learning of the past and claims have others."""
    for source in sources:
        kind, _, key = source.partition(":")
        with suppress(ValueError):
            if f"{kind}:" == Booking.SOURCE:
                yield UUID(key)
