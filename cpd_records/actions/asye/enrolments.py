"""Who is on the programme: proposed by the staff file, confirmed or refused by the coordinator."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from cpd_records.actions.asye.locking import AsyeRefused, for_coordinator
from cpd_records.asye_policies import LENGTH
from cpd_records.models import AsyeEnrolment
from foundation import changelog
from foundation.months import months_later
from foundation.policies import book
from workforce.models import Person, Post
from workforce.permissions import has_access
from workforce.rules.audience_facts import NEWLY_QUALIFIED

PROPOSED, RUNNING = AsyeEnrolment.State.PROPOSED, AsyeEnrolment.State.RUNNING


def propose(*, at: datetime, person_ids: Iterable[int] | None = None) -> int:
    """Propose everybody whom the staff file shows as hired newly qualified, once; returns how many were new.

    Whoever was ever proposed is left alone, a refusal included. Nobody whose programme would be over by
    now is proposed: the council's older hires are no business of a new register.
    """
    today = timezone.localdate(at)
    first = months_later(today, -book().whole(LENGTH, today))
    known = AsyeEnrolment.objects.filter(person=OuterRef("person"))
    root = AsyeEnrolment.objects.filter(person=OuterRef("person__joined_into"))
    posts = _first_posts(today, person_ids).filter(starts_on__gt=first).exclude(Exists(known)).exclude(Exists(root))
    rows = {
        person: AsyeEnrolment(person_id=person, starts_on=starts_on, proposed_at=at)
        for person, starts_on in posts.order_by("-starts_on", "pk").values_list("person_id", "starts_on")
    }
    made = AsyeEnrolment.objects.bulk_create(rows.values(), ignore_conflicts=True)
    return len(made)


def _first_posts(today: date, person_ids: Iterable[int] | None) -> Any:
    posts = (
        Post.objects.current()
        .running(today)
        .filter(
            role_family=Post.RoleFamily.SOCIAL_WORKER,
            change_type=Post.Change.HIRE,
            start_origin=NEWLY_QUALIFIED,
            provisional=False,
        )
    )
    return posts if person_ids is None else posts.filter(person__in=list(person_ids))


@transaction.atomic
def confirm(*, enrolment_id: int, assessor_address: str, by: Any, at: datetime) -> AsyeEnrolment:
    """Put somebody on the programme with an assessor. Twice does nothing more.

    Raises NotYours or AsyeRefused.
    """
    row = for_coordinator(enrolment_id, by, at)
    if row.state == RUNNING:
        return row
    _expect(row, PROPOSED)
    other = AsyeEnrolment.objects.running().filter(person__in=Person.objects.same_human(row.person))
    if other.exists():
        raise AsyeRefused("They are on the programme already, from another first day.")
    row.assessor = _assessor(assessor_address, row.person, at)
    row.state, row.decided_at, row.decided_by = RUNNING, at, by
    row.save(update_fields=["assessor", "state", "decided_at", "decided_by"])
    changelog.record(by=by, at=at, verb="asye.confirm", subject=row, fields=["state", "assessor"])
    return row


@transaction.atomic
def refuse(*, enrolment_id: int, reason: str, by: Any, at: datetime) -> AsyeEnrolment:
    """Say that somebody is not newly qualified after all, with a reason that they can read.

    Raises NotYours or AsyeRefused.
    """
    row = for_coordinator(enrolment_id, by, at)
    if row.state == AsyeEnrolment.State.REFUSED:
        return row
    _expect(row, PROPOSED)
    if not reason.strip():
        raise AsyeRefused("Say why: the person can read it.", "reason")
    row.state, row.decided_at, row.decided_by = AsyeEnrolment.State.REFUSED, at, by
    row.refused_reason = reason.strip()
    row.save(update_fields=["state", "decided_at", "decided_by", "refused_reason"])
    changelog.record(by=by, at=at, verb="asye.refuse", subject=row, fields=["state"])
    return row


@transaction.atomic
def name_assessor(*, enrolment_id: int, assessor_address: str, by: Any, at: datetime) -> AsyeEnrolment:
    """Another assessor from now on; the former one sees nothing more. Raises NotYours or AsyeRefused."""
    row = for_coordinator(enrolment_id, by, at)
    _expect(row, RUNNING)
    row.assessor = _assessor(assessor_address, row.person, at)
    row.save(update_fields=["assessor"])
    changelog.record(by=by, at=at, verb="asye.assessor", subject=row, fields=["assessor"])
    return row


def _assessor(address: str, worker: Person, at: datetime) -> Person:
    """Whoever has this work address, is somebody else and can sign in."""
    people = Person.objects.filter(work_email__iexact=address.strip(), joined_into=None, user__isnull=False)
    found = people.select_related("user").first()
    if found is None or found.user is None or not has_access(found.user, timezone.localdate(at)):
        raise AsyeRefused("We know nobody with this work e-mail address who can sign in.", "assessor")
    if found.pk == worker.pk:
        raise AsyeRefused("The assessor has to be somebody else.", "assessor")
    return found


def _expect(row: AsyeEnrolment, state: str) -> None:
    if row.state != state:
        raise AsyeRefused(f"This has been decided in the meantime: {row.get_state_display().lower()}.")
