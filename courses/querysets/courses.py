"""Reading courses."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


class CourseQuerySet(models.QuerySet[Any]):
    """Courses as the catalogue and coordinators ask for them."""

    def published(self) -> "CourseQuerySet":
        """Those with a live version; a retired one keeps its page."""
        return self.filter(live=True)

    def on_offer(self, day: date) -> "CourseQuerySet":
        """Published and not retired on a day: the catalogue."""
        return self.published().filter(Q(retired_on__isnull=True) | Q(retired_on__gt=day))

    def retired(self, day: date) -> "CourseQuerySet":
        """Published once, and retired by that day."""
        return self.published().filter(retired_on__lte=day)

    def with_drafts(self) -> "CourseQuerySet":
        """Those with words nobody but editors can see yet."""
        return self.filter(has_unpublished_changes=True)
