"""A manager's answer, to one request or to many."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.approvals.releasing import give_back
from courses.actions.correspondence import Correspondence
from courses.actions.history import locked_session, move
from courses.actions.minutes import set_aside
from courses.actions.retrying import retried
from courses.emails import approvals as approval_letters
from courses.emails import bookings as letters
from courses.models import Approval, Booking
from courses.permissions import NotForYou, can_decide, demand
from courses.rules.conditions.loading import local_day, portions_of
from cpd_records import policies as allowance_policies
from cpd_records.actions import ledger
from cpd_records.rules.portions import needs_by_year
from foundation import changelog

ASKED_ONLY = "Only the person's manager, somebody who stands in for them, or whoever was asked next can answer this."


class ApprovalRefused(Exception):
    """This request cannot be answered like this; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one of the requests answered. `problem` is empty when it was done."""

    approval_id: int
    problem: str = ""

    @property
    def done(self) -> bool:
        """Whether it was answered as asked."""
        return not self.problem


def approve(*, approval_ids: Iterable[int], reason: str = "", by: Any, at: datetime) -> list[Answer]:
    """Say yes to each. The places are booked and the invitations sent; whoever still waits keeps waiting."""
    return [_answered(_approve_one, pk, reason, by, at) for pk in approval_ids]


def decline(*, approval_ids: Iterable[int], reason: str, by: Any, at: datetime) -> list[Answer]:
    """Say no to each, with one reason that the people read. Raises ApprovalRefused without one."""
    if not reason.strip():
        raise ApprovalRefused("Say in a few words why not. They will read it, and it helps them to plan.")
    return [_answered(_decline_one, pk, reason, by, at) for pk in approval_ids]


def _answered(answer: Callable[..., Any], approval_id: int, reason: str, by: Any, at: datetime) -> Answer:
    try:
        answer(approval_id=approval_id, reason=reason.strip()[:255], by=by, at=at)
    except (ApprovalRefused, NotForYou) as refused:
        return Answer(approval_id, str(refused))
    return Answer(approval_id)


@retried
@transaction.atomic
def _approve_one(*, approval_id: int, reason: str, by: Any, at: datetime) -> Approval:
    approval = _locked(approval_id, by, at)
    booking = approval.booking
    settle(approval, Approval.State.APPROVED, reason=reason, by=by, at=at)
    if booking.state == Booking.State.REQUESTED:
        _book(booking, approval, by=by, at=at)
    changelog.record(by=by, at=at, verb="approved", subject=booking, fields=["state"])
    return approval


@retried
@transaction.atomic
def _decline_one(*, approval_id: int, reason: str, by: Any, at: datetime) -> Approval:
    approval = _locked(approval_id, by, at)
    booking = approval.booking
    settle(approval, Approval.State.DECLINED, reason=reason, by=by, at=at)
    give_back(booking, Booking.State.DECLINED, by=by, at=at)
    changelog.record(by=by, at=at, verb="declined", subject=booking, fields=["state"])
    correspondence = Correspondence(booking.session, tuple(booking.session.dates.all()), at)
    correspondence.send(booking, approval_letters.declined(correspondence.facts(booking), approval))
    return approval


def settle(approval: Approval, state: str, *, reason: str = "", by: Any, at: datetime) -> None:
    """Write the answer. The caller holds the session's lock."""
    approval.state, approval.reason = state, reason
    approval.decided_at, approval.decided_by = at, by
    approval.save(update_fields=["state", "reason", "decided_at", "decided_by"])


def _locked(approval_id: int, by: Any, at: datetime) -> Approval:
    """The request under its session's lock, still unanswered and this user's to answer."""
    session = locked_session(Approval.objects.values_list("booking__session_id", flat=True).get(pk=approval_id))
    approval = Approval.objects.select_related("booking__person__user", "decided_by").get(pk=approval_id)
    approval.booking.session = session
    if approval.state != Approval.State.PENDING:
        raise ApprovalRefused(_over(approval))
    demand(can_decide(by, approval, local_day(at)), ASKED_ONLY)
    if at >= session.starts_at:
        raise ApprovalRefused("The session has begun, so this cannot be answered any more.")
    return approval


def _over(approval: Approval) -> str:
    whose = f" by {approval.decided_by.get_full_name()}" if approval.decided_by else ""
    said = {
        "approved": f"This was approved already{whose}. There is nothing more to do.",
        "declined": f"This was declined already{whose}. They can ask again if plans have changed.",
        "lapsed": "Nobody answered in time, so the place has gone. They can ask for another date.",
        "withdrawn": "They do not need an answer any more: the request was withdrawn.",
    }
    return said[approval.state]


def _book(booking: Booking, approval: Approval, *, by: Any, at: datetime) -> None:
    """From requested to booked: minutes that waited for the answer are set aside now."""
    session = booking.session
    dates = tuple(session.dates.all())
    correspondence = Correspondence(session, dates, at)
    if approval.excess_minutes:
        _reserve_beyond(booking, approval, by=by, at=at)
    move(booking, Booking.State.BOOKED, by=by, at=at, note="Approved.")
    per_day = correspondence.book.whole(allowance_policies.DAY, local_day(session.starts_at))
    correspondence.send(booking, letters.confirmation(correspondence.facts(booking), at, per_day))


def _reserve_beyond(booking: Booking, approval: Approval, *, by: Any, at: datetime) -> None:
    session = booking.session
    portions = portions_of(session.dates.all(), session)
    needs = needs_by_year(portions)
    try:
        entries = set_aside(
            booking,
            session,
            session.dates.all(),
            why="Booked beyond the allowance, approved",
            excess_minutes=approval.excess_minutes,
            by=by,
            at=at,
        )
    except ledger.AllowanceShort as short:
        raise ApprovalRefused(
            f"Their allowance has changed since they asked, and this would now go further beyond it. {short}"
        ) from short
    booking.allowance_minutes = sum(need.minutes for need in needs.values()) if entries else 0
