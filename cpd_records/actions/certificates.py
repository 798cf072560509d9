"""Certificates: issued once for learning that was completed, revoked with a reason."""

from datetime import datetime

from django.db import transaction

from cpd_records.models import Certificate, CpdRecord
from foundation import changelog
from workforce.models import User


class NotCompleted(Exception):
    """A certificate is asked for learning that was not completed, or that was withdrawn."""


@transaction.atomic
def issue(*, record: CpdRecord, by: User | None, at: datetime) -> Certificate:
    """The certificate of a record: the one it has, or a new one in the holder's name as it stands.

    Raises NotCompleted for learning attended in part (DOMAIN 6, rule 6) or withdrawn.
    """
    locked = CpdRecord.objects.select_for_update(of=("self",)).select_related("person").get(pk=record.pk)
    valid = Certificate.objects.valid().filter(record=locked).first()
    if valid is not None:
        return valid
    if locked.withdrawn_at is not None:
        raise NotCompleted("This learning was taken out of the record, so there is no certificate for it.")
    if locked.outcome != CpdRecord.Outcome.ATTENDED:
        raise NotCompleted("A certificate is for learning you completed; this one was attended in part.")
    made = Certificate.objects.create(record=locked, holder_name=locked.person.full_name, issued_at=at, issued_by=by)
    changelog.record(by=by, at=at, verb="certificate.issue", subject=made)
    return made


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
