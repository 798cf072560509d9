"""Pathways, lessons and wishes of one human."""

import uuid
from collections.abc import Collection
from typing import Any

from courses.models import (
    CalendarFeed,
    Enrolment,
    Interest,
    LessonResult,
    PlaceHold,
    PrerequisiteExemption,
    RememberedNeed,
    SelfPacedRun,
    StepDone,
)
from courses.retention import LEARNING_PATHS, WISHES
from foundation.disposal.graves import Grave
from foundation.disposal.letters import messages_about
from workforce.actions.nobody import nobody
from workforce.models import Person

OF_PATHS = (StepDone, Enrolment)
OF_WISHES = (Interest, RememberedNeed, PrerequisiteExemption)


def bury_paths(person_ids: Collection[int], grave: Grave) -> None:
    """Rows go, one tombstone for each kind of them; a self-paced run becomes a figure."""
    if grave.wants(LEARNING_PATHS):
        _remove(OF_PATHS, LEARNING_PATHS, person_ids, grave)
        _make_figures(SelfPacedRun.objects.filter(person__in=person_ids), grave)
    if grave.wants(WISHES):
        _remove(OF_WISHES, WISHES, person_ids, grave)
        users = Person.objects.filter(pk__in=person_ids, user__isnull=False).values("user")
        grave.remove(CalendarFeed.objects.filter(user__in=users), record_class=WISHES)
        grave.blank(PlaceHold.objects.filter(manager__in=person_ids), note="")


def _remove(models: Collection[Any], record_class: str, person_ids: Collection[int], grave: Grave) -> None:
    for model in models:
        rows = model._default_manager.filter(person__in=person_ids)
        for person_id in person_ids:
            content = rows.filter(person=person_id).order_by("pk").values()
            place = f"{model._meta.label_lower}:of:{person_id}:{grave.log_number}"
            grave.tombstone(record_class=record_class, place=place, content=content)
        grave.forget_words_about(model, rows.values_list("pk", flat=True))
        grave.remove(rows, record_class=record_class)


def _make_figures(runs: Any, grave: Grave) -> None:
    """How many began and finished stays; answers to the checks go."""
    open_runs = runs.filter(state__in=SelfPacedRun.OPEN_STATES)
    grave.remove(LessonResult.objects.filter(run__in=runs), record_class=LEARNING_PATHS)
    grave.remove(open_runs, record_class=LEARNING_PATHS)
    ended = list(runs.all())
    for run in ended:
        place = f"{run.source}"
        grave.tombstone(record_class=LEARNING_PATHS, place=place, content=[{"state": run.state, "at": run.active_at}])
    grave.remove(messages_about([run.source for run in ended]), record_class=LEARNING_PATHS)
    who = nobody()
    for run in ended:
        run.person, run.public_id = who, uuid.uuid4()
    SelfPacedRun.objects.bulk_update(ended, ["person", "public_id"], batch_size=500)
