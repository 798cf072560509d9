"""Certificates: issued once for learning that was completed, replaced by another, revoked with a reason."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cpd_records.models import Certificate, CpdRecord
from cpd_records.permissions import can_revoke_certificate, can_write_for
from foundation import changelog, slots
from foundation.asked_often import AskedOften
from workforce.models import Person, User

OURS = (CpdRecord.Kind.COURSE, CpdRecord.Kind.SELF_PACED)


class NotCompleted(Exception):
    """A certificate is asked for learning that was not completed, or that was withdrawn."""


class CertificateWaits(Exception):
    """It waits for something its holder does first; `path` leads there."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__("This certificate waits until its holder has said how the course was.")


class CertificateRefused(ValueError):
    """It cannot be replaced or taken back like this; the message says why."""


class NotYourCertificate(PermissionDenied):
    """Somebody who is no coordinator over the holder tried to replace or revoke."""


@transaction.atomic
def issue(*, record: CpdRecord, by: User | None, at: datetime) -> Certificate:
    """The certificate of a record: the one it has, or a new one in the holder's name as it stands.

    Raises NotCompleted for learning attended in part (DOMAIN 6, rule 6) or withdrawn.
    """
    locked = _locked(record)
    for valid in VALID.instances(locked.pk):
        return valid
    if locked.withdrawn_at is not None:
        raise NotCompleted("This learning was taken out of the record, so there is no certificate for it.")
    if locked.kind not in OURS:
        raise NotCompleted("The Academy certifies its own courses. This was learning elsewhere: its proof is yours.")
    if locked.outcome != CpdRecord.Outcome.ATTENDED:
        raise NotCompleted("A certificate is for learning you completed; this one was attended in part.")
    made = Certificate.objects.create(record=locked, holder_name=locked.person.full_name, issued_at=at, issued_by=by)
    changelog.record(by=by, at=at, verb="certificate.issue", subject=made)
    return made


@transaction.atomic
def fetch(*, record: CpdRecord, by: Any, at: datetime) -> Certificate:
    """The certificate of a record for its holder, or for a coordinator over them: issued now if need be.

    Raises NotYourCertificate; CertificateWaits while something comes before it (DOMAIN 6, rule 6), and
    NotCompleted as `issue` does.
    """
    if not (can_write_for(by, record.person_id, timezone.localdate(at)) or _coordinates(by, record.person, at)):
        raise NotYourCertificate("Only the holder, or a learning coordinator over them, has it issued.")
    valid = Certificate.objects.valid().filter(record=record).first()
    path = "" if valid else waits([record.source], timezone.localdate(at)).get(record.source, "")
    if path:
        raise CertificateWaits(path)
    return issue(record=record, by=by, at=at)


def waits(sources: Collection[str], on: date) -> dict[str, str]:
    """By the source of a record, the path of what its holder does before there is a certificate for it."""
    asked = set(sources)
    return {key: path for source in slots.entries("certificate_waits") for key, path in source(asked, on).items()}


@transaction.atomic
def reissue(*, certificate: Certificate, reason: str, by: Any, at: datetime) -> Certificate:
    """Another in the holder's name as it stands now; the old code says that it was replaced.

    By the holder when their name has changed, or by a coordinator over them. Twice gives the same one.
    Raises NotYourCertificate or CertificateRefused.
    """
    record = _locked(certificate.record)
    holder = by is not None and record.person.user_id == by.pk
    if not (holder or _coordinates(by, record.person, at)):
        raise NotYourCertificate("Only the holder, or a learning coordinator over them, asks for another.")
    old = Certificate.objects.get(pk=certificate.pk)
    if old.replaced_at is not None:
        return Certificate.objects.valid().get(record=record)
    _standing(old)
    if holder and old.holder_name == record.person.full_name:
        raise CertificateRefused("Your name is on it as the staff file has it. If that is wrong, say so at My data.")
    if not reason.strip():
        raise CertificateRefused("Say why another is issued.")
    old.replaced_at, old.replaced_reason = at, reason.strip()[:255]
    old.save(update_fields=["replaced_at", "replaced_reason"])
    made = Certificate.objects.create(record=record, holder_name=record.person.full_name, issued_at=at, issued_by=by)
    changelog.record(by=by, at=at, verb="certificate.reissue", subject=made, reason=reason.strip())
    return made


@transaction.atomic
def take_back(*, certificate: Certificate, reason: str, by: Any, at: datetime) -> Certificate:
    """A coordinator over the holder revokes a certificate, with a reason that the holder can read.

    Twice changes nothing. Raises NotYourCertificate or CertificateRefused.
    """
    record = _locked(certificate.record)
    if not _coordinates(by, record.person, at):
        raise NotYourCertificate("Only a learning coordinator over the holder takes a certificate back.")
    found = Certificate.objects.get(pk=certificate.pk)
    if found.revoked_at is None:
        _standing(found)
        if not reason.strip():
            raise CertificateRefused("Say why it is taken back: the holder can read it.")
        revoke(record=record, reason=reason.strip()[:255], by=by, at=at)
    return Certificate.objects.get(pk=certificate.pk)


@transaction.atomic
def revoke(*, record: CpdRecord, reason: str, by: User | None, at: datetime) -> Certificate | None:
    """Revoke the valid certificate of a record, if it has one. The code stays known, as revoked."""
    valid = Certificate.objects.select_for_update().valid().filter(record=record).first()
    if valid is None:
        return None
    valid.revoked_at, valid.revoked_reason = at, reason
    valid.save(update_fields=["revoked_at", "revoked_reason"])
    changelog.record(by=by, at=at, verb="certificate.revoke", subject=valid, fields=["revoked_at"], reason=reason)
    return valid


def _locked(record: CpdRecord) -> CpdRecord:
    """The record, locked: of its certificates at most one is valid."""
    found: list[CpdRecord] = LOCKED.instances(record.pk)
    if not found:
        raise CpdRecord.DoesNotExist(f"There is no record with the key {record.pk}.")
    return found[0]


LOCKED = AskedOften(
    lambda pk: CpdRecord.objects.select_for_update(of=("self",)).select_related("person").filter(pk=pk), int
)
VALID = AskedOften(lambda record_id: Certificate.objects.valid().filter(record=record_id).order_by("pk"), int)


def _coordinates(by: Any, person: Person, at: datetime) -> bool:
    return by is not None and can_revoke_certificate(by, person, timezone.localdate(at))


def _standing(certificate: Certificate) -> None:
    if certificate.revoked_at is not None:
        raise CertificateRefused("This certificate was taken back already.")
    if certificate.replaced_at is not None:
        raise CertificateRefused("Another certificate has replaced this one.")
