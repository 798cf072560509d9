"""The council itself, and the organisations that learn beside it (DOMAIN 29, 31, 54, 63, 72, 77)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from foundation.models import Term
from workforce.models import AttachmentStage, Organisation, Person
from workforce.querysets.invitations import may_invite_to

COUNCIL_CODE = "rmbc"
COUNCIL_NAME = "Rotherham Metropolitan Borough Council"
PUBLIC_MAIL = frozenset(
    {"gmail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "yahoo.com", "yahoo.co.uk", "icloud.com"}
)
"""Domains at which anybody has an address, so that an organisation cannot vouch for it."""


class NotAllowed(PermissionError):
    """The user may not do this for this organisation."""


class OrganisationRefused(ValueError):
    """Cannot be saved like this; the message says what to do, `field` what to mend."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class LightPersonRefused(ValueError):
    """Nobody can be entered under this address; the message says what to do, `field` what to mend."""

    def __init__(self, message: str, email: str) -> None:
        super().__init__(message)
        self.email, self.field = email, "email"


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What is written down about an organisation. `retired_on` is the first day without places."""

    name: str
    kind: str
    email_domain: str = ""
    retired_on: date | None = None


def council() -> Organisation:
    """The council whose staff file is imported; made on first need."""
    found = Organisation.objects.filter(kind=Organisation.Kind.COUNCIL).order_by("pk").first()
    return found or Organisation.objects.create(code=COUNCIL_CODE, name=COUNCIL_NAME, kind=Organisation.Kind.COUNCIL)


def add_missing(*, code: str, name: str, kind: str) -> Organisation:
    """The organisation of this short name, made as given if there is none; for loading examples."""
    return Organisation.objects.get_or_create(code=code, defaults={"name": name, "kind": kind})[0]


@transaction.atomic
def add(*, code: str, facts: OrganisationFacts, by: Any, at: datetime) -> Organisation:
    """Enter an organisation. Raises NotAllowed, OrganisationRefused."""
    _demand_keeper_of_all(by, timezone.localdate(at))
    if Organisation.objects.filter(code=code).exists():
        raise OrganisationRefused("Another organisation has this short name. Choose a different one.", "code")
    organisation = Organisation(code=code)
    _write(organisation, facts)
    changelog.record(by=by, at=at, verb="organisation added", subject=organisation)
    return organisation


@transaction.atomic
def change(*, organisation: Organisation, facts: OrganisationFacts, by: Any, at: datetime) -> None:
    """Change what is written down. Its people, bookings and charges stay. Raises NotAllowed, OrganisationRefused."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _demand_keeper(locked, by, timezone.localdate(at))
    _write(locked, facts)
    fields = ["name", "kind", "email_domain", "retired_on"]
    changelog.record(by=by, at=at, verb="organisation changed", subject=locked, fields=fields)


@transaction.atomic
def enter_stage(*, organisation: Organisation, stage: Term, starts_on: date, by: Any, at: datetime) -> AttachmentStage:
    """A school reaches a stage of the journey on a day: the one before ends then (DOMAIN 31).

    Raises NotAllowed, OrganisationRefused.
    """
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    today = timezone.localdate(at)
    _demand_keeper(locked, by, today)
    if locked.kind != Organisation.Kind.SCHOOL:
        raise OrganisationRefused("Only schools are on the Attachment Friendly Schools journey.")
    if starts_on > today:
        raise OrganisationRefused("Enter a day that has come: a stage is what has been reached.", "starts_on")
    running = locked.attachment_stages.filter(ends_on__isnull=True).first()
    if running is not None:
        _end(running, starts_on)
    entered = AttachmentStage.objects.create(
        organisation=locked, stage=stage, starts_on=starts_on, entered_by=by, entered_at=at
    )
    changelog.record(by=by, at=at, verb="stage entered", subject=entered)
    return entered


@transaction.atomic
def light_person(
    *,
    organisation: Organisation,
    email: str,
    first_name: str,
    last_name: str,
    external_role: str = "",
    by: Any,
    at: datetime,
) -> Person:
    """Somebody of another organisation, without a log-in: known by e-mail address within it, entered if new.

    They can sign in later by proving that address. Raises NotAllowed, LightPersonRefused.
    """
    if not may_enter_people_of(by, organisation, timezone.localdate(at)):
        raise NotAllowed("You can enter people of your own organisation only.")
    address = email.strip().lower()
    known = Person.objects.filter(work_email__iexact=address, joined_into=None).first()
    if known is not None and known.organisation_id == organisation.pk:
        return known
    if known is not None:
        raise LightPersonRefused(
            f"{address} cannot be entered for {organisation.name}. Check it, or ask the Academy.", address
        )
    person = Person.objects.create(
        organisation=organisation,
        standing=Person.Standing.EXTERNAL,
        external_role=external_role,
        first_name=first_name,
        last_name=last_name,
        work_email=address,
    )
    changelog.record(by=by, at=at, verb="enter person of another organisation", subject=person)
    return person


def may_enter_people_of(user: Any, organisation: Organisation, on: date) -> bool:
    """Whether the user may enter people of an organisation: those who may invite them, and the system."""
    return user is None or may_invite_to(user, on).filter(pk=organisation.pk).exists()


def _write(organisation: Organisation, facts: OrganisationFacts) -> None:
    domain = facts.email_domain.strip().lower().removeprefix("@")
    if facts.kind == Organisation.Kind.COUNCIL:
        raise OrganisationRefused("The council is here already. Choose another kind.", "kind")
    if domain in PUBLIC_MAIL:
        raise OrganisationRefused(
            "Anybody can have an address there. Leave this empty and invite people.", "email_domain"
        )
    others = Organisation.objects.exclude(pk=organisation.pk)
    if domain and others.filter(email_domain__iexact=domain).exists():
        raise OrganisationRefused("Another organisation has this e-mail domain.", "email_domain")
    organisation.name, organisation.kind = facts.name.strip(), facts.kind
    organisation.email_domain, organisation.retired_on = domain, facts.retired_on
    organisation.save()


def _end(running: AttachmentStage, on: date) -> None:
    if on <= running.starts_on:
        raise OrganisationRefused("Enter a day after the present stage began.", "starts_on")
    running.ends_on = on
    running.save(update_fields=["ends_on"])


def _demand_keeper(organisation: Organisation, by: Any, on: date) -> None:
    if by is not None and not Organisation.objects.kept_by(by, on).filter(pk=organisation.pk).exists():
        raise NotAllowed("Learning coordinators and administrators keep the list of organisations.")


def _demand_keeper_of_all(by: Any, on: date) -> None:
    if by is not None and not Organisation.objects.all().keeps_all(by, on):
        raise NotAllowed("Learning coordinators and administrators of the whole Academy add organisations.")
