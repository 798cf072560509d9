"""Learning that is agreed already: steps of somebody's pathways, and what they have to do (DOMAIN 6, rule 9).

A pathway somebody joined by their own choice is no plan that anybody approved; nor are its electives.
"""

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


def agreed(person_id: int, on: date) -> Agreed:
    """What has been agreed for somebody on a day, here and in rooms that fill the slot "agreed_learning".

    Three queries, and one more where they are on a pathway.
    """
    running = [pathway for (pathway,) in RUNNING.tuples(person_id, on)]
    pathways = Pathway.objects.filter(pk__in=running) if running else ()
    planned = {code for each in pathways for code in _codes(each.steps)}
    planned |= {code for source in slots.entries("agreed_learning") for code in source(person_id, on)}
    return Agreed(
        planned=frozenset(planned),
        mandatory=frozenset(code for (codes,) in OPEN.tuples(person_id, on) for code in codes or ()),
    )


def _codes(steps: Any) -> set[str]:
    """The courses of a pathway's steps; any one of several is a step."""
    courses = [step.value for step in steps if step.block_type == "course" and not step.value["elective"]]
    return {code for value in courses for code in value["courses"]}


def _open(person_id: int, on: date) -> Any:
    """Requirements whose window is open, by the setting in force."""
    periods = RequirementPeriod.objects.present(on).filter(
        person=person_id, window_opens_on__lte=on, completed_on__isnull=True
    )
    return periods.values("course_codes")


def _running(person_id: int, on: date) -> Any:
    """Pathways that somebody else put them on."""
    return Enrolment.objects.running(on).filter(person=person_id, how__in=AGREED).order_by().values("pathway")


OPEN = AskedOften(_open, int, date)
RUNNING = AskedOften(_running, int, date)
