"""What is known of many programmes, gathered in a number of queries that does not grow with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cpd_records import asye_policies
from cpd_records.models import AsyeEnrolment, AsyeEvidence, AsyeReview, AsyeTime, CpdRecord
from cpd_records.rules.asye.calendar import Course, ReviewDue
from cpd_records.rules.asye.course_of import course_of
from cpd_records.rules.asye.protected import Protected, protected
from cpd_records.rules.spells import spells_by_person
from foundation import slots
from foundation.policies import PolicyBook

ACADEMY_KINDS = ("course", "self_paced")
"""Kinds of record that count in both ledgers by themselves (DOMAIN 6, ASYE)."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One programme as it stands on a day. Minutes are whole.

    `whole` is the protected time of the whole programme, `so_far` what has come together by today.
    """

    enrolment: AsyeEnrolment
    course: Course
    dues: Sequence[ReviewDue]
    held: dict[int, AsyeReview]
    ends_on: date
    whole: Protected
    so_far: Protected
    academy: int
    logged: int
    observations: int
    observations_asked: int

    @property
    def taken(self) -> int:
        """Minutes of protected time that were used, with the Academy's courses."""
        return self.academy + self.logged

    @property
    def short(self) -> int:
        """Minutes by which it falls short of what has come together by today, 0 or more."""
        return max(self.so_far.minutes - self.taken, 0)

    def next_due(self) -> ReviewDue | None:
        """The first review that was not held; None when all were."""
        return next((due for due in self.dues if due.number not in self.held), None)


def gather(enrolments: Iterable[AsyeEnrolment], today: date, book: PolicyBook) -> list[Gathered]:
    """Programmes with `changes` prefetched; in their order."""
    rows = list(enrolments)
    people = {row.person_id for row in rows}
    spells, academy = spells_by_person(people), _academy(people)
    held, logged = _held(rows), AsyeTime.objects.minutes_by_enrolment(rows)
    seen = _observed(rows, people)
    found = []
    for row in rows:
        course = course_of(row, book)
        last = row.panel_on or today
        ends_on, begins = course.ends_on(last), row.starts_on
        until = min(max(last, begins), ends_on)
        own = spells.get(row.person_id, [])
        found.append(
            Gathered(
                enrolment=row,
                course=course,
                dues=course.reviews(last),
                held=held.get(row.pk, {}),
                ends_on=ends_on,
                whole=protected(own, begins, ends_on, course.pauses, book),
                so_far=protected(own, begins, until, course.pauses, book),
                academy=sum(minutes for day, minutes in academy.get(row.person_id, ()) if begins <= day < ends_on),
                logged=logged.get(row.pk, 0),
                observations=seen.get(row.pk, 0),
                observations_asked=book.whole(asye_policies.OBSERVATIONS, begins),
            )
        )
    return found


def _academy(people: Iterable[int]) -> dict[int, list[tuple[date, int]]]:
    """Courses attended with the Academy, as days and minutes."""
    records = CpdRecord.objects.standing().filter(person__in=people, kind__in=ACADEMY_KINDS).order_by()
    found: dict[int, list[tuple[date, int]]] = {}
    for person, day, minutes in records.values_list("person_id", "starts_on", "minutes"):
        found.setdefault(person, []).append((day, minutes))
    return found


def _held(rows: Sequence[AsyeEnrolment]) -> dict[int, dict[int, AsyeReview]]:
    found: dict[int, dict[int, AsyeReview]] = {}
    for review in AsyeReview.objects.standing().filter(enrolment__in=rows).select_related("by"):
        found.setdefault(review.enrolment_id, {})[review.number] = review
    return found


def _observed(rows: Sequence[AsyeEnrolment], people: Iterable[int]) -> dict[int, int]:
    """Observations the assessor recorded, and those that came by the Academy's own form."""
    found = {row.pk: 0 for row in rows}
    own = AsyeEvidence.objects.standing().filter(enrolment__in=rows, kind=AsyeEvidence.Kind.OBSERVATION)
    for key in own.order_by().values_list("enrolment_id", flat=True):
        found[key] += 1
    seen = [item for source in slots.entries("practice_observations") for item in source(people)]
    for row in rows:
        found[row.pk] += sum(item.person_id == row.person_id and item.on >= row.starts_on for item in seen)
    return found
