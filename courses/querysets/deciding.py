"""Who decides about a session when a trainer falls ill or few people are booked, and who has read the news."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps

from foundation.models import OutboxMessage
from workforce.models import RoleGrant, TeamVersion
from workforce.querysets.deciders import deputies_of
from workforce.roles import COORDINATOR

NEWS = ("booking-changed", "session-cancelled")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who was told: whether they have read it, and the number to ring."""

    name: str
    phone: str
    read_at: datetime | None


def coordinators_of(session: Any, on: date) -> list[Any]:
    """Users who may decide about a session: coordinators for the whole Academy or for its team, and their deputies."""
    grants = RoleGrant.objects.running(on).filter(role=COORDINATOR, organisation=None).select_related("user", "team")
    paths = _path_of(session.owner_team_id, on)
    users = {row.user_id: row.user for row in grants.order_by("pk") if _covers(row.team_id, paths)}
    people = apps.get_model("workforce", "Person").objects.filter(user__in=users).values_list("pk", flat=True)
    for found in deputies_of(people, on).values():
        users |= {person.user_id: person.user for person in found if person.user_id}
    return [user for user in users.values() if user.is_active]


def readers_of(session: Any, since: datetime) -> list[Reader]:
    """Everybody told of news about a session since a moment: those who have not read it first, by name."""
    bookings = apps.get_model("courses", "Booking").objects.filter(session=session).select_related("person")
    by_source = {booking.source: booking.person for booking in bookings}
    sent = OutboxMessage.objects.filter(about__in=by_source, kind__in=NEWS, queued_at__gte=since, channel="mail")
    newest = {row.about: row for row in sent.filter(asks_reading=True).order_by("queued_at", "pk")}
    people = sorted(((by_source[about], row) for about, row in newest.items()), key=lambda pair: pair[0].sort_name)
    readers = [Reader(person.full_name, person.phone, row.read_at) for person, row in people]
    return sorted(readers, key=lambda reader: reader.read_at is not None)


def has_led(course_id: int, without: Iterable[str] = ()) -> list[tuple[str, int | None, str]]:
    """Trainers who have led a course: name, key of our record, and address; each once, the latest first."""
    rows = apps.get_model("courses", "SessionTrainer").objects.filter(session__course=course_id)
    found = {row.name: (row.name, row.person_id, row.email) for row in rows.order_by("session__starts_at", "pk")}
    return [trainer for name, trainer in reversed(found.items()) if name not in set(without)]


def _path_of(team_id: int | None, on: date) -> list[int]:
    """Keys of the session's team and of every team above it."""
    if team_id is None:
        return []
    here = TeamVersion.objects.current().running(on).filter(team=team_id).values_list("path", flat=True).first() or ""
    above = TeamVersion.objects.current().running(on).values_list("team_id", "path")
    return [key for key, path in above if here.startswith(path)]


def _covers(team_id: int | None, paths: list[int]) -> bool:
    return team_id is None or team_id in paths
