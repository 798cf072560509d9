"""Bringing people's cycles up to date: each night, after an import, when learning is recorded or withdrawn.

Safe to run as often as one likes: what stands already is left alone. A completed cycle is never
changed; one whose evidence was withdrawn is revoked with all that came after it, and the rule goes on
from what is left.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cpd_records.models import Claim, CpdRecord, Requirement, RequirementPeriod
from cpd_records.rules.cycles import ONE_DAY, Cycle, Evidence, Setting, extend
from cpd_records.rules.duties import asked_from
from foundation import policies
from workforce.models import LiveFrom, Person, Post
from workforce.rules.audience_facts import Spell, with_spells
from workforce.rules.audiences import AudienceFacts, AudienceTerm

BATCH = 500
WRITTEN = ("window_opens_on", "due_on", "completed_on", "valid_from", "valid_until", "evidence", "how", "closed_on")
WITHDRAWN = "The learning it stood on was withdrawn"


@dataclass(slots=True)
class Brought:
    """What a run did, in rows."""

    begun: int = 0
    completed: int = 0
    closed: int = 0
    revoked: int = 0

    def __str__(self) -> str:
        return f"cycles begun {self.begun}, completed {self.completed}, closed {self.closed}, revoked {self.revoked}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement with all its settings, oldest first, and the latest one's audience and courses."""

    code: str
    settings: tuple[Setting, ...]
    terms: tuple[AudienceTerm, ...]
    course_codes: frozenset[str]
    retired: bool


@dataclass(slots=True)
class _Batch:
    """What some people's cycles are worked out from."""

    on: date
    at: datetime
    asked: list[Asked]
    live: Mapping[str, date]
    people: dict[int, tuple[AudienceFacts, list[Spell]]]
    records: dict[int, list[tuple[str, str, date]]]
    rows: dict[tuple[int, str], list[RequirementPeriod]]
    ends: Mapping[str, date]
    new: list[RequirementPeriod] = field(default_factory=list)
    changed: list[RequirementPeriod] = field(default_factory=list)
    done: Brought = field(default_factory=Brought)


def bring_up_to_date(*, at: datetime, person_ids: Iterable[int] | None = None) -> Brought:
    """The cycles of these people, or of everybody, as they stand at a moment. One transaction a batch."""
    on, done = timezone.localdate(at), Brought()
    asked = list(asked_on(on))
    if not asked:
        return done
    live = LiveFrom.objects.starting(LiveFrom.Module.CPD, on)
    keys = sorted(_everybody(on) if person_ids is None else _roots(person_ids))
    for first in range(0, len(keys), BATCH):
        some = _bring(keys[first : first + BATCH], asked, live, on, at)
        done = Brought(*(getattr(done, name) + getattr(some, name) for name in Brought.__slots__))
    return done


def learning_changed(*, person_id: int, course_code: str, at: datetime) -> None:
    """After a record was added or withdrawn: at once for the person, where a requirement names the course."""
    if course_code and Requirement.objects.filter(course_codes__contains=[course_code]).exists():
        bring_up_to_date(at=at, person_ids=[person_id])


def asked_on(on: date) -> Iterator[Asked]:
    """Every requirement that has begun by a day, in two queries."""
    for code, rows in Requirement.objects.settings_by_code().items():
        begun = [row for row in rows if row.starts_on <= on]
        if begun:
            last = begun[-1]
            yield Asked(
                code,
                tuple(setting_of(row) for row in begun),
                tuple(last.audiences.all()),
                frozenset(last.course_codes),
                last.retired,
            )


def setting_of(row: Requirement) -> Setting:
    """A row as the rule reads it."""
    day = (row.anniversary_month, row.anniversary_day)
    return Setting(
        starts_on=row.starts_on,
        first_due_days=row.first_due_days,
        lasts_months=row.lasts_months,
        window_months=row.window_months,
        basis=row.basis,
        anniversary=(day[0], day[1]) if day[0] and day[1] else None,
        retired=row.retired,
    )


def cycle_of(row: RequirementPeriod) -> Cycle:
    """A period as the rule reads it."""
    return Cycle(number=row.cycle, **{name: getattr(row, name) for name in WRITTEN})


