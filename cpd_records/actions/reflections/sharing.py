"""Sharing a reflection with whoever is in charge of the writer that day, by name; and taking it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions.reflections.writing import NotYours
from cpd_records.models import Reflection, ReflectionReader
from cpd_records.permissions import can_write_for
from foundation import changelog
from foundation.british_dates import date_and_time
from workforce.models import Person
from workforce.querysets.onlookers import in_charge_of


class NobodyToRead(Exception):
    """Nobody manages the writer today; the message says what to do."""


class AlreadyRead(Exception):
    """It was read, so it cannot be taken back; the message says by whom and when."""


@transaction.atomic
def share(*, reflection_id: int, on_agenda: bool, by: Any, at: datetime) -> Reflection:
    """Let the people in charge today read it; on the agenda it also waits for the next supervision.

    Again, it adds whoever has come to be in charge since. Raises NobodyToRead or NotYours.
    """
    standing = _own(reflection_id, by, at)
    people = readers_today(standing.person_id, at)
    if not people:
        raise NobodyToRead("Nobody manages you today, so nobody could read it. It stays private.")
    for reader, capacity in people:
        ReflectionReader.objects.get_or_create(
            reflection=standing, reader=reader, defaults={"capacity": capacity[:80], "added_at": at}
        )
    standing.state = Reflection.State.AGENDA if on_agenda else Reflection.State.SHARED
    standing.shared_at = standing.shared_at or at
    standing.save(update_fields=["state", "shared_at"])
    changelog.record(by=by, at=at, verb="reflection.share", subject=standing, fields=["state", "readers"])
    return standing


@transaction.atomic
def unshare(*, reflection_id: int, by: Any, at: datetime) -> Reflection:
    """Make it private again, while nobody has read it. Twice does nothing. Raises AlreadyRead or NotYours."""
    standing = _own(reflection_id, by, at)
    if standing.state == Reflection.State.DRAFT:
        return standing
    if standing.first_read_at is not None:
        first = standing.reads.order_by("at").select_related("reader").first()
        who = first.reader.get_full_name() if first else "Somebody"
        raise AlreadyRead(
            f"{who} read it on {date_and_time(standing.first_read_at)}, so it can no longer be taken back."
        )
    standing.readers.all().delete()
    standing.state, standing.shared_at = Reflection.State.DRAFT, None
    standing.save(update_fields=["state", "shared_at"])
    changelog.record(by=by, at=at, verb="reflection.unshare", subject=standing, fields=["state", "readers"])
    return standing


def readers_today(person_id: int, at: datetime) -> list[tuple[Person, str]]:
    """Who would read what this person shares now: each once, never the person themselves."""
    person = Person.objects.get(pk=person_id)
    found: dict[int, tuple[Person, str]] = {}
    for reader, capacity in in_charge_of(person, timezone.localdate(at)):
        if reader.pk != person_id:
            found.setdefault(reader.pk, (reader, capacity))
    return list(found.values())


def _own(reflection_id: int, by: Any, at: datetime) -> Reflection:
    standing = Reflection.objects.select_for_update(of=("self",)).get(pk=reflection_id)
    if not can_write_for(by, standing.person_id, timezone.localdate(at)):
        raise NotYours("Only you decide who reads your reflections.")
    return standing
