"""Publishing, taking off the site, retiring and bringing back a course or a pathway from a list.

One at a time this is Wagtail's, on the page of the row. Here the same is done without opening it, and
always by a revision, so that history and going back work for it too; what is still a draft is never
put on the site by the way.
"""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction

from courses.models import Course, Enrolment, Pathway, SelfPacedRun, Session
from courses.permissions import can_manage_courses, demand
from courses.rules.conditions.loading import local_day
from foundation import changelog

Kind = type[Course] | type[Pathway]
ONLY_COORDINATORS = "Only a learning coordinator can publish and retire courses and pathways."
HAS_A_DRAFT = "Changes wait to be published: publish them first, or undo them on its own page."
FOR_LATER = "Its draft is meant for a later day: take that day away on its own page, or wait for it."
NOT_ON_THE_SITE = "It is not on the site."


class PublishingRefused(Exception):
    """It cannot be done to this one; the message says what to do."""


@transaction.atomic
def publish_draft(kind: Kind, *, pk: int, by: Any, at: datetime) -> None:
    """Put the newest draft on the site. Raises PublishingRefused where there is none, or it is not complete."""
    row = _locked(kind, pk, by, at)
    revision = row.get_latest_revision()
    if revision is None or (row.live and not row.has_unpublished_changes):
        raise PublishingRefused("It is on the site already, and nothing waits to be published.")
    draft = revision.as_object()
    if draft.go_live_at is not None and draft.go_live_at > at:
        raise PublishingRefused(FOR_LATER)
    try:
        draft.full_clean()
    except ValidationError as errors:
        raise PublishingRefused(f"Its draft is not complete: {' '.join(errors.messages)}") from errors
    revision.publish(user=by, skip_permission_checks=True)
    changelog.record(by=by, at=at, verb="published", subject=row)


@transaction.atomic
def take_off_the_site(kind: Kind, *, pk: int, by: Any, at: datetime) -> None:
    """Nobody finds it any more, and its draft stays. Raises PublishingRefused while people use it."""
    row = _locked(kind, pk, by, at)
    if not row.live:
        raise PublishingRefused(NOT_ON_THE_SITE)
    _refuse_while_in_use(row, at)
    UnpublishAction(row, user=by).execute(skip_permission_checks=True)
    changelog.record(by=by, at=at, verb="taken off the site", subject=row)


@transaction.atomic
def retire(kind: Kind, *, pk: int, on: date | None, by: Any, at: datetime) -> None:
    """Nothing new begins from a day on; None brings it back. Raises PublishingRefused while a draft waits."""
    row = _locked(kind, pk, by, at)
    _refuse_retiring(row, on)
    row.retired_on = on
    row.save_revision(user=by, clean=False).publish(user=by, skip_permission_checks=True)
    verb = "brought back" if on is None else "retired"
    changelog.record(by=by, at=at, verb=verb, subject=row, fields=["retired_on"])


def _locked(kind: Kind, pk: int, by: Any, at: datetime) -> Any:
    demand(can_manage_courses(by, local_day(at)), ONLY_COORDINATORS)
    row = kind.objects.select_for_update(of=("self",)).get(pk=pk)
    lock = row.get_lock()
    if lock and lock.for_user(by):
        raise PublishingRefused("It is locked: somebody works on it, or its publishing is planned.")
    return row


def _refuse_while_in_use(row: Any, at: datetime) -> None:
    if (
        isinstance(row, Course)
        and Session.objects.filter(course=row, state=Session.State.OPEN, ends_at__gt=at).exists()
    ):
        raise PublishingRefused("Sessions of it are not over yet: cancel them or let them run first, or retire it.")
    if isinstance(row, Course) and SelfPacedRun.objects.open().filter(course=row).exists():
        raise PublishingRefused("People are in the middle of it. Retire it: nobody new begins, and they can finish.")
    if isinstance(row, Pathway) and Enrolment.objects.running(local_day(at)).filter(pathway=row).exists():
        raise PublishingRefused("People are on it. Retire it: nobody new is put on it, and they can go on.")


def _refuse_retiring(row: Any, on: date | None) -> None:
    if not row.live:
        raise PublishingRefused(NOT_ON_THE_SITE)
    if row.has_unpublished_changes:
        raise PublishingRefused(HAS_A_DRAFT)
    if row.retired_on == on:
        raise PublishingRefused("It is not retired." if on is None else "It is retired from that day already.")
