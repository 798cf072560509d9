"""Lists that are due by their own age: letters, reasons in the change log, import files, invitations, requests.

A month is one batch, whoever is in it; people under a hold are passed over.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from foundation.disposal.graves import Grave
from foundation.disposal.letters import bury_messages
from foundation.models import ChangeLogEntry, ImportedFile, ImportIssue, OutboxMessage
from foundation.months import months_later
from foundation.slots import Batch
from workforce.models import Invitation, Person, Review, SubjectRequest, SubjectStep, User

MONTH = "%B %Y"


def _messages() -> tuple[Any, str]:
    return OutboxMessage.objects.exclude(state__in=("queued", "attempting")), "queued_at"


def _reasons() -> tuple[Any, str]:
    return ChangeLogEntry.objects.exclude(reason=""), "at"


def _files() -> tuple[Any, str]:
    kept = ~Q(upload="") | ~Q(rejected_rows="") | Q(issues__value__gt="")
    return ImportedFile.objects.filter(kept).distinct(), "run__started_at"


def _invitations() -> tuple[Any, str]:
    return Invitation.objects.exclude(email=""), "expires_at"


def _requests() -> tuple[Any, str]:
    ended = SubjectRequest.objects.filter(state__in=("expired", "closed"))
    return ended.filter(Q(steps__note__gt="") | Q(reviews__isnull=False)).distinct(), "opened_at"


LISTS: dict[str, tuple[str, Callable[[], tuple[Any, str]]]] = {
    "messages": ("Messages sent in", _messages),
    "change-log": ("Reasons in the change log of", _reasons),
    "import-files": ("Import files and rejected rows of", _files),
    "invitations": ("Invitations that ended in", _invitations),
    "subject-requests": ("Subject access requests of", _requests),
}


def due(record_class: str, before: date) -> Iterator[Batch]:
    """Months of one class that were over before a day and still hold something."""
    if record_class not in LISTS:
        return
    label, rows_of = LISTS[record_class]
    rows, moment = rows_of()
    old = rows.filter(**{f"{moment}__date__lt": before.replace(day=1)}).order_by()
    months = old.annotate(month=TruncMonth(moment)).values("month").annotate(n=Count("pk", distinct=True))
    for row in months.order_by("month"):
        day = row["month"].date()
        yield Batch(
            record_class,
            f"{record_class}:{day.isoformat()}",
            f"{label} {day.strftime(MONTH)}",
            months_later(day, 1),
            row["n"],
        )


def bury_list(batch_key: str, grave: Grave) -> None:
    """One month of one class."""
    record_class, _, month = batch_key.partition(":")
    first = date.fromisoformat(month)
    rows, moment = LISTS[record_class][1]()
    span = {f"{moment}__date__gte": first, f"{moment}__date__lt": months_later(first, 1)}
    BURY[record_class](rows.filter(**span), grave)


def _bury_messages(rows: Any, grave: Grave) -> None:
    people = Person.objects.filter(pk__in=grave.held_people)
    held = Q(recipient__in=User.objects.filter(person__in=people)) | Q(to_address__in=people.values("work_email"))
    bury_messages(rows.exclude(held), "messages", grave)


def _bury_reasons(rows: Any, grave: Grave) -> None:
    grave.removed["change-log"] = grave.blank(rows, reason="")


def _bury_files(rows: Any, grave: Grave) -> None:
    files = list(rows)
    for each in files:
        grave.file(each.upload)
        grave.file(each.rejected_rows)
    grave.blank(ImportIssue.objects.filter(file__in=files), value="")
    kept = ImportedFile.objects.filter(pk__in=[each.pk for each in files])
    grave.removed["import-files"] = grave.blank(kept, upload="", rejected_rows="")


def _bury_invitations(rows: Any, grave: Grave) -> None:
    rows = rows.exclude(person__in=grave.held_people)
    gone = rows.filter(person=None, accepted_at=None)
    grave.forget_words_about(Invitation, list(rows.values_list("pk", flat=True)))
    grave.remove(gone, record_class="invitations")
    grave.blank(rows, email="", first_name="", last_name="")


def _bury_requests(rows: Any, grave: Grave) -> None:
    requests = list(rows.exclude(person__in=grave.held_people))
    grave.remove(Review.objects.filter(request__in=requests), record_class="subject-requests")
    grave.blank(SubjectStep.objects.filter(request__in=requests), note="")
    grave.blank(SubjectRequest.objects.filter(pk__in=[each.pk for each in requests]), extended_reason="")


BURY: dict[str, Callable[[Any, Grave], None]] = {
    "messages": _bury_messages,
    "change-log": _bury_reasons,
    "import-files": _bury_files,
    "invitations": _bury_invitations,
    "subject-requests": _bury_requests,
}
