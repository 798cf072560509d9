"""Agreements: written by either of the two, shared, the limits acknowledged, signed by both, followed by the next.

DOMAIN 5: within four weeks of starting, reviewed after three months, then yearly or on change of supervisor.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from foundation import changelog, policies
from foundation.months import months_later
from foundation.versioned_forms.reading import check
from supervision import permissions
from supervision.actions.correspondence import tell_to_sign
from supervision.actions.cycles import bring_up_to_date
from supervision.actions.handing_on import pass_on
from supervision.actions.meetings.history import local_day
from supervision.models import Agreement, TemplateVersion
from supervision.policies import FIRST_REVIEW, LATER_REVIEW, LENGTH
from supervision.rules.agreement_form import asked
from workforce.models import Person
from workforce.querysets.access import access_of


class NotAllowed(PermissionError):
    """Not one of the two."""

    def __init__(self) -> None:
        super().__init__("An agreement is between two people: only they write and sign it.")


class AgreementRefused(ValueError):
    """It cannot be done like this; `field` names what to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says besides the answers of its form. `interval_days` None is the policy's."""

    part: str = Agreement.Part.WHOLE
    interval_days: int | None = None
    minutes: int | None = None
    place: str = ""
    delegate: Person | None = None
    form_version: TemplateVersion | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def draft(*, supervisee: Person, supervisor: Person, terms: Terms, by: Any, at: datetime) -> Agreement:
    """Begin one: by the supervisor, or by the supervisee with the one who supervises them.

    Raises NotAllowed, AgreementRefused.
    """
    keys = access_of(by, local_day(at)).person_ids
    if not {supervisee.pk, supervisor.pk} & set(keys) or supervisee.pk == supervisor.pk:
        raise NotAllowed
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=supervisee.pk)
    if Agreement.objects.in_hand().filter(supervisee=supervisee, supervisor=supervisor, part=terms.part).exists():
        raise AgreementRefused("", "The two of you are writing one already: go on with that.")
    agreement = Agreement(supervisee=supervisee, supervisor=supervisor, created_by=by, created_at=at)
    _fill(agreement, terms, at)
    agreement.save()
    changelog.record(by=by, at=at, verb="agreement.drafted", subject=agreement)
    return agreement


@transaction.atomic
def write(*, agreement_id: int, terms: Terms, by: Any, at: datetime) -> Agreement:
    """Change what it says, while nobody has signed; whoever changes it takes it back from sharing."""
    agreement = _locked(agreement_id, by, at)
    if agreement.state not in (Agreement.State.DRAFT, Agreement.State.SHARED):
        raise AgreementRefused("", "It is signed: write a new one that takes its place.")
    if agreement.supervisee_signed_at or agreement.supervisor_signed_at:
        raise AgreementRefused("", "One of you has signed it: nothing in it changes any more.")
    _fill(agreement, terms, at)
    agreement.state = Agreement.State.DRAFT
    agreement.save()
    changelog.record(by=by, at=at, verb="agreement.written", subject=agreement)
    return agreement


@transaction.atomic
def share(*, agreement_id: int, by: Any, at: datetime) -> None:
    """Ask the other to read and sign."""
    agreement = _locked(agreement_id, by, at)
    if agreement.state != Agreement.State.DRAFT:
        raise AgreementRefused("", "It has been shared already.")
    agreement.state, agreement.changed_at = Agreement.State.SHARED, at
    agreement.save(update_fields=["state", "changed_at"])
    changelog.record(by=by, at=at, verb="agreement.shared", subject=agreement)
    mine = access_of(by, local_day(at)).person_ids
    pair = (agreement.supervisee, agreement.supervisor)
    other, me = pair if agreement.supervisor_id in mine else (pair[1], pair[0])
    tell_to_sign(agreement, other, me, at=at)


