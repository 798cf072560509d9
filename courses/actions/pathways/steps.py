"""Activities and observations: somebody says they have done one, their manager answers."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.models import Enrolment, Pathway, StepDone
from courses.permissions import NotForYou
from courses.rules.pathway_progress import steps_of
from foundation import changelog
from workforce.models import Person
from workforce.permissions import can_manage
from workforce.querysets.access import access_of


class StepRefused(ValueError):
    """It cannot be noted or answered like this; the message says why."""


@transaction.atomic
def declare(
    *, person: Person, pathway: Pathway, step: str, done_on: date, note: str, by: Any, at: datetime
) -> StepDone:
    """Say that one has done a step; the manager is asked to confirm it. Raises NotForYou or StepRefused.

    The same day and words again give the row there is: a second press notes nothing twice.
    """
    today = timezone.localdate(at)
    if person.pk not in access_of(by, today).person_ids:
        raise NotForYou("Only the person themselves says what they have done.")
    Person.objects.select_for_update().only("pk").get(pk=person.pk)
    times = _times(pathway, step)
    if not Enrolment.objects.running(today).filter(person=person, pathway=pathway).exists():
        raise StepRefused("You are not on this pathway now.")
    if done_on > today:
        raise StepRefused("That day is still to come. Note it when you have done it.")
    standing = StepDone.objects.standing().filter(person=person, pathway=pathway, step=step)
    same = standing.filter(done_on=done_on, note=note).first()
    if same is not None:
        return same
    if standing.count() >= times:
        raise StepRefused("This step is noted already.")
    row = StepDone.objects.create(person=person, pathway=pathway, step=step, done_on=done_on, note=note, declared_at=at)
    changelog.record(by=by, at=at, verb="note pathway step", subject=row, fields=["step"])
    return row


def _times(pathway: Pathway, step: str) -> int:
    """How often a step that is noted by hand is needed."""
    wanted = {each.key: each for each in steps_of(pathway.steps)}.get(step)
    if wanted is None or wanted.kind == "course":
        raise StepRefused("This step is not noted by hand: it follows from your CPD record.")
    return wanted.times


@transaction.atomic
def answer(*, row: StepDone, confirmed: bool, words: str, by: Any, at: datetime) -> StepDone:
    """Confirm a step, or give it back with a word on why. The same answer again does nothing.

    Raises NotForYou or StepRefused.
    """
    locked = StepDone.objects.select_for_update().select_related("person").get(pk=row.pk)
    if not can_manage(by, locked.person, timezone.localdate(at)):
        raise NotForYou("Their line manager, or who stands in, answers this.")
    wanted = StepDone.State.CONFIRMED if confirmed else StepDone.State.RETURNED
    if locked.state == wanted:
        return locked
    if locked.state != StepDone.State.DECLARED:
        raise StepRefused("This was answered already.")
    if not confirmed and not words.strip():
        raise StepRefused("Say in a few words what is missing.")
    locked.state, locked.answer = wanted, words.strip()
    locked.answered_by, locked.answered_at = by, at
    locked.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    changelog.record(by=by, at=at, verb=f"pathway step {wanted}", subject=locked, fields=["state"])
    return locked
