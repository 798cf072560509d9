""" "I am ill", too few people booked: a session that waits for a decision, and the decision."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.actions.sessions.changing import cancel_session, change_session
from courses.actions.sessions.clashes import lock_planning
from courses.actions.sessions.planning import locked
from courses.actions.sessions.plans import DateSpan, SessionPlan, SessionRefused, Trainer, plan_of
from courses.emails import trainers as letters
from courses.models import Session, SessionNeed, SessionTrainer
from courses.permissions import demand
from courses.querysets.deciding import coordinators_of
from courses.rules.notice import is_urgent
from foundation import changelog, outbox, policies

Kind, Decision = SessionNeed.Kind, SessionNeed.Decision
NOT_YOU = "Only the trainer concerned, or a coordinator, can say that they cannot come."


@transaction.atomic
def cannot_lead(*, trainer_id: int, by: Any, at: datetime, by_link: bool = False) -> SessionNeed:
    """A trainer is ill: whoever decides about the session is told at once. Pressing twice changes nothing.

    `by_link` says that the trainer's own link was proved. Raises SessionRefused or NotForYou.
    """
    trainer = SessionTrainer.objects.select_related("person").get(pk=trainer_id)
    session = _to_be_held(trainer.session_id, at)
    theirs = by is not None and trainer.person is not None and trainer.person.user_id == by.pk
    demand(by is None or theirs or by_link, NOT_YOU)
    return raise_need(session, Kind.TRAINER, by=by, at=at, trainer_name=trainer.name)


def raise_need(session: Session, kind: str, *, by: Any, at: datetime, trainer_name: str = "") -> SessionNeed:
    """Write the need and tell whoever may decide. The caller holds the session's lock."""
    standing = SessionNeed.objects.filter(session=session, kind=kind, decision="").first()
    if standing:
        return standing
    need = SessionNeed.objects.create(session=session, kind=kind, trainer_name=trainer_name, raised_at=at, raised_by=by)
    changelog.record(by=by, at=at, verb="needs a decision", subject=session, label=kind)
    urgent = is_urgent(session.starts_at, at, policies.book())
    for user in coordinators_of(session, timezone.localdate(at)):
        subject, body = letters.asks_decision(need, user)
        outbox.queue(
            kind="session-needs-decision",
            source=f"session:{session.public_id}:need:{need.pk}",
            to=user.email,
            recipient=user,
            subject=subject,
            body=body,
            at=at,
            urgent=urgent,
        )
    return need


@transaction.atomic
def substitute(*, need_id: int, trainer: Trainer, by: Any, at: datetime) -> SessionNeed:
    """Somebody else leads it. Raises SessionRefused where they are engaged elsewhere."""
    need, session = _open(need_id, by, at)
    plan = plan_of(session)
    others = tuple(each for each in plan.trainers if each.name not in (need.trainer_name, trainer.name))
    news = f"{trainer.name} leads it now. Time and place stay as they are."
    return _changed(need, replace(plan, trainers=(trainer, *others)), Decision.SUBSTITUTE, news, by, at)


@transaction.atomic
def go_online(*, need_id: int, join_link: str, by: Any, at: datetime) -> SessionNeed:
    """It is held online, at the same time; the room is free again, so that no letter or calendar names it."""
    need, session = _open(need_id, by, at)
    if not join_link:
        raise SessionRefused("Enter the link by which people join.")
    news = "It is held online instead, at the same time: please do not travel."
    plan = replace(plan_of(session), join_link=join_link, venue=None)
    return _changed(need, plan, Decision.ONLINE, news, by, at)


@transaction.atomic
def postpone(*, need_id: int, first: DateSpan, by: Any, at: datetime) -> SessionNeed:
    """The first date moves to another day, every later one by as many days; everyone is asked who can come."""
    need, session = _open(need_id, by, at)
    plan = plan_of(session)
    if first.starts_at <= at:
        raise SessionRefused("Choose a day that lies ahead.")
    days = timezone.localdate(first.starts_at) - timezone.localdate(plan.dates[0].starts_at)
    later = (DateSpan(_on(span.starts_at, days), _on(span.ends_at, days)) for span in plan.dates[1:])
    moved = replace(plan, dates=(first, *later))
    return _changed(need, moved, Decision.POSTPONED, "It does not take place on the day you booked.", by, at)


@transaction.atomic
def cancel(*, need_id: int, reason: str, by: Any, at: datetime) -> SessionNeed:
    """It does not take place; everyone's minutes come back, and they come first for another date."""
    need, session = _open(need_id, by, at)
    cancel_session(session_id=session.pk, reason=reason, by=by, at=at)
    return _decided(need, Decision.CANCELLED, reason, by, at)


@transaction.atomic
def go_ahead(*, need_id: int, by: Any, at: datetime) -> SessionNeed:
    """It takes place as it stands; nobody has to be told."""
    need, _ = _open(need_id, by, at)
    return _decided(need, Decision.GO_AHEAD, "", by, at)


def _changed(need: SessionNeed, plan: SessionPlan, decision: str, news: str, by: Any, at: datetime) -> SessionNeed:
    change_session(session_id=need.session_id, plan=plan, by=by, at=at, reason=decision, news=news)
    return _decided(need, decision, news, by, at)


def _decided(need: SessionNeed, decision: str, note: str, by: Any, at: datetime) -> SessionNeed:
    need.decision, need.decided_at, need.decided_by, need.note = decision, at, by, note[:255]
    need.save(update_fields=["decision", "decided_at", "decided_by", "note"])
    changelog.record(by=by, at=at, verb="decided", subject=need.session, label=decision)
    return need


def _open(need_id: int, by: Any, at: datetime) -> tuple[SessionNeed, Session]:
    """The need and its session, locked, for somebody who may decide. Raises SessionRefused or NotForYou."""
    lock_planning()
    need = SessionNeed.objects.get(pk=need_id)
    session = locked(need.session_id, by=by, at=at)
    need = SessionNeed.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=need_id)
    need.session = session
    if need.decision:
        who = need.decided_by.get_full_name() if need.decided_by else "the Academy"
        raise SessionRefused(f"{who} has decided already: {need.get_decision_display().lower()}.")
    return need, session


def _to_be_held(session_id: int, at: datetime) -> Session:
    session = Session.objects.select_for_update(of=("self",)).select_related("course", "venue").get(pk=session_id)
    if session.state not in (Session.State.PLANNED, Session.State.OPEN) or session.ends_at <= at:
        raise SessionRefused("This session is over or does not take place, so there is nobody to tell.")
    return session


def _on(moment: datetime, days: Any) -> datetime:
    """The same time by the clock on the wall, so many days later."""
    return timezone.make_aware(timezone.localtime(moment).replace(tzinfo=None) + days)