@transaction.atomic
def sign(*, agreement_id: int, limits_acknowledged: bool, by: Any, at: datetime) -> Agreement:
    """One of the two signs; with the second signature it holds, and what it follows ends.

    The supervisee acknowledges the limits of confidentiality with it. Raises NotAllowed, AgreementRefused.
    """
    agreement, day = _locked(agreement_id, by, at), local_day(at)
    if agreement.state != Agreement.State.SHARED:
        raise AgreementRefused("", "Only an agreement that was shared can be signed.")
    if agreement.supervisee_id in access_of(by, day).person_ids:
        if not limits_acknowledged:
            raise AgreementRefused("limits", "Confirm that you have read the limits of confidentiality.")
        agreement.limits_acknowledged_at = agreement.supervisee_signed_at = agreement.supervisee_signed_at or at
    else:
        agreement.supervisor_signed_at = agreement.supervisor_signed_at or at
    agreement.changed_at = at
    if agreement.supervisee_signed_at and agreement.supervisor_signed_at:
        _begin(agreement, day, by, at)
    agreement.save()
    changelog.record(by=by, at=at, verb="agreement.signed", subject=agreement)
    if agreement.state == Agreement.State.CURRENT:
        bring_up_to_date(at=at, person_ids=[agreement.supervisee_id])
    return agreement


@transaction.atomic
def end(*, agreement_id: int, reason: str, by: Any, at: datetime) -> None:
    """It holds no longer; one that was never signed is withdrawn. Dates ahead that stood on it are left
    to whoever supervises next. Raises NotAllowed, AgreementRefused."""
    agreement = _locked(agreement_id, by, at)
    if agreement.state == Agreement.State.ENDED:
        raise AgreementRefused("", "It has ended already.")
    signed = agreement.state == Agreement.State.CURRENT
    _end(agreement, Agreement.End(reason) if signed else Agreement.End.WITHDRAWN, local_day(at), at)
    changelog.record(by=by, at=at, verb="agreement.ended", subject=agreement, reason=reason)
    bring_up_to_date(at=at, person_ids=[agreement.supervisee_id])


def _fill(agreement: Agreement, terms: Terms, at: datetime) -> None:
    agreement.part, agreement.place, agreement.delegate = terms.part, terms.place, terms.delegate
    agreement.interval_days = terms.interval_days
    agreement.minutes = terms.minutes or policies.book().whole(LENGTH, local_day(at))
    if terms.form_version is not None:
        check(asked(terms.form_version.schema), terms.answers)
    agreement.form_version, agreement.answers = terms.form_version, dict(terms.answers)
    agreement.changed_at = at


def _begin(agreement: Agreement, day: date, by: Any, at: datetime) -> None:
    """Both have signed: it holds from today; what it takes the place of ends today, and it follows that."""
    same = False
    for before in _in_its_place(agreement, day):
        change = before.supervisor_id != agreement.supervisor_id
        _end(before, Agreement.End.CHANGE if change else Agreement.End.REPLACED, day, at)
        if change:
            pass_on(before=before, after=agreement, by=by, at=at)
        if before.part == agreement.part or agreement.follows is None:
            agreement.follows, same = before, not change
    months = policies.book().whole(LATER_REVIEW if same else FIRST_REVIEW, day)
    agreement.state, agreement.starts_on = Agreement.State.CURRENT, day
    agreement.review_on = months_later(day, months)


def _in_its_place(agreement: Agreement, day: date) -> list[Agreement]:
    """Running agreements of the supervisee that cannot stand beside this one."""
    running = Agreement.objects.in_force(day).filter(supervisee=agreement.supervisee_id).exclude(pk=agreement.pk)
    whole = Agreement.Part.WHOLE
    if agreement.part != whole:
        running = running.filter(part__in=(whole, agreement.part))
    return list(running.select_for_update(of=("self",)).order_by("pk"))


def _end(agreement: Agreement, reason: Agreement.End, day: date, at: datetime) -> None:
    agreement.state, agreement.ends_on = Agreement.State.ENDED, day
    agreement.end_reason, agreement.changed_at = reason, at
    agreement.save(update_fields=["state", "ends_on", "end_reason", "changed_at"])


def _locked(agreement_id: int, by: Any, at: datetime) -> Agreement:
    rows = Agreement.objects.with_both().select_for_update(of=("self",))
    agreement = rows.get(pk=agreement_id)
    if not permissions.is_party(by, agreement, local_day(at)):
        raise NotAllowed
    return agreement
