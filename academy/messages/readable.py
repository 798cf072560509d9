"""Whose messages somebody may look at: administrators all, a coordinator those about learning."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from academy.gates import is_administrator
from foundation.models import OutboxMessage
from workforce.models import Person
from workforce.permissions import scope_paths
from workforce.roles import COORDINATOR

ABOUT_LEARNING = ("booking:", "register:", "session:", "hold:", "place-request:", "offer:")
"""Not the daily mails, codes, answers about facts and invitations: those hold other things too."""


def readable_by(user: Any, on: date) -> QuerySet[OutboxMessage]:
    """Every message for an administrator; for a coordinator letters about bookings, to people of their scope."""
    if is_administrator(user):
        return OutboxMessage.objects.all()
    letters = OutboxMessage.objects.filter(reduce(or_, (Q(source__startswith=start) for start in ABOUT_LEARNING)))
    if "" in scope_paths(user, COORDINATOR, on):
        return letters
    return letters.filter(to_address__in=Person.objects.visible_to(user, on).values("work_email"))
