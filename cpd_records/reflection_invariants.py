"""What must always hold of reflections, pieces and invitations; `manage.py check_invariants` runs these. Read-only."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from cpd_records.models import CpdRecord, PeerInvitation, Reflection, ReflectionRead
from foundation.slots import Breach

ROOM = "cpd_records"


def breaches() -> Iterator[Breach]:
    """Everything that is wrong, one rule after the other; never a word of anybody's."""
    yield from shared_reflections_name_their_readers()
    yield from read_reflections_stay_shared()
    yield from reflections_follow_corrections()
    yield from used_answers_were_given()


def shared_reflections_name_their_readers() -> Iterator[Breach]:
    """What is shared is shared with somebody; a private draft with nobody."""
    shared = Reflection.objects.shared().filter(readers=None)
    private = Reflection.objects.filter(state="draft", readers__isnull=False).distinct()
    for row in shared.union(private):
        yield Breach(ROOM, "a shared reflection names its readers", str(row), f"it is {row.state}")


def read_reflections_stay_shared() -> Iterator[Breach]:
    """Whoever reads is noted, and what was read is no draft again."""
    reads = ReflectionRead.objects.filter(reflection=OuterRef("pk"))
    for row in Reflection.objects.filter(Exists(reads), first_read_at=None):
        yield Breach(ROOM, "what was read stays shared", str(row), "it has readings and was never read")


def reflections_follow_corrections() -> Iterator[Breach]:
    """No reflection stays on withdrawn learning that stands again under the same source."""
    again = CpdRecord.objects.standing().filter(person=OuterRef("person"), source=OuterRef("record__source"))
    for row in Reflection.objects.filter(Exists(again), record__withdrawn_at__isnull=False):
        yield Breach(ROOM, "a reflection follows its corrected record", str(row), f"record {row.record_id}")


def used_answers_were_given() -> Iterator[Breach]:
    """Only what a colleague wrote is used or done without."""
    for row in PeerInvitation.objects.filter(used__isnull=False).exclude(state="answered"):
        yield Breach(ROOM, "a decided peer reflection was given", str(row), f"it is {row.state}")
