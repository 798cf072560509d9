"""The short anonymous survey: opening a round, and closing it so that nothing joins answers to people."""

import random
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from courses.models import FormRequest, PulseAnswer, PulseRound
from courses.permissions import can_manage_courses, demand
from courses.rules.conditions.loading import local_day
from foundation import changelog
from foundation.models import FormVersion
from workforce.models import Person, Post

PULSE = FormRequest.Purpose.PULSE
FEWEST_ASKED = 20
"""A round that asks fewer could not be shown without saying who said what."""


class PulseRefused(Exception):
    """The round cannot be opened; the message says why. `field` is what to mend."""

    def __init__(self, message: str, field: str = "name") -> None:
        self.field = field
        super().__init__(message)


@transaction.atomic
def open_round(*, name: str, opens_on: date, closes_on: date, share: int = 100, by: Any, at: datetime) -> PulseRound:
    """Ask everybody with a running post, or a random share of them in percent, from a day on.

    The clock sends the letters. Raises PulseRefused or NotForYou.
    """
    day = local_day(at)
    demand(by is None or can_manage_courses(by, day), "Only a learning coordinator can open a survey.")
    version = FormVersion.objects.in_use(PULSE, day)
    if version is None:
        raise PulseRefused("There is no published form for the survey. Publish one first.")
    _refuse(name, opens_on, closes_on, day)
    people = _sample(list(_staff(opens_on)), share)
    if len(people) < FEWEST_ASKED:
        raise PulseRefused(f"Only {len(people)} people would be asked. Ask at least {FEWEST_ASKED}.", "share")
    round_ = PulseRound.objects.create(name=name, version=version, opens_on=opens_on, closes_on=closes_on)
    FormRequest.objects.bulk_create(
        FormRequest(
            purpose=PULSE,
            version=version,
            person_id=person,
            pulse=round_,
            asked_at=at,
            asked_by=by,
            opens_on=opens_on,
            due_on=closes_on,
        )
        for person in people
    )
    changelog.record(by=by, at=at, verb="pulse opened", subject=round_)
    return round_


def close_rounds(*, at: datetime) -> int:
    """Close the rounds whose last day is over; answers how many.

    The answers are written anew under new random keys in a random order: where a row lies on disk, and
    which transaction wrote it, then says nothing of when it was given.
    """
    over = PulseRound.objects.filter(closes_on__lt=local_day(at), closed_at__isnull=True)
    keys = list(over.values_list("pk", flat=True))
    for key in keys:
        _close(key, at)
    return len(keys)


@transaction.atomic
def _close(key: int, at: datetime) -> None:
    round_ = PulseRound.objects.select_for_update().get(pk=key)
    if round_.closed_at is not None:
        return
    given = list(PulseAnswer.objects.filter(pulse=round_).order_by("pk").values_list("answers", flat=True))
    random.SystemRandom().shuffle(given)
    PulseAnswer.objects.filter(pulse=round_).delete()
    PulseAnswer.objects.bulk_create(PulseAnswer(pulse=round_, answers=answers) for answers in given)
    round_.closed_at = at
    round_.save(update_fields=["closed_at"])
    changelog.record(by=None, at=at, verb="pulse closed", subject=round_, fields=["closed_at"], label="system: clock")


def _refuse(name: str, opens_on: date, closes_on: date, day: date) -> None:
    if PulseRound.objects.filter(name=name).exists():
        raise PulseRefused("There is a round of this name already. Give this one another.")
    if opens_on < day:
        raise PulseRefused("Choose today or a later day.", "opens_on")
    if closes_on < opens_on:
        raise PulseRefused("The last day must be after the first.", "closes_on")
    if PulseRound.objects.filter(opens_on__lte=closes_on, closes_on__gte=opens_on).exists():
        raise PulseRefused("Another round runs in that time. People should not be asked twice.", "opens_on")


def _staff(day: date) -> Iterable[int]:
    posts = Post.objects.current().running(day).values("person")
    people = Person.objects.filter(pk__in=posts, joined_into=None, user__is_active=True).exclude(work_email="")
    return people.order_by("pk").values_list("pk", flat=True)


def _sample(people: list[int], share: int) -> list[int]:
    wanted = len(people) if share >= 100 else round(len(people) * share / 100)
    return sorted(random.SystemRandom().sample(people, wanted))
