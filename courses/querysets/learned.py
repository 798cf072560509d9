"""What people have done that counts for pathways: three queries, however many people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from cpd_records.models import CpdRecord

Declared = dict[str, tuple[int, int]]


@dataclass(slots=True)
class Learned:
    """Courses completed, steps confirmed and waiting, observations recorded; by person, joined records with it."""

    courses: dict[int, set[str]] = field(default_factory=dict)
    steps: dict[tuple[int, int], Declared] = field(default_factory=dict)
    observed: dict[int, int] = field(default_factory=dict)

    def of(self, person_id: int, pathway_id: int) -> tuple[frozenset[str], Declared, int]:
        """What `rules.pathway_progress.progress` takes."""
        declared = self.steps.get((person_id, pathway_id), {})
        return frozenset(self.courses.get(person_id, ())), declared, self.observed.get(person_id, 0)


def learned_by(people: Iterable[int]) -> Learned:
    """Of these people, by key."""
    keys = list(people)
    whose = Q(person__in=keys) | Q(person__joined_into__in=keys)
    human: Any = Coalesce("person__joined_into", "person_id")
    found = Learned()
    done = CpdRecord.objects.standing().filter(whose, outcome=CpdRecord.Outcome.ATTENDED).exclude(course_code="")
    for person, code in done.order_by().annotate(human=human).values_list("human", "course_code").distinct():
        found.courses.setdefault(person, set()).add(code)
    _steps(found, whose, human)
    requests = apps.get_model("courses", "FormRequest").objects.filter(
        Q(about__in=keys) | Q(about__joined_into__in=keys), purpose="observation", state="answered"
    )
    about: Any = Coalesce("about__joined_into", "about_id")
    rows = requests.order_by().annotate(human=about).values("human").annotate(times=Count("pk"))
    found.observed = {row["human"]: row["times"] for row in rows}
    return found


def _steps(found: Learned, whose: Q, human: Any) -> None:
    rows = apps.get_model("courses", "StepDone").objects.standing().filter(whose).order_by().annotate(human=human)
    sums = {
        "confirmed": Count("pk", filter=Q(state="confirmed")),
        "waiting": Count("pk", filter=Q(state="declared")),
    }
    for row in rows.values("human", "pathway_id", "step").annotate(**sums):
        declared = found.steps.setdefault((row["human"], row["pathway_id"]), {})
        declared[row["step"]] = (row["confirmed"], row["waiting"])


def without_pathway(on: date) -> Any:
    """People who work or care here, or come from a partner, and are on no pathway on a day."""
    person = apps.get_model("workforce", "Person").objects
    posts = apps.get_model("workforce", "Post").objects.current().running(on)
    enrolled = apps.get_model("courses", "Enrolment").objects.running(on).values("person")
    here = Q(pk__in=posts.values("person")) | Q(standing="external", user__is_active=True)
    found = person.filter(here, joined_into=None, suspended_on=None).exclude(pk__in=enrolled)
    return found.annotate(organisation_name=F("organisation__name"))
