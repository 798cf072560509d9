"""One records manager proposes what is due; another person confirms or withdraws it."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation import changelog, policies
from foundation.disposal.schedule import class_named
from workforce.actions.disposal.door import one_at_a_time
from workforce.actions.disposal.due import DueBatch, DuePerson, batches_due, holds_on, people_due, with_joined
from workforce.models import Disposal, DisposalItem
from workforce.records_permissions import NotForYou, check_confirming, check_proposing, sees_schedule

AT_MOST = 200
HELD = "A legal hold covers some of it. Nothing was proposed: leave out what is held, or have the hold lifted by two."
HELD_SINCE = "A legal hold has been set over some of it. Withdraw this list, and propose what is not held."


class DisposalRefused(ValueError):
    """Nothing was done; the message says why."""


def propose(
    *, person_ids: Collection[int], batch_keys: Collection[str], reason: str, by: Any, at: datetime
) -> Disposal:
    """Put what is due on a list for a second person. Raises DisposalRefused, NotForYou.

    What is due is worked out again: somebody who came back, or a longer period, takes them off.
    """
    try:
        with transaction.atomic():
            return _propose(person_ids, batch_keys, reason.strip(), by, at)
    except IntegrityError as twice:
        raise DisposalRefused("Somebody has just proposed some of this. Look at the list again.") from twice


def _propose(person_ids: Collection[int], batch_keys: Collection[str], reason: str, by: Any, at: datetime) -> Disposal:
    day = timezone.localdate(at)
    people = with_joined(person_ids)
    check_proposing(by, people, day)
    _refuse_sizes(len(person_ids) + len(batch_keys), reason)
    one_at_a_time()
    chosen, lists = _still_due(person_ids, batch_keys, day)
    codes = [code for each in chosen for code in each.classes] + [each.batch.record_class for each in lists]
    if holds_on(people, codes):
        raise DisposalRefused(HELD)
    disposal = Disposal.objects.create(reason=reason, proposed_by=by, proposed_at=at)
    DisposalItem.objects.bulk_create([*_of_people(disposal, chosen), *_of_lists(disposal, lists)])
    changelog.record(by=by, at=at, verb="proposed disposal", subject=disposal)
    return disposal


@transaction.atomic
def confirm(*, disposal: Disposal, by: Any, at: datetime) -> Disposal:
    """The second person says yes. A worker, or the clock, does it after the commit (`carry_on`).

    Raises DisposalRefused, NotForYou.
    """
    one_at_a_time()
    locked = _locked(disposal)
    people = with_joined(locked.items.filter(person__isnull=False).values_list("person", flat=True))
    check_confirming(by, locked, people, timezone.localdate(at))
    codes = {code for row in locked.items.values_list("record_classes", flat=True) for code in row}
    if holds_on(people, codes):
        raise DisposalRefused(HELD_SINCE)
    _decide(locked, Disposal.State.CONFIRMED, "", by, at)
    return locked


@transaction.atomic
def withdraw(*, disposal: Disposal, reason: str, by: Any, at: datetime) -> Disposal:
    """Somebody, the proposer too, says no: nothing is done. Raises DisposalRefused, NotForYou."""
    if not sees_schedule(by, timezone.localdate(at)):
        raise NotForYou("Records managers and system administrators of the whole Academy decide this.")
    if not reason.strip():
        raise DisposalRefused("Say why it is not to be done.")
    locked = _locked(disposal)
    locked.items.filter(state="waiting").update(state="kept", done_at=at, problem="Withdrawn")
    _decide(locked, Disposal.State.WITHDRAWN, reason.strip(), by, at)
    return locked


def _locked(disposal: Disposal) -> Disposal:
    locked = Disposal.objects.select_for_update().get(pk=disposal.pk)
    if locked.state != Disposal.State.PROPOSED:
        raise DisposalRefused("This has been decided already.")
    return locked


def _decide(disposal: Disposal, state: str, reason: str, by: Any, at: datetime) -> None:
    disposal.state, disposal.decided_by, disposal.decided_at, disposal.decision_reason = state, by, at, reason
    disposal.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
    changelog.record(by=by, at=at, verb=f"{state} disposal", subject=disposal, fields=["state"])


def _refuse_sizes(number: int, reason: str) -> None:
    if not number:
        raise DisposalRefused("Choose at least one person or list.")
    if number > AT_MOST:
        raise DisposalRefused(f"These are {number}. Propose {AT_MOST} at a time, so that a person can look at them.")
    if not reason:
        raise DisposalRefused("Say on what ground, such as the schedule and the date of the review.")


def _still_due(
    person_ids: Collection[int], batch_keys: Collection[str], day: date
) -> tuple[list[DuePerson], list[DueBatch]]:
    book = policies.book()
    people = [each for each in people_due(day, book) if set(each.person_ids) & set(person_ids)]
    lists = [each for each in batches_due(day, book) if each.key in set(batch_keys)] if batch_keys else []
    if len(people) + len(lists) != len(set(person_ids)) + len(set(batch_keys)):
        raise DisposalRefused("Some of this is not due, or waits on a list already. Look at what is due again.")
    return people, lists


def _of_people(disposal: Disposal, people: Iterable[DuePerson]) -> list[DisposalItem]:
    return [
        DisposalItem(disposal=disposal, person_id=key, record_classes=list(each.classes), since=each.since)
        for each in people
        for key in each.person_ids
    ]


def _of_lists(disposal: Disposal, lists: Iterable[DueBatch]) -> list[DisposalItem]:
    return [
        DisposalItem(
            disposal=disposal,
            room=each.room,
            batch_key=each.batch.key,
            label=each.batch.label,
            record_classes=[class_named(each.batch.record_class).code],
            since=each.batch.since,
        )
        for each in lists
    ]
