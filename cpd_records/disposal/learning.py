"""The learning record and the certificates of one human: totals, tombstones, then nothing."""

from collections.abc import Collection

from django.db.models import QuerySet

from cpd_records import past
from cpd_records.disposal.keeping import keep
from cpd_records.models import Certificate, CpdRecord, RecordTotal
from cpd_records.retention import CERTIFICATES, RECORD
from cpd_records.rules.certificate_codes import grave_of
from foundation.disposal.graves import Grave

SEALED = ("kind", "source", "course_code", "title", "starts_on", "ends_on", "outcome", "recorded_at")
PAPER = ("code", "holder_name", "issued_at", "revoked_at", "revoked_reason")


def bury_learning(person_ids: Collection[int], grave: Grave) -> None:
    """A certificate goes no later than the record it stands on: what is due first waits for neither."""
    records = CpdRecord.objects.filter(person__in=person_ids)
    if grave.wants(RECORD):
        keep(RecordTotal, past.RECORD_KEY, past.learning_of(records.standing()))
    if grave.wants(RECORD, CERTIFICATES):
        _bury_certificates(Certificate.objects.filter(record__in=records), grave)
    if not grave.wants(RECORD):
        return
    for row in records.order_by("pk").values("public_id", *SEALED, *past.AMOUNTS, "credited_minutes"):
        place = f"record:{row.pop('public_id')}"
        grave.tombstone(record_class=RECORD, place=place, content=[row])
    keys = list(records.values_list("pk", flat=True))
    grave.remove(records, record_class=RECORD)
    grave.forget_words_about(CpdRecord, keys)


def _bury_certificates(certificates: QuerySet[Certificate], grave: Grave) -> None:
    rows = list(certificates.order_by("pk").values("pk", *PAPER))
    for row in rows:
        sealed = {name: row[name] for name in PAPER}
        grave.tombstone(record_class=CERTIFICATES, place=grave_of(row["code"]), content=[sealed])
    keys = [row["pk"] for row in rows]
    grave.remove(Certificate.objects.filter(pk__in=keys), record_class=CERTIFICATES)
    grave.forget_words_about(Certificate, keys)
