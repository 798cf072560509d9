"""Evidence against the framework: added by the worker, observations by whoever observed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions.asye.locking import AsyeRefused, NotYours, check_day, for_assessor, for_worker, locked
from cpd_records.models import AsyeEvidence, CpdRecord
from cpd_records.permissions import is_own
from foundation import changelog
from foundation.models import Term
from foundation.policies import book
from foundation.uploads import Accepted, UploadRefused, accept, limits_on, stored_name


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence. `source` links it to a record ("record:<uuid>"); empty for none. `file` is an
    upload as a form hands it over."""

    kind: str
    on: date
    title: str
    words: str = ""
    source: str = ""
    file: Any = None


@transaction.atomic
def add(*, enrolment_id: int, shown: Shown, outcomes: Iterable[Term], by: Any, at: datetime) -> AsyeEvidence:
    """Add evidence. An observation is recorded by the assessor, everything else by the worker.

    Raises NotYours or AsyeRefused.
    """
    observed = shown.kind == AsyeEvidence.Kind.OBSERVATION
    row = for_assessor(enrolment_id, by, at) if observed else for_worker(enrolment_id, by, at)
    check_day(shown.on, row, at, "on")
    if not shown.title.strip():
        raise AsyeRefused("Give it a title that says what it is.", "title")
    _check_source(shown.source, row.person_id)
    accepted = _accepted(shown.file, at)
    made = AsyeEvidence(
        enrolment=row,
        kind=shown.kind,
        on=shown.on,
        title=shown.title.strip(),
        words=shown.words.strip(),
        source=shown.source,
        by=by,
        at=at,
    )
    if accepted is not None:
        made.file_name = accepted.name
        made.file.save(stored_name(accepted), shown.file, save=False)
    made.save(force_insert=True)
    made.outcomes.set(outcomes)
    changelog.record(by=by, at=at, verb="asye.evidence", subject=made, fields=["kind", "outcomes"])
    return made


@transaction.atomic
def withdraw(*, evidence: AsyeEvidence, by: Any, at: datetime) -> AsyeEvidence:
    """Take one's own evidence out of the portfolio; an observation only by whoever recorded it.

    Raises NotYours. Twice does nothing.
    """
    row = locked(evidence.enrolment_id)
    mine = is_own(by, row.person_id, timezone.localdate(at)) and evidence.kind != AsyeEvidence.Kind.OBSERVATION
    if not (mine or evidence.by_id == by.pk):
        raise NotYours("Only whoever recorded this takes it out.")
    found = AsyeEvidence.objects.select_for_update().get(pk=evidence.pk)
    if found.withdrawn_at is None:
        found.withdrawn_at = at
        found.save(update_fields=["withdrawn_at"])
        changelog.record(by=by, at=at, verb="asye.evidence withdrawn", subject=found, fields=["withdrawn_at"])
    return found


def _accepted(file: Any, at: datetime) -> Accepted | None:
    """What may be kept of an upload, looked into before. Raises AsyeRefused."""
    if not file:
        return None
    try:
        return accept(file, limits_on(book(), timezone.localdate(at)))
    except UploadRefused as refusal:
        raise AsyeRefused(str(refusal), "file") from refusal


def _check_source(source: str, person_id: int) -> None:
    if not source:
        return
    what, _, key = source.partition(":")
    mine = CpdRecord.objects.standing().filter(person=person_id)
    if what != "record" or not mine.filter(public_id=key).exists():
        raise AsyeRefused("This learning is not in your record. Choose another, or none.", "source")
