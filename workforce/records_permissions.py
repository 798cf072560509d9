"""Who may do what with schedules, holds, disposals and requests for what is held (DOMAIN 9).

A records manager sees metadata, never words. What needs two people needs two different ones, and nobody
decides about themselves.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from workforce import roles
from workforce.models import Disposal, SubjectRequest
from workforce.permissions import scope_paths
from workforce.querysets.access import access_of
from workforce.querysets.subject_access import HANDLERS


class NotForYou(PermissionError):
    """This person may not do this; the message says who may."""


KEEPERS_ONLY = "Only a records manager of the whole Academy does this."
DECIDERS_ONLY = "A records manager or a system administrator of the whole Academy decides this."
TWO_PEOPLE = "A second person decides: you asked for this yourself."
ABOUT_YOU = "This is about you. Somebody else has to do it."


def keeps_records(user: Any, on: date) -> bool:
    """Whether the user is a records manager of the whole academy."""
    return _whole(user, roles.RECORDS_MANAGER, on)


def sees_schedule(user: Any, on: date) -> bool:
    """Whether the records manager's pages open: a system administrator is the second person where need be."""
    return keeps_records(user, on) or _whole(user, roles.SYSTEM_ADMINISTRATOR, on)


def answers_requests(user: Any, on: date) -> bool:
    """Whether the user handles formal requests for what is held."""
    return any(_whole(user, role, on) for role in HANDLERS)


def check_proposing(user: Any, people: Collection[int], on: date) -> None:
    """Raises NotForYou."""
    if not keeps_records(user, on):
        raise NotForYou(KEEPERS_ONLY)
    _not_about(user, people, on)


def check_confirming(user: Any, disposal: Disposal, people: Collection[int], on: date) -> None:
    """Raises NotForYou."""
    if not sees_schedule(user, on):
        raise NotForYou(DECIDERS_ONLY)
    if disposal.proposed_by_id == user.pk:
        raise NotForYou(TWO_PEOPLE)
    _not_about(user, people, on)


def check_handling(user: Any, request: SubjectRequest, on: date) -> None:
    """Raises NotForYou."""
    if not answers_requests(user, on):
        raise NotForYou("Records managers and HR of the whole Academy answer these requests.")
    _not_about(user, [request.person_id], on)


def _not_about(user: Any, people: Collection[int], on: date) -> None:
    if set(people) & set(access_of(user, on).person_ids):
        raise NotForYou(ABOUT_YOU)


def _whole(user: Any, role: str, on: date) -> bool:
    return "" in scope_paths(user, role, on)
