"""What became of learning needs, before the two when they meet again (slot "supervision_agenda")."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from academy.learning_needs.presenters import lines
from foundation.slots import AgendaItem
from supervision.models import LearningNeed


def needs(person_id: int, user: Any, on: date) -> Iterator[AgendaItem]:
    """Each open need with how far it has come; for the two alone."""
    rows = LearningNeed.objects.visible_to(user, on).open().filter(person=person_id).select_related("person")
    for line in lines(rows, user, on):
        said = [f"Step {line.stage.number} of {line.steps}: {line.stage.words.lower()}"]
        said += [f"{line.course}{', ' + line.dates if line.dates else ''}"] if line.course else []
        yield AgendaItem(f"Learning need: {line.topic}", tuple(said), f"/supervision/needs/#{line.key}")
