"""Who is on the programme: proposed by the staff file or put on it by hand, confirmed or refused by the coordinator."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from cpd_records.actions.asye.locking import AsyeRefused, NotYours, for_coordinator
from cpd_records.asye_policies import LENGTH
from cpd_records.models import AsyeEnrolment
from cpd_records.permissions import can_coordinate_asye
from foundation import changelog
from foundation.months import months_later
from foundation.policies import book
from workforce.models import Person, Post
from workforce.permissions import has_access
from workforce.rules.audience_facts import NEWLY_QUALIFIED

PROPOSED, RUNNING = AsyeEnrolment.State.PROPOSED, AsyeEnrolment.State.RUNNING
OVER = "A programme from this day would be over by now. Check the day: it is the first as a social worker."
NO_POST = "The staff file shows no post as a social worker on this day. Check the day, or ask HR to mend the file."


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
def enrol(*, person: Person, starts_on: date, assessor_address: str, by: Any, at: datetime) -> AsyeEnrolment:
    """Put somebody on the programme whom the staff file does not show as newly qualified, or who was refused.

    Twice gives the programme there is. Raises NotYours or AsyeRefused (`.field`).
    """
    Person.objects.select_for_update(of=("self",)).only("pk").get(pk=person.pk)
    if not can_coordinate_asye(by, person, timezone.localdate(at)):
        raise NotYours(
            "Only the ASYE coordinator of their cohort puts somebody on the programme, and nobody themselves."
        )
    _check_first_day(person, starts_on, timezone.localdate(at))
    row, _ = AsyeEnrolment.objects.get_or_create(person=person, starts_on=starts_on, defaults={"proposed_at": at})
    if row.state == AsyeEnrolment.State.REFUSED:
        row.state, row.decided_at, row.decided_by, row.refused_reason = PROPOSED, None, None, ""
        row.save(update_fields=["state", "decided_at", "decided_by", "refused_reason"])
        changelog.record(by=by, at=at, verb="asye.reconsider", subject=row, fields=["state", "refused_reason"])
    return confirm(enrolment_id=row.pk, assessor_address=assessor_address, by=by, at=at)


def _check_first_day(person: Person, starts_on: date, today: date) -> None:
    """In a post as a social worker by then, and a programme that is neither ahead nor over."""
    if starts_on > today:
        raise AsyeRefused("This day is still ahead. Put them on the programme when they have begun.", "starts_on")
    if months_later(starts_on, book().whole(LENGTH, starts_on)) <= today:
        raise AsyeRefused(OVER, "starts_on")
    same = Person.objects.same_human(person)
    if AsyeEnrolment.objects.filter(person__in=same, state=PROPOSED).exclude(starts_on=starts_on).exists():
        raise AsyeRefused("They wait on the cohort's page from another first day: confirm them there.", "starts_on")
    posts = Post.objects.current().filter(person__in=same)
    if not posts.running(starts_on).filter(role_family=Post.RoleFamily.SOCIAL_WORKER).exists():
        raise AsyeRefused(NO_POST, "starts_on")


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
