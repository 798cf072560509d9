"""What this room holds of somebody's claims, evidence, awards and mentoring: their own export, and letting go.

Registered before the record and the ledger, which a claim rests on.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q

from cpd_records.models import Achievement, Claim, ClaimEvent, EvidenceFile, Mentoring
from cpd_records.retention import CLAIM_EVIDENCE
from foundation.british_dates import date_and_time, long_date
from foundation.disposal.graves import Grave
from foundation.durations import minutes_as_hours
from foundation.slots import Disposer, Holding, Section, SubjectRow

CLAIMED = ("What", "Kind", "From", "To", "How long", "State", "What I wrote")
THREAD = ("Claim", "When", "What happened", "By", "What was written")
FILES = ("Name", "Size in bytes", "Added")
AWARDS = ("What", "Kind", "Awarded by", "Awarded on", "State", "Reason")
MENTORED = ("Kind", "Mentor", "Mentee", "Since", "Meetings")


def sections(person_ids: Collection[int], now: datetime) -> Iterable[Section]:
    """Slot "subject_access": what they claimed, what was said about it, their files, awards and mentoring."""
    yield Section("claims", "Learning you claimed", CLAIMED, _claimed(person_ids))
    yield Section("claim-threads", "What was asked and answered about it", THREAD, _threads(person_ids))
    yield Section("evidence", "Files you added", FILES, _files(person_ids))
    yield Section("awards", "Awards and qualifications", AWARDS, _awards(person_ids))
    yield Section("mentoring", "Mentoring and coaching", MENTORED, _mentored(person_ids))


def _claimed(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    for row in Claim.objects.filter(person__in=person_ids).order_by("pk"):
        days = (long_date(row.starts_on), long_date(row.ends_on))
        cells = (row.title, row.kind, *days, minutes_as_hours(row.minutes), row.get_state_display(), row.note)
        yield SubjectRow(str(row.public_id), cells)


def _threads(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    """A manager's words speak for the manager too: they wait for review."""
    rows = ClaimEvent.objects.filter(claim__person__in=person_ids).select_related("claim__person", "by").order_by("pk")
    for row in rows:
        who = row.by.get_full_name() if row.by else "the Academy"
        cells = (row.claim.title, date_and_time(row.at), row.get_what_display(), who, row.text)
        others = bool(row.text) and row.by_id != row.claim.person.user_id
        yield SubjectRow(str(row.pk), cells, mentions_others=others)


def _files(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    for row in EvidenceFile.objects.filter(person__in=person_ids).order_by("pk"):
        yield SubjectRow(str(row.public_id), (row.name, str(row.size), date_and_time(row.added_at)))


def _awards(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    for row in Achievement.objects.filter(person__in=person_ids).order_by("pk"):
        facts = (row.title, row.get_kind_display(), row.awarding_body, long_date(row.awarded_on))
        yield SubjectRow(str(row.public_id), (*facts, row.get_state_display(), row.reason))


def _mentored(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    pairs = Mentoring.objects.filter(Q(mentee__in=person_ids) | Q(mentor__in=person_ids))
    for row in pairs.select_related("mentor", "mentee").order_by("pk"):
        mentor = row.mentor.full_name if row.mentor else row.mentor_name
        cells = (row.get_kind_display(), mentor, row.mentee.full_name, long_date(row.starts_on), str(row.meetings))
        yield SubjectRow(str(row.public_id), cells, mentions_others=True)


def _holds(person_ids: Collection[int]) -> Iterable[Holding]:
    """Claims, files and awards together, by person; three queries."""
    found: Counter[int] = Counter()
    for model in (Claim, EvidenceFile, Achievement):
        found.update(model.objects.filter(person__in=person_ids).values_list("person_id", flat=True))
    return (Holding(person_id, CLAIM_EVIDENCE, rows) for person_id, rows in found.items())


def _bury(person_ids: Collection[int], grave: Grave) -> None:
    """Each leaves a tombstone with its digest; threads, files and mentoring go with it."""
    if not grave.wants(CLAIM_EVIDENCE):
        return
    claims = Claim.objects.filter(person__in=person_ids)
    awards = Achievement.objects.filter(person__in=person_ids)
    files = EvidenceFile.objects.filter(person__in=person_ids)
    events = ClaimEvent.objects.filter(claim__in=claims)
    for claim in claims.prefetch_related("events"):
        said = [event.text for event in claim.events.all()]
        content = [claim.title, claim.kind, claim.starts_on, claim.ends_on, claim.minutes, claim.note, *said]
        grave.tombstone(record_class=CLAIM_EVIDENCE, place=f"claim:{claim.public_id}", content=[content])
    for award in awards:
        content = [award.title, award.kind, award.awarding_body, award.awarded_on, award.reason]
        grave.tombstone(record_class=CLAIM_EVIDENCE, place=f"award:{award.public_id}", content=[content])
    for file in files:
        content = [file.name, file.digest]
        grave.tombstone(record_class=CLAIM_EVIDENCE, place=f"evidence:{file.public_id}", content=[content])
        grave.file(file.file)
    grave.remove(events)
    grave.remove(Claim.files.through.objects.filter(claim__in=claims))
    grave.remove(claims, record_class=CLAIM_EVIDENCE)
    grave.remove(awards, record_class=CLAIM_EVIDENCE)
    grave.remove(files, record_class=CLAIM_EVIDENCE)
    grave.remove(Mentoring.objects.filter(Q(mentee__in=person_ids) | Q(mentor__in=person_ids)))


DISPOSER = Disposer("cpd_records", _holds, _bury)
