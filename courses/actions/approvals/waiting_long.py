"""What the clock does with requests nobody answers: reminds, asks further up, lets go."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.approvals.answering import settle
from courses.actions.approvals.releasing import give_back
from courses.actions.asking import write_to
from courses.actions.correspondence import Correspondence
from courses.actions.history import locked_session
from courses.actions.retrying import retried
from courses.emails import approvals as letters
from courses.models import Approval, Booking
from courses.rules.conditions.loading import local_day
from courses.rules.deadlines import reminded_at
from foundation import changelog, policies
from workforce.querysets.deciders import managers_above, managers_of


def remind(*, by: Any, at: datetime) -> int:
    """Write once more to managers who have not answered. Answers how many requests. Repeatable."""
    book = policies.book()
    waiting = Approval.objects.pending().filter(reminded_at=None, escalated_at=None, for_coordinators=False)
    due = [pk for pk, asked_at in waiting.values_list("pk", "asked_at") if reminded_at(asked_at, book) <= at]
    return sum(_remind_one(pk, at) for pk in due)


def escalate(*, by: Any, at: datetime) -> int:
    """Ask the manager's manager where nobody has answered; without one, the coordinators. Repeatable."""
    return sum(_escalate_one(pk, by, at) for pk in Approval.objects.to_escalate(at).values_list("pk", flat=True))


def lapse(*, by: Any, at: datetime) -> int:
    """Give back the places of requests that nobody answered in time, one transaction each. Repeatable."""
    return sum(_lapse_one(pk, by, at) for pk in Approval.objects.lapsed(at).values_list("pk", flat=True))


@transaction.atomic
def _remind_one(approval_id: int, at: datetime) -> int:
    approval = _pending(approval_id)
    if approval is None or approval.reminded_at:
        return 0
    approval.reminded_at = at
    approval.save(update_fields=["reminded_at"])
    managers = managers_of([approval.booking.person_id], local_day(at)).get(approval.booking.person_id, [])
    write_to(approval, managers, letters.reminder, _correspondence(approval, at))
    return 1


@transaction.atomic
def _escalate_one(approval_id: int, by: Any, at: datetime) -> int:
    approval = _pending(approval_id)
    if approval is None or approval.escalated_at:
        return 0
    above = managers_above(approval.booking.person_id, local_day(at))
    approval.escalated_at = at
    approval.for_coordinators = approval.for_coordinators or not above
    approval.save(update_fields=["escalated_at", "for_coordinators"])
    changelog.record(by=by, at=at, verb="escalated", subject=approval.booking)
    write_to(approval, above, letters.escalated, _correspondence(approval, at))
    return 1


@retried
@transaction.atomic
def _lapse_one(approval_id: int, by: Any, at: datetime) -> int:
    session = locked_session(Approval.objects.values_list("booking__session_id", flat=True).get(pk=approval_id))
    approval = _pending(approval_id)
    if approval is None:
        return 0
    booking = approval.booking
    booking.session = session
    settle(approval, Approval.State.LAPSED, by=by, at=at)
    give_back(booking, Booking.State.CANCELLED, reason="not_answered", by=by, at=at)
    changelog.record(by=by, at=at, verb="lapsed", subject=booking, fields=["state"])
    correspondence = _correspondence(approval, at)
    correspondence.send(booking, letters.lapsed(correspondence.facts(booking)))
    return 1


def _pending(approval_id: int) -> Approval | None:
    """The request, its row locked; None when it was answered meanwhile."""
    rows = Approval.objects.pending().select_for_update(of=("self",))
    return rows.select_related("booking__person__user", "booking__session__course").filter(pk=approval_id).first()


def _correspondence(approval: Approval, at: datetime) -> Correspondence:
    session = approval.booking.session
    return Correspondence(session, tuple(session.dates.all()), at)
