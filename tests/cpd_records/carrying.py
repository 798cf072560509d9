"""Time asked for and granted over the end of an allowance year."""

from datetime import UTC, date, datetime

from cpd_records.actions import carry_over
from cpd_records.models import LedgerEntry
from tests.factories.cpd_records import DAY, YEAR

NEXT = date(2027, 4, 1)
MARCH = datetime(2027, 3, 10, 9, tzinfo=UTC)
JULY = datetime(2027, 7, 1, 0, 50, tzinfo=UTC)
JUNE = date(2027, 6, 10)


def asked(person, manager, *, minutes=2 * DAY, at=MARCH, **more):
    facts = {"from_year": YEAR, "cause": "absence", "reason": "Away in autumn", **more}
    return carry_over.propose(person=person, minutes=minutes, by=manager.user, at=at, **facts)


def granted(person, manager, head, *, at=MARCH, **more):
    one = asked(person, manager, at=at, **more)
    return carry_over.grant(public_id=str(one.public_id), answer="", by=head, at=at)


def entries(person):
    return list(LedgerEntry.objects.filter(account__person=person, kind="carry").order_by("pk"))
