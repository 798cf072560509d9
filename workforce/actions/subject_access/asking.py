"""Opening a request, and its clock: one month, two more with a reason, paused for a question (DOMAIN 9)."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation import policies
from foundation.months import months_later
from workforce.actions.subject_access.steps import locked, step
from workforce.models import Person, SubjectRequest
from workforce.policies import SUBJECT_EXTRA_MONTHS, SUBJECT_MONTHS
from workforce.querysets.access import access_of
from workforce.records_permissions import ABOUT_YOU, NotForYou, answers_requests, check_handling


class RequestRefused(ValueError):
    """It cannot be done now; the message says why."""


def ask_own(*, person: Person, by: Any, at: datetime) -> SubjectRequest:
    """The person's own press: made at once, without rows that may speak of others.

    The same press twice answers the one that is being made. Raises NotForYou.
    """
    day = timezone.localdate(at)
    if person.pk not in access_of(by, day).person_ids:
        raise NotForYou("You can ask for what is held about you only.")
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.joined_into_id or person.pk)
        going = SubjectRequest.objects.filter(person=person, kind="own", state="making").first()
        if going is not None:
            return going
        return _open(person, SubjectRequest.Kind.OWN, day, by, at)


def open_formal(*, person: Person, received_on: date, by: Any, at: datetime) -> SubjectRequest:
    """A records manager or HR enters a request that came by letter, mail or word of mouth.

    Raises RequestRefused, NotForYou.
    """
    day = timezone.localdate(at)
    if not answers_requests(by, day):
        raise NotForYou("Records managers and HR of the whole Academy answer these requests.")
    if person.pk in access_of(by, day).person_ids:
        raise NotForYou(ABOUT_YOU)
    if received_on > day:
        raise RequestRefused("The day it came cannot be after today.")
    root = person.joined_into or person
    try:
        with transaction.atomic():
            return _open(root, SubjectRequest.Kind.FORMAL, received_on, by, at)
    except IntegrityError as twice:
        raise RequestRefused("A request of this person is open already.") from twice


def _open(person: Person, kind: str, received_on: date, by: Any, at: datetime) -> SubjectRequest:
    months = policies.book().whole(SUBJECT_MONTHS, received_on)
    own = kind == SubjectRequest.Kind.OWN
    request = SubjectRequest.objects.create(
        person=person,
        kind=kind,
        state=SubjectRequest.State.MAKING if own else SubjectRequest.State.OPEN,
        opened_by=by,
        opened_at=at,
        received_on=received_on,
        due_on=months_later(received_on, months),
    )
    step(request, "asked for", by=by, at=at)
    return request


@transaction.atomic
def extend(*, request: SubjectRequest, reason: str, by: Any, at: datetime) -> SubjectRequest:
    """Up to two months more, once, for a reason the person is told. Raises RequestRefused, NotForYou."""
    found = _open_one(request, by, at)
    if found.extended_reason:
        raise RequestRefused("It has been made longer once. The law gives no more.")
    if not reason.strip():
        raise RequestRefused("Say why it takes longer: it must be complex, or one of many.")
    months = policies.book().whole(SUBJECT_EXTRA_MONTHS, found.received_on)
    found.extended_reason, found.due_on = reason.strip(), months_later(found.due_on, months)
    found.save(update_fields=["extended_reason", "due_on"])
    step(found, "made longer", by=by, at=at, note=reason.strip())
    return found


@transaction.atomic
def pause(*, request: SubjectRequest, question: str, by: Any, at: datetime) -> SubjectRequest:
    """Stop the clock until the person has said what they mean. Raises RequestRefused, NotForYou."""
    found = _open_one(request, by, at)
    if found.state == SubjectRequest.State.PAUSED:
        raise RequestRefused("The clock has been stopped already.")
    if not question.strip():
        raise RequestRefused("Write what the person is asked.")
    found.state, found.paused_on = SubjectRequest.State.PAUSED, timezone.localdate(at)
    found.save(update_fields=["state", "paused_on"])
    step(found, "clock stopped: person asked", by=by, at=at, note=question.strip())
    return found


@transaction.atomic
def resume(*, request: SubjectRequest, answer: str, by: Any, at: datetime) -> SubjectRequest:
    """The person has answered: the days in between do not count. Raises RequestRefused, NotForYou."""
    found = _open_one(request, by, at)
    if found.paused_on is None:
        raise RequestRefused("The clock is running.")
    found.due_on += timezone.localdate(at) - found.paused_on
    found.state, found.paused_on = SubjectRequest.State.OPEN, None
    found.save(update_fields=["state", "paused_on", "due_on"])
    step(found, "clock goes on", by=by, at=at, note=answer.strip())
    return found


@transaction.atomic
def close(*, request: SubjectRequest, reason: str, by: Any, at: datetime) -> SubjectRequest:
    """End it without a file: taken back, or refused with a reason. Raises RequestRefused, NotForYou."""
    found = _open_one(request, by, at)
    if not reason.strip():
        raise RequestRefused("Say why it is closed.")
    found.state, found.paused_on = SubjectRequest.State.CLOSED, None
    found.save(update_fields=["state", "paused_on"])
    step(found, "closed without a file", by=by, at=at, note=reason.strip())
    return found


def _open_one(request: SubjectRequest, by: Any, at: datetime) -> SubjectRequest:
    check_handling(by, request, timezone.localdate(at))
    found = locked(request)
    if not found.is_open:
        raise RequestRefused("This request is no longer open.")
    return found
