"""Observation of practice by somebody a learner, their manager or a coordinator names (DOMAIN row 24)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from courses.actions.feedback.letters import send
from courses.emails import feedback as emails
from courses.feedback_policies import OBSERVATION_DAYS
from courses.models import Course, FormRequest
from courses.permissions import can_invite_observer, demand
from courses.rules.conditions.loading import local_day
from foundation import changelog, policies, wordings
from foundation.models import FormVersion
from workforce.models import Person
from workforce.permissions import has_access

OBSERVATION = FormRequest.Purpose.OBSERVATION
MANY = 5
"""Invitations of one person that may wait at a time."""


class ObserverRefused(Exception):
    """This observer cannot be invited; `field` is what to mend, the message says how."""

    def __init__(self, message: str, field: str = "observer") -> None:
        self.field = field
        super().__init__(message)


@transaction.atomic
def invite_observer(
    *, person_id: int, observer_address: str, course: Course | None = None, note: str = "", by: Any, at: datetime
) -> FormRequest:
    """Ask a colleague, by their work address, to observe somebody's practice.

    Raises ObserverRefused or NotForYou. The same observer asked again while the first asking waits
    gives that one.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    day = local_day(at)
    demand(can_invite_observer(by, person, day), "You can invite an observer for yourself or for your team.")
    observer = _observer(person, observer_address, at)
    waiting = FormRequest.objects.observations().waiting().filter(about=person)
    there = waiting.filter(person=observer).first()
    if there is not None:
        return there
    if waiting.count() >= MANY:
        raise ObserverRefused(f"{MANY} invitations are waiting already. Wait for one, or withdraw one.")
    request = _create(person, observer, course, note, by, at)
    changelog.record(by=by, at=at, verb="observer invited", subject=request)
    send(emails.asked(request, wordings.book()), request, observer, at)
    return request


@transaction.atomic
def withdraw_invitation(*, request_id: int, by: Any, at: datetime) -> FormRequest:
    """Take an invitation back while it waits. Raises NotForYou; twice does nothing."""
    request = FormRequest.objects.select_for_update(of=("self",)).observations().get(pk=request_id)
    subject = Person.objects.get(pk=request.about_id)
    demand(can_invite_observer(by, subject, local_day(at)), "You can withdraw what you asked for yourself.")
    if request.state == FormRequest.State.ASKED:
        request.state = FormRequest.State.WITHDRAWN
        request.save(update_fields=["state"])
        changelog.record(by=by, at=at, verb="observer withdrawn", subject=request, fields=["state"])
    return request


def _observer(person: Person, address: str, at: datetime) -> Person:
    """Whoever has this work address, is somebody else, and can sign in."""
    found = Person.objects.filter(work_email__iexact=address.strip(), joined_into=None, user__isnull=False)
    observer = found.select_related("user").first()
    if observer is None or observer.user is None or not has_access(observer.user, local_day(at)):
        raise ObserverRefused("We know nobody with this work e-mail address. Check the spelling, or ask your manager.")
    if observer.pk == person.pk:
        raise ObserverRefused("Somebody else has to observe: name a colleague or a manager.")
    return observer


def _create(person: Person, observer: Person, course: Course | None, note: str, by: Any, at: datetime) -> FormRequest:
    day = local_day(at)
    version = FormVersion.objects.in_use(OBSERVATION, day)
    if version is None:
        raise ObserverRefused("There is no form for observations just now. Tell the Academy.")
    return FormRequest.objects.create(
        purpose=OBSERVATION,
        version=version,
        person=observer,
        about=person,
        course=course,
        note=note.strip(),
        asked_at=at,
        asked_by=by,
        opens_on=day,
        due_on=day + timedelta(days=policies.book().whole(OBSERVATION_DAYS, day)),
    )
