"""The clock's jobs of this room: once a day, early; each calls actions as the system."""

from celery import shared_task
from django.utils import timezone

from workforce.actions import cms_groups, leavers, missing, reads, starters


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
