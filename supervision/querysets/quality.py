"""Reads of quality samples."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from workforce.querysets.access import access_of


class QualityDrawQuerySet(QuerySet[Any]):
    """Draws: each is the business of whoever drew it, and of nobody else."""

    def visible_to(self, user: Any, on: date) -> "QualityDrawQuerySet":
        """One's own, while in service."""
        return self.filter(drawn_by=user.pk) if access_of(user, on).in_service else self.none()


class QualityCheckQuerySet(QuerySet[Any]):
    """Records that were drawn."""

    def visible_to(self, user: Any, on: date) -> "QualityCheckQuerySet":
        """Of one's own draws."""
        return self.filter(draw__drawn_by=user.pk) if access_of(user, on).in_service else self.none()

    def of_two(self, user: Any, on: date) -> "QualityCheckQuerySet":
        """Of records of which one is one of the two."""
        mine = access_of(user, on).person_ids
        return self.filter(Q(meeting__supervisee__in=mine) | Q(meeting__supervisor__in=mine))

    def counted(self) -> QuerySet[Any, dict[str, Any]]:
        """Answered ones without a person's key: team, version of the form, draw, when, what was chosen (DESIGN rule 1).

        `finished` says whether nothing of its draw is still to be answered.
        """
        waiting = self.model._default_manager.filter(
            draw=OuterRef("draw"), answered_at__isnull=True, meeting__isnull=False
        )
        answered = self.filter(answered_at__isnull=False).annotate(finished=~Exists(waiting))
        return answered.order_by("answered_at", "pk").values(
            "team_id", "draw_id", "draw__version_id", "answered_at", "finished", "answers"
        )
