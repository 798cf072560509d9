"""The clock's jobs of this room (CELERY_BEAT_SCHEDULE in the settings); each calls actions as the system."""

import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from courses.actions import (
    approvals,
    arrangements,
    bookings,
    bulk,
    charges,
    declines,
    feedback,
    holds,
    interest,
    registers,
    reminders,
    self_paced,
    trainer_links,
    waiting,
)
from courses.actions.pathways import enrolments
from courses.actions.sessions import numbers
from courses.models import BulkRun
from foundation.mailbox import MailboxFailed, read_new

logger = logging.getLogger(__name__)


@shared_task(name="courses.release_leavers")
def release_leavers() -> int:
    """Give back the places of people who have left, one transaction per session. Repeatable."""
    return bookings.release_leavers(by=None, at=timezone.now())


@shared_task(name="courses.nudge_registers")
def nudge_registers() -> int:
    """Remind trainers, then coordinators, of registers nobody has closed. Repeatable: once each."""
    return registers.nudge(at=timezone.now())


@shared_task(name="courses.rest_self_paced")
def rest_self_paced() -> int:
    """Give back the minutes of self-paced courses nobody goes on with, and of people who have left. Repeatable."""
    now = timezone.now()
    return self_paced.rest_idle(at=now) + self_paced.close_leavers(at=now)


@shared_task(name="courses.keep_waiting_lists")
def keep_waiting_lists() -> int:
    """Pass on places whose offers have run out, close lists of sessions that are near, and offer what came free.

    Repeatable: each step looks again under the session's lock.
    """
    now = timezone.now()
    return waiting.lapse(at=now) + waiting.close_lists(at=now) + waiting.keep_moving(at=now)


@shared_task(name="courses.give_kept_places_back")
def give_kept_places_back() -> dict[str, int]:
    """Release kept places whose day has come, and remind those who keep some. Repeatable."""
    at = timezone.now()
    return {"released": holds.release_due(by=None, at=at), "reminded": holds.warn(at=at)}


@shared_task(name="courses.settle_charges")
def settle_charges() -> int:
    """Charge places of other organisations, and reverse what is no longer due. Repeatable."""
    return charges.settle(by=None, at=timezone.now())


@shared_task(name="courses.look_after_forms")
def look_after_forms() -> int:
    """Ask about impact, announce surveys, remind, lapse, close, release certificates. Repeatable."""
    return feedback.look_after(at=timezone.now())


@shared_task(name="courses.look_after_approvals")
def look_after_approvals() -> int:
    """Remind managers, ask further up, let go what nobody answered in time. Repeatable."""
    now = timezone.now()
    lapsed = approvals.lapse(by=None, at=now)
    return lapsed + approvals.escalate(by=None, at=now) + approvals.remind(by=None, at=now)


@shared_task(name="courses.erase_arrangements")
def erase_arrangements() -> int:
    """Forget what people asked us to arrange once the session is over long enough. Repeatable."""
    return arrangements.erase(by=None, at=timezone.now())


@shared_task(name="courses.send_reminders")
def send_reminders() -> int:
    """Remind people of the places they hold. Repeatable: each reminder goes once."""
    return reminders.send_due(at=timezone.now())


@shared_task(name="courses.look_after_pathways")
def look_after_pathways() -> str:
    """Put people on the pathways of their role, and take them off those of a former one. Repeatable."""
    return str(enrolments.enrol_by_rule(at=timezone.now()))


@shared_task(name="courses.read_replies")
def read_replies() -> int:
    """Read answers to invitations, where a mailbox is set up; who declined is asked. Repeatable."""
    if settings.REPLIES is None:
        return 0
    try:
        return read_new(settings.REPLIES, lambda raw: declines.take_in(raw, at=timezone.now()))
    except MailboxFailed as fault:
        logger.warning("%s", fault)
        return 0


@shared_task(name="courses.look_after_sessions")
def look_after_sessions() -> int:
    """Ask what to do about sessions with too few people; send outside trainers their links. Repeatable."""
    now = timezone.now()
    return numbers.ask_about_few(by=None, at=now) + trainer_links.send_due(by=None, at=now)


@shared_task(name="courses.tell_of_dates")
def tell_of_dates() -> int:
    """Tell those who asked for a course that it has a date. Repeatable: once for each person and session."""
    return interest.tell_of_dates(at=timezone.now())


@shared_task(name="courses.run_bulk")
def run_bulk(run_id: int) -> None:
    """Do what a coordinator asked for many at once. Safe to run twice: a step is done once."""
    bulk.carry_on(run_id=run_id, clock=timezone.now)


@shared_task(name="courses.finish_bulk")
def finish_bulk() -> int:
    """Go on with what a worker left half done. Repeatable."""
    left = list(BulkRun.objects.left_behind(timezone.now()).values_list("pk", flat=True))
    for pk in left:
        bulk.carry_on(run_id=pk, clock=timezone.now)
    return len(left)
