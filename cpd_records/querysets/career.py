"""Reads of awards and of mentoring."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from cpd_records.querysets.visibility import coordinated, own, reports
from workforce.querysets.access import access_of


class AchievementQuerySet(QuerySet[Any]):
    """Accreditations and qualifications."""

    def visible_to(self, user: Any, on: date) -> "AchievementQuerySet":
        """One's own; one's reports', once checked; one's scope's as coordinator."""
        checked = reports(user, on, joined=True) & Q(state="verified")
        return self.filter(own(user, on) | checked | coordinated(user, on)).exclude(state="removed")

    def for_user(self, user: Any, on: date) -> "AchievementQuerySet":
        """The user's own, under every record joined into theirs."""
        return self.filter(own(user, on)).exclude(state="removed")

    def coordinated_by(self, user: Any, on: date) -> "AchievementQuerySet":
        """Those in one's scope as coordinator, never one's own."""
        return self.filter(coordinated(user, on)).exclude(own(user, on)).exclude(state="removed")

    def held_by(self, people: Iterable[int], on: date) -> list[tuple[int, str]]:
        """(person, kind) of every checked one that holds on a day; joined records stand with the human."""
        of_them = Q(person__in=people) | Q(person__joined_into__in=people)
        held = self.filter(of_them, Q(expires_on=None) | Q(expires_on__gte=on), state="verified", awarded_on__lte=on)
        rows = held.values_list("person", "person__joined_into", "kind")
        return [(root or person, kind) for person, root, kind in rows]

    def to_check(self) -> "AchievementQuerySet":
        """Nobody has seen the proof yet."""
        return self.filter(state="stated")


class MentoringQuerySet(QuerySet[Any]):
    """Who mentors whom."""

    def visible_to(self, user: Any, on: date) -> "MentoringQuerySet":
        """The two people's own; nobody else's business."""
        mine = access_of(user, on).person_ids
        return self.standing().filter(Q(mentee__in=mine) | Q(mentor__in=mine))

    def standing(self) -> "MentoringQuerySet":
        """Those that were not removed."""
        return self.filter(removed_at=None)
