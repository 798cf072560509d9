"""Learning that is agreed already: steps of somebody's pathways, and what they have to do (DOMAIN 6, rule 9).

A pathway somebody joined by their own choice is no plan that anybody approved; nor are its electives.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from courses.models import Enrolment, Pathway
from cpd_records.models import RequirementPeriod
from foundation import slots
from foundation.asked_often import AskedOften

AGREED = (Enrolment.How.RULE, Enrolment.How.MANAGER, Enrolment.How.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Agreed:
    """Codes of the courses of somebody's plans, and of those that would meet an open requirement."""

    planned: frozenset[str] = frozenset()
    mandatory: frozenset[str] = frozenset()


def planned(person_id: int, pathway_ids: Collection[int], on: date) -> frozenset[str]:
    """Codes agreed for somebody on a day: on these pathways, and in rooms that fill the slot "agreed_learning".

    One query of each such room, and one more where they are on a pathway.
    """
    pathways = Pathway.objects.filter(pk__in=pathway_ids) if pathway_ids else ()
    found = {code for each in pathways for code in _codes(each.steps)}
    found |= {code for source in slots.entries("agreed_learning") for code in source(person_id, on)}
    return frozenset(found)


def mandatory(person_id: int, on: date) -> frozenset[str]:
    """Codes of the courses that would meet a requirement somebody is to meet on a day. One query."""
    return codes_of(codes for (codes,) in OPEN.tuples(person_id, on))


def codes_of(requirements: Iterable[Sequence[str] | None]) -> frozenset[str]:
    """The codes of some requirements together; one may have no setting, and no codes then."""
    return frozenset(code for codes in requirements for code in codes or ())


def _codes(steps: Any) -> set[str]:
    """The courses of a pathway's steps; any one of several is a step."""
    courses = [step.value for step in steps if step.block_type == "course" and not step.value["elective"]]
    return {code for value in courses for code in value["courses"]}


def open_requirements(person: Any, on: date) -> Any:
    """Requirements whose window is open, by the setting in force; `person` is a key or an OuterRef."""
    periods = RequirementPeriod.objects.present(on).filter(
        person=person, window_opens_on__lte=on, completed_on__isnull=True
    )
    return periods.values("course_codes")


def running(person: Any, on: date) -> Any:
    """Keys of the pathways that somebody else put them on; `person` is a key or an OuterRef."""
    return Enrolment.objects.running(on).filter(person=person, how__in=AGREED).order_by().values("pathway")


OPEN = AskedOften(open_requirements, int, date)
