"""A manager reads a sample of what those who report to them have led, with a reason the two see (DOMAIN 9)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import policies
from supervision.actions.openings.making import make
from supervision.actions.openings.refusals import OpeningRefused
from supervision.models import Meeting, Opening
from supervision.permissions.opening import may_sample
from supervision.policies import SAMPLE_DAYS

NOT_ABOVE = "Only the manager of the supervisor reads a sample of their records."


@transaction.atomic
def sample(*, meeting: Meeting, reason: str, by: Any, at: datetime) -> Opening:
    """Management and case sections of one record, for the policy's days; the two see it and the reason.

    A sample that still runs is answered again. Raises OpeningRefused.
    """
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not may_sample(by, held, at):
        raise OpeningRefused(NOT_ABOVE)
    lasts = timedelta(days=policies.book().whole(SAMPLE_DAYS, timezone.localdate(at)))
    return make(meeting=held, kind=Opening.Kind.SAMPLE, reader=by, reason=reason, lasts=lasts, by=by, at=at)


def meeting_held(supervisee: Any, held_on: date) -> Meeting | None:
    """The supervision somebody had on a day, for who asks for its record without seeing a list of any."""
    whole = Meeting.objects.held().filter(supervisee=supervisee, held_on=held_on, within=None)
    found: Meeting | None = whole.first()
    return found
