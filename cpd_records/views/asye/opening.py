"""Finding a programme for whoever asks: a stranger's is as if there were none."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cpd_records.models import AsyeEnrolment
from cpd_records.permissions import can_assess, can_coordinate_asye, is_own
from cpd_records.presenters.asye.gathering import Gathered, gather
from foundation.policies import PolicyBook


def portfolio_rows(user: Any, today: date) -> Any:
    """Programmes whose evidence the user reads, with what a page needs."""
    rows = AsyeEnrolment.objects.visible_to(user, today).portfolio_of(user, today)
    return rows.select_related("person", "assessor").prefetch_related("changes")


def opened(request: HttpRequest, public_id: str) -> AsyeEnrolment:
    """A programme whose evidence the user reads, or 404."""
    found: AsyeEnrolment = get_object_or_404(portfolio_rows(request.user, timezone.localdate()), public_id=public_id)
    return found


def own(request: HttpRequest) -> AsyeEnrolment | None:
    """The user's own programme: the one that runs, else the latest; refused and waiting ones are none."""
    today = timezone.localdate()
    rows = AsyeEnrolment.objects.for_user(request.user, today).on_it()
    found: list[AsyeEnrolment] = list(rows.select_related("person", "assessor").prefetch_related("changes"))
    running = [row for row in found if row.state == AsyeEnrolment.State.RUNNING]
    rows_that_count = running or found
    return rows_that_count[-1] if rows_that_count else None


def gathered(row: AsyeEnrolment, today: date, book: PolicyBook) -> Gathered:
    """One programme with all that is known of it."""
    return gather([row], today, book)[0]


def capacities(user: Any, row: AsyeEnrolment, today: date) -> dict[str, bool]:
    """As what the user looks: worker, assessor, coordinator; for the page's buttons."""
    return {
        "is_worker": is_own(user, row.person_id, today),
        "is_assessor": can_assess(user, row.assessor_id, today),
        "is_coordinator": can_coordinate_asye(user, row.person, today),
    }
