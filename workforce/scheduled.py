"""The clock's jobs of this room: once a day, early; each calls actions as the system."""

from celery import shared_task
from django.utils import timezone

from workforce.actions import cms_groups, disposal, leavers, missing, reads, starters, subject_access
from workforce.models import Disposal, SubjectRequest


@shared_task(name="workforce.look_after_standing")
def look_after_standing() -> dict[str, int]:
    """Everything that follows from a new day: leavers, people missing too long, starters nobody has
    confirmed, addresses and reads whose time is over, and the CMS groups. Repeatable."""
    at = timezone.now()
    return {
        "leavers": leavers.end_access(by=None, at=at),
        "missing": missing.suspend_overdue(by=None, at=at),
        "starters": starters.suspend_unconfirmed(by=None, at=at),
        "addresses": leavers.forget_spent_addresses(by=None, at=at),
        "reads": reads.forget_old(at=at),
        "cms_members": sum(cms_groups.sync(by=None, at=at, on=timezone.localdate(at)).values()),
    }


@shared_task(name="workforce.dispose")
def dispose(disposal_id: int) -> None:
    """Do a confirmed disposal, then let its files go. Safe to run twice: each item is done once."""
    disposal.carry_on(disposal_id=disposal_id, clock=timezone.now)
    disposal.remove_files(at=timezone.now())


@shared_task(name="workforce.finish_disposals")
def finish_disposals() -> int:
    """Go on with confirmed disposals that a worker left, and files the store did not give up. Repeatable."""
    for pk in Disposal.objects.filter(state="confirmed").order_by("pk").values_list("pk", flat=True):
        disposal.carry_on(disposal_id=pk, clock=timezone.now)
    return disposal.remove_files(at=timezone.now())


@shared_task(name="workforce.make_export")
def make_export(request_id: int) -> None:
    """Make the file of a subject access request. Safe to run twice: it is made once."""
    subject_access.make(request_id=request_id, at=timezone.now())


@shared_task(name="workforce.look_after_exports")
def look_after_exports() -> int:
    """Make files that a worker left, and remove those whose days are over. Repeatable."""
    for pk in SubjectRequest.objects.filter(state="making").order_by("pk").values_list("pk", flat=True):
        subject_access.make(request_id=pk, at=timezone.now())
    return subject_access.expire(at=timezone.now())
