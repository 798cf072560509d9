"""What somebody needs to learn, as two people agreed in supervision (DOMAIN 5, T1 "learning")."""

import uuid

from django.db import models
from django.db.models import Q

from foundation.models import PlainModel
from foundation.protected_text.fields import ProtectedTextField
from supervision.querysets.needs import LearningNeedQuerySet


class LearningNeed(PlainModel):
    """One line of a signed record, with the course it led to, by code: this room knows no courses.

    `topic` is protected and read by the two; a coordinator reads it only while `released_at` is set, by
    the person themselves. `agreed_at` is the supervisor's word that this course meets the need, which
    makes it learning agreed in supervision (DOMAIN 6, rule 9).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="learning_needs")
    record = models.ForeignKey("supervision.Record", on_delete=models.PROTECT, related_name="learning_needs")
    number = models.PositiveSmallIntegerField()
    topic = ProtectedTextField()
    noted_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    course_code = models.CharField(max_length=20, blank=True)
    chosen_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(LearningNeedQuerySet)()

    class Meta:
        ordering = ["-noted_at", "number"]
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="supervision_need_once"),
            models.CheckConstraint(
                name="supervision_need_course_whole",
                condition=Q(course_code="", chosen_at=None, agreed_at=None, agreed_by=None)
                | (
                    ~Q(course_code="")
                    & Q(chosen_at__isnull=False)
                    & (Q(agreed_at=None, agreed_by=None) | Q(agreed_at__isnull=False, agreed_by__isnull=False))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"learning need {self.pk}"
