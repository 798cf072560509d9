"""Reads of meetings and of who is at a group's."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from foundation.months import months_later
from foundation.policies import book
from supervision import policies
from supervision.querysets.pairs import supervisee_keys
from workforce import roles
from workforce.models import Person
from workforce.querysets.access import Access, access_of
from workforce.querysets.reports import report_keys


class MeetingQuerySet(QuerySet[Any]):
    """Chainable reads of meetings. Person-level: views enter by `visible_to` or `for_user` only."""

    def visible_to(self, user: Any, on: date) -> "MeetingQuerySet":
        """Rows that something of is open to the user on a day: DOMAIN 9's matrix as far as a filter can say it.

        What of a row is open is `permissions.standings` and `rules.access`. Nobody reads a row because
        of a role over people alone, but the ASYE coordinator their cohort's.
        """
        access = access_of(user, on)
        if not getattr(user, "is_authenticated", False) or access.has_left or access.suspended:
            return self.none()
        return self.filter(_own(access) | _supervised(access) | _opened(user, access) | _cohort(access))

    def for_user(self, user: Any, on: date) -> "MeetingQuerySet":
        """Those in which the user is supervised, groups they are named in too."""
        return self.of_supervised(access_of(user, on).person_ids)

    def of_supervised(self, people: Iterable[int]) -> "MeetingQuerySet":
        """Those in which these are supervised, groups they are named in too."""
        keys = list(people)
        return self.filter(Q(supervisee__in=keys) | Q(Exists(_attended(keys))))

    def planned(self) -> "MeetingQuerySet":
        """Not held and not cancelled, the soonest first."""
        return self.filter(state="planned").order_by("starts_at", "pk")

    def ahead(self, at: datetime) -> "MeetingQuerySet":
        """Planned and still to begin."""
        return self.planned().filter(starts_at__gte=at)

    def waiting(self, at: datetime) -> "MeetingQuerySet":
        """Planned, and past: nobody has said yet whether it was held."""
        return self.planned().filter(starts_at__lt=at)

    def held(self) -> "MeetingQuerySet":
        """Held, the newest first."""
        return self.filter(state="held").order_by("-held_on", "-pk")

    def to_write_up(self) -> "MeetingQuerySet":
        """Held, groups too, and nobody has written them up yet."""
        return self.held().filter(imported=False, written_up_on=None)

    def of_people(self, people: Iterable[int]) -> "MeetingQuerySet":
        """Those of these supervisees."""
        return self.filter(supervisee__in=list(people))

    def led_by(self, people: Iterable[int]) -> "MeetingQuerySet":
        """Those these lead."""
        return self.filter(supervisor__in=list(people))

    def with_both(self) -> "MeetingQuerySet":
        """With the people and their users read."""
        return self.select_related("supervisee__user", "supervisor__user", "stands_in_for")


class AttendeeQuerySet(QuerySet[Any]):
    """Who is at group supervisions."""

    def visible_to(self, user: Any, on: date) -> "AttendeeQuerySet":
        """Those of groups the user leads or is named in."""
        keys = access_of(user, on).person_ids
        return self.filter(Q(meeting__supervisor__in=keys) | Q(Exists(_attended(keys, "meeting"))))


def _attended(people: Iterable[int], outer: str = "pk") -> Any:
    attendees = apps.get_model("supervision", "Attendee")._default_manager
    return attendees.filter(meeting=OuterRef(outer), person__in=list(people))


def _own(access: Access) -> Q:
    """Those about oneself, groups one is named in, and those one led within the months of a former supervisor."""
    since = months_later(access.on, -book().whole(policies.FORMER, access.on))
    led = Q(supervisor__in=access.person_ids) & (Q(held_on=None) | Q(held_on__gt=since))
    return Q(supervisee__in=access.person_ids) | led | Q(Exists(_attended(access.person_ids)))


def _supervised(access: Access) -> Q:
    """Those of people the user, or whom they stand in for, supervises; and of their own reports' reports, the dates."""
    managers = (access.person_ids if access.in_service else ()) + access.stands_in_for
    if not managers:
        return Q(pk__in=[])
    theirs = supervisee_keys(managers, access.on)
    below = report_keys(access.person_ids, access.on) if access.manages else []
    groups = apps.get_model("supervision", "Attendee")._default_manager.filter(
        meeting=OuterRef("pk"), person__in=theirs, attendance="attended"
    )
    return Q(supervisee__in=theirs) | Q(supervisor__in=below) | Q(Exists(groups))


def _opened(user: Any, access: Access) -> Q:
    openings = apps.get_model("supervision", "Opening")._default_manager
    now = timezone.make_aware(datetime.combine(access.on, datetime.max.time()))
    running = openings.running(now, timezone.make_aware(datetime.combine(access.on, datetime.min.time())))
    return Q(Exists(running.filter(meeting=OuterRef("pk"), reader=user.pk)))


def _cohort(access: Access) -> Q:
    found = Q(pk__in=[])
    for scope in access.scopes:
        if scope.role == roles.ASYE_COORDINATOR:
            people = Person.objects.within(scope, access.on).values("pk")
            found |= Q(kind="asye", supervisee__in=people)
    return found
