"""The log of a request: each step with who and when, in the request's own list and in the change log."""

from datetime import datetime
from typing import Any

from foundation import changelog
from workforce.models import SubjectRequest, SubjectStep


def step(request: SubjectRequest, what: str, *, by: Any, at: datetime, note: str = "") -> None:
    """Write one step. The note stays out of the change log."""
    SubjectStep.objects.create(request=request, what=what, note=note[:255], by=by, at=at)
    changelog.record(by=by, at=at, verb=f"subject access: {what}", subject=request, label="system: subject access")


def locked(request: SubjectRequest) -> SubjectRequest:
    """The row, until the end of the transaction."""
    found: SubjectRequest = SubjectRequest.objects.select_for_update().get(pk=request.pk)
    return found
