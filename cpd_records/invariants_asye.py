"""What must always hold of newly qualified workers' programmes and of replaced certificates. Read-only."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from cpd_records.models import AsyeEnrolment, AsyeTime, Certificate
from cpd_records.rules.asye.course_of import standing
from foundation.slots import Breach

ROOM = "cpd_records"


def breaches() -> Iterator[Breach]:
    """Everything that is wrong, one rule after the other."""
    yield from programmes_have_assessors()
    yield from pauses_do_not_overlap()
    yield from time_is_taken_within_a_programme()
    yield from replaced_certificates_have_a_successor()


def programmes_have_assessors() -> Iterator[Breach]:
    """A programme that was confirmed names who assesses."""
    on_it = AsyeEnrolment.objects.on_it().filter(assessor=None)
    for row in on_it:
        yield Breach(ROOM, "a programme has an assessor", str(row), f"{row.state}, and nobody is named")


def pauses_do_not_overlap() -> Iterator[Breach]:
    """Days of pauses that hold are counted once."""
    for row in AsyeEnrolment.objects.filter(changes__kind="pause").distinct().prefetch_related("changes"):
        pauses = sorted((c for c in standing(row.changes.all()) if c.kind == "pause"), key=lambda c: c.starts_on)
        for one, other in zip(pauses, pauses[1:], strict=False):
            if one.ends_on is None or other.starts_on < one.ends_on:
                yield Breach(ROOM, "pauses do not overlap", str(row), f"{one} and {other} cover the same days")


def time_is_taken_within_a_programme() -> Iterator[Breach]:
    """Protected time counts from the first day on, and a correction stays with its programme."""
    strange = Q(on__lt=F("enrolment__starts_on")) | (Q(replaces__isnull=False) & ~Q(replaces__enrolment=F("enrolment")))
    for time in AsyeTime.objects.filter(strange):
        yield Breach(ROOM, "protected time lies in its programme", str(time), f"on {time.on:%Y-%m-%d}")


def replaced_certificates_have_a_successor() -> Iterator[Breach]:
    """Where a code says "replaced", there is another for the same learning, issued then or later."""
    later = Certificate.objects.filter(record=OuterRef("record"), issued_at__gte=OuterRef("replaced_at"))
    for row in Certificate.objects.filter(replaced_at__isnull=False).exclude(Exists(later)):
        yield Breach(ROOM, "a replaced certificate has a successor", str(row), f"record {row.record_id} has none")
