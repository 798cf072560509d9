"""Gathering from every room by slot, making the file in the background, and letting it go again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import policies, slots
from foundation.disposal.schedule import class_named
from foundation.slots import Section, SubjectRow
from foundation.storage import private_storage
from workforce.actions.subject_access.steps import locked, step
from workforce.models import Person, SubjectRequest
from workforce.subject_files import Shown, write_zip

EXPORTS = "exports"
WITHHELD = "Left out: it may speak of somebody else. Ask the records manager, who looks at it with you in mind."
UNSEEN = "Left out: it was written after the file had been looked through."


def gather(person: Person, at: datetime) -> Iterator[Section]:
    """Every room's sections about one human, all their records together."""
    people = list(Person.objects.same_human(person).order_by("pk").values_list("pk", flat=True))
    for source in slots.entries("subject_access"):
        yield from source(people, at)


def flagged(request: SubjectRequest, at: datetime) -> Iterator[tuple[Section, SubjectRow]]:
    """Rows that may speak of somebody else."""
    for section in gather(request.person, at):
        for row in section.rows:
            if row.mentions_others:
                yield section, row


@transaction.atomic
def make(*, request_id: int, at: datetime) -> SubjectRequest:
    """Write the file of a request that waits for it. Repeatable: it is made once, and begun anew where a
    worker was killed, under the same name, so that no half file is left."""
    request = locked(SubjectRequest(pk=request_id))
    if request.state != SubjectRequest.State.MAKING:
        return request
    name = f"subject-access/{request.public_id}.zip"
    storage = private_storage()
    storage.delete(name)
    with write_zip(request.person.full_name, timezone.localdate(at), _shown(request, at), storage) as content:
        request.export.name = storage.save(name, content)
    days = policies.book().whole(class_named(EXPORTS).key, timezone.localdate(at))
    request.state, request.made_at = SubjectRequest.State.READY, at
    request.expires_on = timezone.localdate(at) + timedelta(days=days)
    request.save(update_fields=["state", "made_at", "expires_on", "export"])
    step(request, "file made", by=None, at=at)
    return request


def note_fetched(*, request: SubjectRequest, by: Any, at: datetime) -> None:
    """Somebody downloads the file: it stands in the log before the first byte leaves."""
    step(request, "file fetched", by=by, at=at)


def expire(*, at: datetime) -> int:
    """Remove files whose days are over; how many. Repeatable."""
    gone = 0
    for request in SubjectRequest.objects.spent(timezone.localdate(at)).order_by("pk"):
        with transaction.atomic():
            found = locked(request)
            if found.state != SubjectRequest.State.READY:
                continue
            private_storage().delete(found.export.name or "")
            found.state, found.export = SubjectRequest.State.EXPIRED, ""
            found.save(update_fields=["state", "export"])
            step(found, "file removed", by=None, at=at)
            gone += 1
    return gone


def _shown(request: SubjectRequest, at: datetime) -> Iterator[Shown]:
    """Each section with its rows as they may be read, redacted rows said to be so."""
    decided = {(each.section, each.row_key): each for each in request.reviews.all()}
    own = request.kind == SubjectRequest.Kind.OWN
    for section in gather(request.person, at):
        rows = []
        for row in section.rows:
            review = decided.get((section.code, row.key))
            rows.append(_as_read(row, review, WITHHELD if own else UNSEEN))
        yield Shown(section, tuple(rows))


def _as_read(row: SubjectRow, review: Any, otherwise: str) -> SubjectRow:
    if not row.mentions_others or (review is not None and not review.redacted):
        return row
    why = f"Redacted: {review.reason}" if review is not None else otherwise
    return SubjectRow(row.key, (why, *("" for _ in row.cells[1:])), True)
