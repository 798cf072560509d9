"""Beside every box, in names: who can read it (DESIGN 4 “Supervision”). Phrases the matrix; decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from supervision.models import Meeting
from supervision.querysets.pairs import line_of
from supervision.section_classes import CASE, LEARNING, MANAGEMENT, PERSONAL, WELLBEING
from workforce.models import Person

NOBODY_TODAY = (
    "Only {supervisee}, unless they choose to share it. “Only me” means that nobody sees it today: if something "
    "cannot wait, ring your manager, occupational health, or 111."
)


@dataclass(frozen=True, slots=True)
class Names:
    """Who comes into it."""

    supervisee: str
    supervisor: str
    manager: str
    group: bool = False


def names_for(meeting: Meeting, on: date) -> Names:
    """The two, and the supervisor's manager on that day. Two queries."""
    above = [manager for _, manager in line_of([meeting.supervisor_id or 0], on)]
    manager = Person.objects.filter(pk__in=above).order_by("sort_name", "pk").first()
    return Names(
        supervisee=meeting.supervisee.full_name if meeting.supervisee else "everybody who was there",
        supervisor=meeting.supervisor.full_name if meeting.supervisor else "",
        manager=manager.full_name if manager else "The supervisor’s manager",
        group=meeting.kind == Meeting.Kind.GROUP and meeting.supervisee is None,
    )


def sentences(names: Names) -> Mapping[str, str]:
    """Who reads each class, by name."""
    if names.group:
        return _of_group(names)
    two = f"{names.supervisee} and {names.supervisor}"
    sample = f"{names.manager} may read a sample, with a reason that both of you see."
    return {
        MANAGEMENT: f"{two}. {sample}",
        CASE: f"{two}, whoever stands in while it is open, and a sampled auditor. {sample}",
        LEARNING: f"{two}, and a new supervisor for twelve months back.",
        PERSONAL: f"{two}, and nobody else.",
        WELLBEING: NOBODY_TODAY.format(supervisee=names.supervisee),
    }


def _of_group(names: Names) -> Mapping[str, str]:
    """The same people read all of a group's record; personal and wellbeing parts have no place in one."""
    there = f"Everybody who was there, whoever supervises them, and {names.supervisor}."
    sample = f"{there} {names.manager} may read a sample, with a reason that shows here."
    nobody = "Nobody: this has no place in the record of a group."
    return {MANAGEMENT: sample, CASE: sample, LEARNING: there, PERSONAL: nobody, WELLBEING: nobody}
