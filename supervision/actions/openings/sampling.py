"""A manager reads a sample of what those who report to them have led, with a reason the two see (DOMAIN 9)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog, policies
from supervision.actions.openings.refusals import OpeningRefused, said
from supervision.actions.records import telling
from supervision.models import Meeting, Opening
from supervision.permissions.reading import standings
from supervision.policies import SAMPLE_DAYS
from supervision.rules.access import Capacity

NOT_ABOVE = "Only the manager of the supervisor reads a sample of their records."


@transaction.atomic
def sample(*, meeting: Meeting, reason: str, by: Any, at: datetime) -> Opening:
    """Management and case sections of one record, for the policy's days; the two see it and the reason.

    A sample that still runs is answered again. Raises OpeningRefused.
    """
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not may_sample(by, held, at):
        raise OpeningRefused(NOT_ABOVE)
    running = Opening.objects.running(at).filter(meeting=held, reader=by, kind=Opening.Kind.SAMPLE).first()
    if running is not None:
        return running
    days = policies.book().whole(SAMPLE_DAYS, timezone.localdate(at))
    made = Opening.objects.create(
        meeting=held,
        reader=by,
        kind=Opening.Kind.SAMPLE,
        reason=said(reason),
        opened_by=by,
        starts_at=at,
        ends_at=at + timedelta(days=days),
    )
    changelog.record(by=by, at=at, verb="supervision.sample_opened", subject=held, fields=["openings"])
    telling.of_opening(made, at)
    return made


def meeting_held(supervisee: Any, held_on: date) -> Meeting | None:
    """The supervision somebody had on a day, for who asks for its record without seeing a list of any."""
    whole = Meeting.objects.held().filter(supervisee=supervisee, held_on=held_on, within=None)
    found: Meeting | None = whole.first()
    return found


def may_sample(user: Any, meeting: Meeting, at: datetime) -> bool:
    """Whether the user is the manager of who led it."""
    return any(each.capacity == Capacity.SUPERVISORS_MANAGER for each in standings(user, meeting, at))
