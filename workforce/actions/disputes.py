""" "This is wrong": raised by whom it is about, answered by who can mend it (DESIGN 4)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog, outbox
from workforce import emails, permissions, roles
from workforce.models import FactDispute, Person

ROUTES = {
    Person.Standing.CONFIRMED: roles.HR,
    Person.Standing.PROVISIONAL: roles.COORDINATOR,
    Person.Standing.EXTERNAL: roles.PARTNER_ADMINISTRATOR,
}
"""Who can mend a fact: HR owns the staff file, a coordinator what was entered by hand, a partner's
administrator their own people."""


class NotYours(PermissionError):
    """Only the person themselves raises one; only who can mend it answers."""


class AnsweredAlready(ValueError):
    """Somebody has answered this one."""


@transaction.atomic
def raise_one(*, person: Person, fact: str, statement: str, by: Any, at: datetime) -> FactDispute:
    """Say that a fact about oneself is wrong. Raises NotYours."""
    if not Person.objects.for_user(by).same_human(person).exists():
        raise NotYours("You can say this about your own record only.")
    dispute = FactDispute.objects.create(
        person=person,
        fact=fact,
        statement=statement,
        role=ROUTES[Person.Standing(person.standing)],
        raised_by=by,
        raised_at=at,
    )
    changelog.record(by=by, at=at, verb="dispute fact", subject=dispute, fields=[fact])
    return dispute


@transaction.atomic
def answer(*, dispute: FactDispute, state: str, answer: str, by: Any, at: datetime) -> None:
    """Say what was done, and tell the person. Raises NotYours, AnsweredAlready."""
    dispute = FactDispute.objects.select_for_update().select_related("person").get(pk=dispute.pk)
    if not permissions.can_answer_dispute(by, dispute, timezone.localdate(at)):
        raise NotYours("This is for somebody else to answer.")
    if dispute.state != FactDispute.State.OPEN:
        raise AnsweredAlready("This has been answered already.")
    dispute.state, dispute.answer = state, answer
    dispute.answered_by, dispute.answered_at = by, at
    dispute.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    changelog.record(by=by, at=at, verb="answer dispute", subject=dispute, fields=["state"])
    subject, body = emails.dispute_answered(
        fact=dispute.get_fact_display(), mended=state == FactDispute.State.MENDED, answer=answer
    )
    outbox.queue(
        kind="dispute_answered",
        source=f"dispute:{dispute.public_id}",
        to=dispute.person.work_email,
        recipient=dispute.raised_by,
        subject=subject,
        body=body,
        at=at,
    )