@transaction.atomic
def _bring(keys: Sequence[int], asked: list[Asked], live: Mapping[str, date], on: date, at: datetime) -> Brought:
    list(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    batch = _Batch(
        on, at, asked, live, with_spells(keys, on, policies.book()), _records(keys, asked), _rows(keys), _ends(keys)
    )
    for person_id, (facts, spells) in batch.people.items():
        for requirement in asked:
            _one(batch, person_id, facts, spells, requirement)
    RequirementPeriod.objects.bulk_update(batch.changed, [*WRITTEN, "completed_at", "revoked_at", "revoked_reason"])
    RequirementPeriod.objects.bulk_create(batch.new)
    return batch.done


def _one(batch: _Batch, person_id: int, facts: AudienceFacts, spells: list[Spell], asked: Asked) -> None:
    """One person and requirement: revoke what lost its ground, then go on from what is left."""
    learned = batch.records.get(person_id, [])
    rows = _revoke(batch, batch.rows.get((person_id, asked.code), []), {source for source, _, _ in learned})
    start = None
    if not asked.retired:
        begins = asked.settings[0].starts_on
        start = asked_from(facts=facts, spells=spells, terms=asked.terms, begins=begins, live=batch.live, on=batch.on)
    evidence = [
        Evidence(day, source, batch.ends.get(source)) for source, code, day in learned if code in asked.course_codes
    ]
    before = [cycle_of(row) for row in rows]
    after = extend(before, evidence, asked.settings, start, batch.on)
    for row, was, now in zip(rows, before, after, strict=False):
        if was != now:
            batch.changed.append(_written(row, now, batch.at))
            _count(batch.done, now)
    for cycle in after[len(before) :]:
        period = RequirementPeriod(person_id=person_id, code=asked.code, cycle=cycle.number, made_at=batch.at)
        batch.new.append(_written(period, cycle, batch.at))
        batch.done.begun += 1
        _count(batch.done, cycle)


def _revoke(batch: _Batch, rows: list[RequirementPeriod], standing: set[str]) -> list[RequirementPeriod]:
    """The rows up to the first whose evidence no longer stands; it and the later ones are revoked."""
    lost = next((place for place, row in enumerate(rows) if row.evidence and row.evidence not in standing), len(rows))
    for row in rows[lost:]:
        row.revoked_at, row.revoked_reason = batch.at, WITHDRAWN
        batch.changed.append(row)
        batch.done.revoked += 1
    return rows[:lost]


def _written(row: RequirementPeriod, cycle: Cycle, at: datetime) -> RequirementPeriod:
    for name in WRITTEN:
        setattr(row, name, getattr(cycle, name))
    row.completed_at = at if cycle.completed_on else None
    return row


def _count(done: Brought, cycle: Cycle) -> None:
    done.completed += cycle.completed_on is not None
    done.closed += cycle.closed_on is not None


def _everybody(on: date) -> set[int]:
    """Whom anything may be asked of, and whom something is still asked of though they have left."""
    here = Post.objects.current().running_or_ahead(on).values_list("person_id", flat=True)
    outside = Person.objects.filter(standing=Person.Standing.EXTERNAL).values_list("pk", flat=True)
    asked = RequirementPeriod.objects.open().values_list("person_id", flat=True)
    return _roots({*here, *outside, *asked})


def _roots(person_ids: Iterable[int]) -> set[int]:
    """History follows a human: records joined into another count with that one."""
    rows = Person.objects.filter(pk__in=list(person_ids)).values_list("pk", "joined_into")
    return {root or key for key, root in rows}


def _records(keys: Sequence[int], asked: list[Asked]) -> dict[int, list[tuple[str, str, date]]]:
    """(source, course, last day) of completed learning that stands, by person, joined records with it.

    Everything that may be somebody's evidence is in it, whatever the requirement names today.
    """
    evidence = RequirementPeriod.objects.of_people(keys).exclude(evidence="").values("evidence")
    codes = {code for each in asked for code in each.course_codes}
    done = CpdRecord.objects.standing().filter(outcome=CpdRecord.Outcome.ATTENDED)
    found: dict[int, list[tuple[str, str, date]]] = {}
    for of in ("person", "person__joined_into"):
        mine = done.filter(**{f"{of}__in": keys})
        wanted = mine.filter(course_code__in=codes) | mine.filter(source__in=evidence)
        for person, source, code, day in wanted.values_list(f"{of}_id", "source", "course_code", "ends_on").distinct():
            found.setdefault(person, []).append((source, code, day))
    return found


def _ends(keys: Sequence[int]) -> dict[str, date]:
    """By source, the first day on which a certificate from elsewhere no longer holds by its own words."""
    claims = Claim.objects.with_an_end(keys).only("public_id", "valid_until")
    return {claim.source: claim.valid_until + ONE_DAY for claim in claims}


def _rows(keys: Sequence[int]) -> dict[tuple[int, str], list[RequirementPeriod]]:
    found: dict[tuple[int, str], list[RequirementPeriod]] = {}
    for row in RequirementPeriod.objects.of_people(keys):
        found.setdefault((row.person_id, row.code), []).append(row)
    return found
