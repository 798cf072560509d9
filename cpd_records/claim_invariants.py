"""What must always hold of claims (slot "invariants"). Read-only."""

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery

from cpd_records.models import Claim, ClaimEvent, CpdRecord, LedgerEntry
from foundation.slots import Breach

ROOM = "cpd_records"


def breaches() -> Iterator[Breach]:
    """Everything that is wrong with claims, one rule after the other."""
    yield from states_follow_history()
    yield from verified_claims_stand_in_the_record()
    yield from records_and_entries_stand_on_verified_claims()


def states_follow_history() -> Iterator[Breach]:
    """A claim's state is the one its newest history row says."""
    newest = ClaimEvent.objects.filter(claim=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    for claim in Claim.objects.annotate(said=Subquery(newest)).exclude(state=Subquery(newest)):
        detail = f"it is {claim.state}, its history says {claim.said or 'nothing'}"
        yield Breach(ROOM, "a claim's state is its history's", str(claim), detail)


def verified_claims_stand_in_the_record() -> Iterator[Breach]:
    """A verified claim has its record, and what it counted for is what the ledger used."""
    verified = {claim.source: claim for claim in Claim.objects.standing()}
    used = LedgerEntry.objects.used_by_source(verified)
    rows = CpdRecord.objects.standing().filter(source__in=verified).values_list("source", "credited_minutes", "minutes")
    records = {source: (credited, minutes) for source, credited, minutes in rows}
    for source, claim in verified.items():
        if records.get(source) != (claim.credited_minutes, claim.minutes):
            detail = f"its record says {records.get(source)}, not {(claim.credited_minutes, claim.minutes)}"
            yield Breach(ROOM, "a verified claim stands in the record", str(claim), detail)
        if used.get(source, 0) != claim.credited_minutes:
            detail = f"the ledger used {used.get(source, 0)} minutes, the claim says {claim.credited_minutes}"
            yield Breach(ROOM, "a verified claim used what it counted for", str(claim), detail)


def records_and_entries_stand_on_verified_claims() -> Iterator[Breach]:
    """No other claim has a standing record, or time of which something is still used."""
    others = {claim.source: claim for claim in Claim.objects.exclude(state="verified")}
    for source in CpdRecord.objects.standing().filter(source__in=others).values_list("source", flat=True):
        yield Breach(ROOM, "only a verified claim stands in the record", str(others[source]), f"{source} does")
    for source, minutes in LedgerEntry.objects.used_by_source(others).items():
        if minutes:
            yield Breach(ROOM, "only a verified claim uses time", str(others[source]), f"{minutes} minutes are used")
