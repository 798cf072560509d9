"""Legal holds: one person sets one, two lift it; either waits for a disposal that is under way."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from workforce.actions.disposal.door import one_at_a_time
from workforce.models import LegalHold, Person, Team
from workforce.records_permissions import DECIDERS_ONLY, TWO_PEOPLE, NotForYou, sees_schedule


class HoldRefused(ValueError):
    """It cannot be set or lifted; the message says why."""


@transaction.atomic
def set_hold(
    *,
    person: Person | None = None,
    team: Team | None = None,
    record_class: str = "",
    reason: str,
    by: Any,
    at: datetime,
) -> LegalHold:
    """Let nothing of a person, a team or a class of record be disposed of. Raises HoldRefused, NotForYou."""
    _demand(by, at)
    if sum(map(bool, (person, team, record_class))) != 1:
        raise HoldRefused("Choose one person, one team or one class of record.")
    if not reason.strip():
        raise HoldRefused("Say why: an inquiry, a claim, a request of a court.")
    one_at_a_time()
    root = person.joined_into if person and person.joined_into else person
    same = LegalHold.objects.in_force().filter(person=root, team=team, record_class=record_class).first()
    if same is not None:
        return same
    hold = LegalHold.objects.create(
        person=root, team=team, record_class=record_class, reason=reason.strip(), set_by=by, set_at=at
    )
    changelog.record(by=by, at=at, verb="set legal hold", subject=hold)
    return hold


@transaction.atomic
def ask_to_lift(*, hold: LegalHold, reason: str, by: Any, at: datetime) -> LegalHold:
    """The first of two: say why it may be lifted. The hold stands until then. Raises HoldRefused, NotForYou."""
    _demand(by, at)
    locked = _locked(hold)
    if locked.lift_asked_at is not None:
        return locked
    if not reason.strip():
        raise HoldRefused("Say why it may be lifted.")
    locked.lift_asked_by, locked.lift_asked_at, locked.lift_reason = by, at, reason.strip()
    locked.save(update_fields=["lift_asked_by", "lift_asked_at", "lift_reason"])
    changelog.record(by=by, at=at, verb="asked to lift legal hold", subject=locked)
    return locked


@transaction.atomic
def lift(*, hold: LegalHold, by: Any, at: datetime) -> LegalHold:
    """The second of two. Raises HoldRefused where nobody has asked, NotForYou for the one who has."""
    _demand(by, at)
    one_at_a_time()
    locked = _locked(hold)
    if locked.lift_asked_by_id is None:
        raise HoldRefused("Somebody first has to ask for it to be lifted, and say why.")
    if locked.lift_asked_by_id == by.pk:
        raise NotForYou(TWO_PEOPLE)
    locked.lifted_by, locked.lifted_at = by, at
    locked.save(update_fields=["lifted_by", "lifted_at"])
    changelog.record(by=by, at=at, verb="lifted legal hold", subject=locked)
    return locked


def _locked(hold: LegalHold) -> LegalHold:
    locked: LegalHold = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if locked.lifted_at is not None:
        raise HoldRefused("This hold has been lifted already.")
    return locked


def _demand(by: Any, at: datetime) -> None:
    if not sees_schedule(by, timezone.localdate(at)):
        raise NotForYou(DECIDERS_ONLY)
