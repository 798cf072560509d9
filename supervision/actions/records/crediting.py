"""Learning in a group goes into the record of each who was there, once (DOMAIN 6, rules 10 and 11)."""

from datetime import datetime
from typing import Any

from cpd_records.actions import records
from cpd_records.models import CpdRecord
from cpd_records.rules.learning import Learning
from foundation.methodologies import equal_weights
from foundation.policies import book
from supervision.models import Attendee, Record
from supervision.policies import GROUP_LEARNING

TITLE = "Group supervision"
METHODS = ("sos", "rp")
"""Its steps are those of Signs of Safety, its rounds those of a restorative circle (DOMAIN 2 and 3)."""


def credit(*, record: Record, by: Any, at: datetime) -> int:
    """A record of learning for each of our people and light accounts who was there; how many.

    So many percent of the minutes as the policy of that day says. Routine supervision takes nothing off
    anybody's allowance (rule 11). The same record again changes nothing.
    """
    meeting = record.meeting
    if meeting.held_on is None or not meeting.minutes:
        return 0
    minutes = meeting.minutes * book().whole(GROUP_LEARNING, meeting.held_on) // 100
    there = meeting.attendees.filter(attendance=Attendee.Attendance.ATTENDED, person__isnull=False)
    people = list(there.order_by("person").values_list("person", flat=True)) if minutes else []
    for person in people:
        learning = Learning(
            source=f"supervision:{meeting.public_id}",
            title=TITLE,
            starts_on=meeting.held_on,
            ends_on=meeting.held_on,
            minutes=minutes,
            credited_minutes=0,
            weights=equal_weights(METHODS),
            kind=CpdRecord.Kind.TEAM,
        )
        records.add(person_id=person, learning=learning, by=by, at=at)
    return len(people)
