"""Reminding people of registers nobody has closed: the trainers first, then the coordinators."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from courses import policies
from courses.emails import registers as letters
from courses.models import Session
from courses.permissions import looks_after
from courses.rules.conditions.loading import local_day
from foundation import outbox, wordings
from foundation.policies import PolicyBook, book
from foundation.wordings import WordingBook
from foundation.working_days import add_working_days
from workforce import roles
from workforce.models import Person, RoleGrant
from workforce.querysets.recorded import in_force


@transaction.atomic
def nudge(*, at: datetime) -> int:
    """Queue the reminders that are due; answers how many. Nobody is reminded of the same register twice."""
    figures, words, today = book(), wordings.book(), local_day(at)
    due = Session.objects.with_register_due(at).select_related("course").prefetch_related("trainers__person__user")
    coordinators = _coordinators(today)
    queued = 0
    for session in due.order_by("pk"):
        if _is_due(session, policies.NUDGE, today, figures):
            trainers = [each.person for each in session.trainers.all() if each.person is not None]
            queued += _send("register-unmarked", session, trainers, words, at)
        if _is_due(session, policies.NUDGE_COORDINATOR, today, figures):
            theirs = [each for each in coordinators if looks_after(each.user, session, today)]
            queued += _send("register-still-open", session, theirs, words, at)
    return queued


def _is_due(session: Session, key: str, today: date, figures: PolicyBook) -> bool:
    last = local_day(session.ends_at)
    return today >= add_working_days(last, figures.whole(key, last))


def _coordinators(today: date) -> list[Person]:
    grants = RoleGrant.objects.filter(in_force(today), role=roles.COORDINATOR).values("user")
    return list(Person.objects.filter(user__in=grants, joined_into=None).select_related("user").order_by("pk"))


def _send(kind: str, session: Session, people: Iterable[Person], words: WordingBook, at: datetime) -> int:
    sent = 0
    site = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    for person in people:
        if not person.work_email:
            continue
        letter = letters.reminder(kind, session, person, site, words)
        message = outbox.queue(
            kind=kind,
            source=f"register:{session.public_id}",
            to=person.work_email,
            recipient=person.user,
            subject=letter.subject,
            body=letter.body,
            at=at,
        )
        sent += message.queued_at == at
    return sent
