"""Words whose own time is over, long before the record they stand in (slot "disposal"; DOMAIN 9, retention).

Case text some months after it was copied to the case system, wellbeing answers, and records of groups,
which are nobody's own. A month at a time; what a legal hold covers stays.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from foundation.disposal.graves import Grave
from foundation.disposal.schedule import class_named
from foundation.months import months_later
from foundation.policies import book
from foundation.slots import Batch, Disposer, Holding
from supervision.models import Attendee, Meeting, Record, RecordWord, Section
from supervision.record_holdings import bury_words
from supervision.section_classes import CASE, WELLBEING
from workforce.models import AgreedAction

CASE_TEXT, WELL, GROUPS = "case-text", "wellbeing", "group-supervision"
OF_CLASS = {CASE_TEXT: Q(visibility=CASE), WELL: Q(visibility=WELLBEING), GROUPS: Q()}
NAMES = {
    CASE_TEXT: "Case discussion copied to the case system in {}",
    WELL: "Wellbeing answers of records locked in {}",
    GROUPS: "Records of group supervision locked in {}",
}


def due(record_class: str, before: date) -> Iterator[Batch]:
    """Months whose words began their time before a day and are still there."""
    if record_class not in OF_CLASS:
        return
    held = Section.objects.filter(OF_CLASS[record_class], disposed_under="", record__in=_over(record_class, before))
    begun = "record__locked_at" if record_class != CASE_TEXT else "copied_at"
    if record_class == CASE_TEXT:
        held = held.annotate(copied_at=Max("record__case_copies__at"))
    months: dict[date, int] = {}
    for moment in held.values_list(begun, flat=True):
        first = timezone.localdate(moment).replace(day=1)
        months[first] = months.get(first, 0) + 1
    for first, rows in sorted(months.items()):
        label = NAMES[record_class].format(first.strftime("%B %Y"))
        yield Batch(record_class, f"{record_class}:{first.isoformat()}", label, months_later(first, 1), rows)


def bury_batch(batch_key: str, grave: Grave) -> None:
    """One month of one of them, as far as its time is over on the day of the disposal, but for who is held."""
    code, _, first = batch_key.partition(":")
    month = date.fromisoformat(first)
    on = timezone.localdate(grave.at)
    over = _over(code, class_named(code).begun_by(on, book()))
    begun = "copied_at__date" if code == CASE_TEXT else "locked_at__date"
    rows = over.filter(**{f"{begun}__gte": month, f"{begun}__lt": months_later(month, 1)})
    records = list(rows.exclude(_held(grave.held_people)))
    sections = Section.objects.filter(OF_CLASS[code], record__in=records, disposed_under="")
    words = RecordWord.objects.filter(OF_CLASS[code], record__in=records, disposed_under="")
    bury_words(sections, words, grave, code)
    if code == CASE_TEXT:
        _forget_cases(records, grave)


def _over(record_class: str, before: date) -> QuerySet[Record]:
    """Locked records whose time for words of a class began before a day; no case that is still open."""
    locked = Record.objects.locked().annotate(copied_at=Max("case_copies__at"))
    if record_class == CASE_TEXT:
        return locked.filter(copied_at__date__lt=before, copied_at__gte=F("shared_at")).exclude(public_id__in=_live())
    rows = locked.filter(locked_at__date__lt=before)
    return rows.filter(meeting__supervisee=None) if record_class == GROUPS else rows


def _live() -> list[UUID]:
    """Records with an agreed action about a case that is still to do."""
    still = AgreedAction.objects.open().filter(visibility=CASE, source__startswith="supervision:record:")
    return [UUID(source.split(":")[2]) for source in still.values_list("source", flat=True)]


def _held(people: Collection[int]) -> Q:
    there = Attendee.objects.filter(person__in=people).values("meeting")
    return Q(meeting__supervisee__in=people) | Q(meeting__supervisor__in=people) | Q(meeting__in=there)


def _forget_cases(records: Iterable[Record], grave: Grave) -> None:
    """What was agreed about the case, and by what a line is known again, go with the text."""
    for record in records:
        actions = AgreedAction.objects.from_source(record.source).filter(visibility=CASE)
        grave.blank(actions, text="", evidence="", why_not="")
    grave.blank(Meeting.objects.filter(record__in=[row.pk for row in records]).exclude(case_key=""), case_key="")


def _holds(person_ids: Collection[int]) -> Iterable[Holding]:
    """Counted with the records themselves (`record_holdings`)."""
    return ()


def _bury_person(person_ids: Collection[int], grave: Grave) -> None:
    """With the person all words of their records go: `record_holdings` lets go of them."""


DISPOSER = Disposer("supervision-words", _holds, _bury_person, due=due, bury_batch=bury_batch)
