"""Looking through rows that may speak of somebody else, and letting the file be made (DOMAIN 9)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from workforce.actions.subject_access.asking import RequestRefused
from workforce.actions.subject_access.making import flagged
from workforce.actions.subject_access.steps import locked, step
from workforce.models import Review, SubjectRequest
from workforce.records_permissions import check_handling

NOT_OPEN = "This request is no longer open."


@transaction.atomic
def review(
    *, request: SubjectRequest, section: str, row_key: str, redacted: bool, reason: str, by: Any, at: datetime
) -> Review:
    """Decide about one flagged row, or decide again: shown, or redacted with a reason that the person reads.

    Raises RequestRefused, NotForYou.
    """
    check_handling(by, request, timezone.localdate(at))
    found = locked(request)
    if not found.is_open:
        raise RequestRefused(NOT_OPEN)
    if redacted and not reason.strip():
        raise RequestRefused("Say why it is redacted. The person reads this.")
    row, _ = Review.objects.update_or_create(
        request=found,
        section=section,
        row_key=row_key,
        defaults={"redacted": redacted, "reason": reason.strip() if redacted else "", "by": by, "at": at},
    )
    step(found, "row redacted" if redacted else "row looked at", by=by, at=at, note=f"{section}: {row_key}")
    return row


@transaction.atomic
def release(*, request: SubjectRequest, by: Any, at: datetime) -> SubjectRequest:
    """Let the file be made for the person. Raises RequestRefused while a flagged row has not been looked at."""
    check_handling(by, request, timezone.localdate(at))
    found = locked(request)
    if found.state != SubjectRequest.State.OPEN:
        raise RequestRefused("The clock is stopped." if found.state == "paused" else NOT_OPEN)
    seen = set(found.reviews.values_list("section", "row_key"))
    left = [row for section, row in flagged(found, at) if (section.code, row.key) not in seen]
    if left:
        raise RequestRefused(f"{len(left)} rows that may speak of others have not been looked at.")
    found.state, found.released_by, found.released_at = SubjectRequest.State.MAKING, by, at
    found.save(update_fields=["state", "released_by", "released_at"])
    step(found, "released", by=by, at=at)
    return found
