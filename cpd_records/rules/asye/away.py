"""Long absences that no pause covers: proposed to the coordinator, never acted on. Never why (DOMAIN 9)."""

from collections.abc import Sequence
from datetime import date, timedelta

from cpd_records.asye_policies import LONG_ABSENCE
from cpd_records.models import AsyeEnrolment
from cpd_records.rules.asye.calendar import Pause
from foundation.policies import PolicyBook
from workforce.models import Absence

AT_WORK = ("TRN", "PUB")
"""Reasons that are no time away from the programme: training, and public duties of a day or two."""


def proposed(enrolment: AsyeEnrolment, pauses: Sequence[Pause], today: date, book: PolicyBook) -> list[Pause]:
    """Spells away of so many days in a row since the programme began, that no pause touches."""
    least = timedelta(days=book.whole(LONG_ABSENCE, today))
    spells = Absence.objects.current().filter(person=enrolment.person_id).exclude(reason__in=AT_WORK)
    rows = spells.filter(starts_on__gte=enrolment.starts_on).order_by("starts_on").values_list("starts_on", "ends_on")
    found = [Pause(first, end) for first, end in rows if (end or today) - first >= least]
    return [away for away in found if not any(_touch(away, pause) for pause in pauses)]


def _touch(one: Pause, other: Pause) -> bool:
    before = other.ends_on is None or one.starts_on < other.ends_on
    return before and (one.ends_on is None or other.starts_on < one.ends_on)
