"""Doing what two people confirmed: one human or list in one transaction, each once, resumed where it stopped."""

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from foundation import changelog, policies
from foundation.disposal.graves import Grave
from foundation.models import FileRemoval
from foundation.storage import private_storage
from workforce.actions.disposal.door import one_at_a_time
from workforce.actions.disposal.due import batch_is_due, disposers, holds_on, one_due, with_joined
from workforce.models import Disposal, DisposalItem, LegalHold

HELD = "A legal hold was set before it was done."
BACK = "It is no longer due: the person came back, the period was made longer, or it is gone already."
HANGS = "Something else still points at these records, so nothing was removed."
FILES_AT_ONCE = 500


def carry_on(*, disposal_id: int, clock: Callable[[], datetime]) -> Disposal:
    """Do every item that waits. Repeatable, and side by side with itself: an item is done once.

    Raises `foundation.disposal.role.DoorMissing` where the database role is not installed: nothing is lost, and
    the clock tries again.
    """
    disposal = Disposal.objects.get(pk=disposal_id)
    if disposal.state != Disposal.State.CONFIRMED:
        return disposal
    for pk in list(disposal.items.filter(state="waiting").values_list("pk", flat=True)):
        _item(pk, disposal, clock())
    if not disposal.items.filter(state="waiting").exists():
        _finish(disposal, clock())
    return disposal


def remove_files(*, at: datetime) -> int:
    """Remove files that disposals let go; how many. Repeatable: one the store does not give up is tried again."""
    gone = 0
    for row in FileRemoval.objects.filter(removed_at=None).order_by("at", "pk")[:FILES_AT_ONCE]:
        FileRemoval.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
        private_storage().delete(row.name)
        FileRemoval.objects.filter(pk=row.pk).update(removed_at=at)
        gone += 1
    return gone


@transaction.atomic
def _item(pk: int, disposal: Disposal, at: datetime) -> None:
    """Its row is locked; what somebody else is at is left to them."""
    item = DisposalItem.objects.select_for_update(skip_locked=True).filter(pk=pk, state="waiting").first()
    if item is None:
        return
    one_at_a_time()
    problem = _why_not(item, at)
    if not problem:
        problem = _bury(item, disposal, at)
    item.state = DisposalItem.State.KEPT if problem else DisposalItem.State.DONE
    item.problem, item.done_at = problem, at
    item.save(update_fields=["state", "problem", "done_at", "rows"])
    verb = "kept from disposal" if problem else "disposed"
    changelog.record(by=disposal.decided_by, at=at, verb=verb, subject=item, fields=item.record_classes)


def _why_not(item: DisposalItem, at: datetime) -> str:
    """What has happened since it was confirmed."""
    people = with_joined([item.person_id]) if item.person_id else []
    if holds_on(people, item.record_classes):
        return HELD
    if item.person_id:
        due = one_due(item.person_id, timezone.localdate(at), policies.book())
        if due is None or not set(item.record_classes) <= set(due.classes):
            return BACK
    elif not batch_is_due(item.room, item.batch_key, timezone.localdate(at), policies.book()):
        return BACK
    return ""


def _bury(item: DisposalItem, disposal: Disposal, at: datetime) -> str:
    """Everything or nothing; why not, or an empty text. What the database refuses is no fault of the rest."""
    held = frozenset() if item.person_id else frozenset(LegalHold.objects.held_people())
    grave = Grave(disposal.pk, at, frozenset(item.record_classes), held)
    try:
        with transaction.atomic():
            _call_rooms(item, grave)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError:
        return HANGS
    item.rows = sum(grave.removed.values())
    return ""


def _call_rooms(item: DisposalItem, grave: Grave) -> None:
    if item.person_id:
        people = with_joined([item.person_id])
        for disposer in disposers():
            disposer.bury_person(people, grave)
        return
    for disposer in disposers():
        if disposer.room == item.room:
            disposer.bury_batch(item.batch_key, grave)


def _finish(disposal: Disposal, at: datetime) -> None:
    done = Disposal.objects.filter(pk=disposal.pk, state=Disposal.State.CONFIRMED)
    if done.update(state=Disposal.State.DONE, finished_at=at):
        changelog.record(by=disposal.decided_by, at=at, verb="finished disposal", subject=disposal, fields=["state"])
    disposal.refresh_from_db()
