"""Who would come, if there were a date or a place: the start of next term's plan."""

import uuid

from django.db import models
from django.db.models import Q

from courses.querysets.interest import InterestQuerySet
from foundation.models import PlainModel


class Interest(PlainModel):
    """Somebody asked for a course that was full, or had no date that suited.

    It ends when they take it back, or is met when they book the course afterwards (worked out, never
    written). `told_at` is when they were last told of a new date.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="interests")
    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="interests")
    declared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course"], condition=Q(withdrawn_at__isnull=True), name="courses_one_open_interest"
            )
        ]

    def __str__(self) -> str:
        return f"interest {self.pk}"
