"""What must always hold of signed records (DESIGN 4): nothing changed, nothing removed, nothing locked unseen."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from foundation.models import Tombstone
from foundation.slots import Breach
from supervision.models import ChainLink, Meeting, Record, RecordWord, Section
from supervision.record_holdings import place_of
from supervision.rules import chain_reading
from supervision.rules.chain import faults

ROOM = "supervision"


def breaches() -> Iterator[Breach]:
    """Everything wrong, named by the record's public key; no words of it."""
    yield from _chains()
    yield from _without_link()
    yield from _without_record()
    yield from _without_tombstone()


def _chains() -> Iterator[Breach]:
    for head, links in chain_reading.heads():
        for fault in faults(head, links, chain_reading.found_under(links)):
            yield Breach(ROOM, "signed records are as they were signed", fault.record or head.chain, fault.sentence)


def _without_link() -> Iterator[Breach]:
    """Locked, or added to something locked, and in no chain."""
    signed = ChainLink.objects.filter(kind="signatures", subject=OuterRef("pk"))
    for key in Record.objects.locked().exclude(Exists(signed)).values_list("public_id", flat=True):
        yield Breach(ROOM, "locked records are in a chain", str(key), "It is locked, but its chain does not know it.")
    linked = ChainLink.objects.filter(kind="section", subject=OuterRef("pk"))
    loose = Section.objects.filter(record__state__in=Record.LOCKED).exclude(Exists(linked))
    for key in loose.values_list("record__public_id", flat=True).distinct():
        yield Breach(ROOM, "locked records are in a chain", str(key), "It has a section that was never signed.")


def _without_record() -> Iterator[Breach]:
    """Meetings said to be signed here whose record is gone, or says otherwise."""
    signed = Meeting.objects.filter(imported=False, signed_on__isnull=False)
    for key in signed.filter(~Q(record__state="signed") | Q(record=None)).values_list("public_id", flat=True):
        yield Breach(ROOM, "signed meetings have a signed record", str(key), "It was signed, but its record is not.")
    early = Record.objects.filter(locked_at__lt=F("shared_at"))
    for key in early.values_list("public_id", flat=True):
        yield Breach(ROOM, "records are shared before they are locked", str(key), "It was locked before it was shared.")


def _without_tombstone() -> Iterator[Breach]:
    """Words marked as disposed of that no disposal knows: somebody blanked them."""
    for kind, rows in (("section", Section.objects), ("word", RecordWord.objects)):
        gone = rows.exclude(disposed_under="").values_list("pk", "disposed_under", "record__public_id")
        for pk, log, record in gone:
            if not Tombstone.objects.filter(place=place_of(kind, pk), log_number=log).exists():
                yield Breach(ROOM, "what is gone has a tombstone", str(record), "Words were blanked by no disposal.")
