"""What single people need: things to arrange for them, and earlier learning they need not have done."""

from django.db import models

from courses.querysets.needs import ArrangementQuerySet, PrerequisiteExemptionQuerySet, RememberedNeedQuerySet
from foundation.models import PlainModel


class Need(models.TextChoices):
    """What the Academy arranges for people."""

    ACCESS = "access", "Access to the room or to the material"
    DIET = "diet", "Food and drink"
    INTERPRETER = "interpreter", "An interpreter, such as for British Sign Language"
    OTHER = "other", "Something else"


class Arrangement(PlainModel):
    """What somebody asked us to arrange for one session.

    Health and belief may show in the words, so coordinators and that session's trainers read them and
    nobody else, and they are erased after the session (`actions.arrangements.erase`). Withdrawing
    deletes the row: nothing is kept of what was asked.
    """

    booking = models.ForeignKey("courses.Booking", on_delete=models.PROTECT, related_name="arrangements")
    kind = models.CharField(max_length=11, choices=Need)
    words = models.TextField(max_length=500)
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    arranged_at = models.DateTimeField(null=True, blank=True)
    arranged_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "kind"], name="courses_arrangement_once_a_kind"),
            models.CheckConstraint(name="courses_arrangement_says_something", condition=~models.Q(words="")),
        ]
        ordering = ["kind"]

    def __str__(self) -> str:
        return f"arrangement {self.pk}"


class RememberedNeed(PlainModel):
    """What somebody wishes us to fill in for them next time. Read by that person only."""

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="remembered_needs")
    kind = models.CharField(max_length=11, choices=Need)
    words = models.TextField(max_length=500)
    changed_at = models.DateTimeField()

    objects = RememberedNeedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="courses_remembered_once_a_kind")]

    def __str__(self) -> str:
        return f"remembered need {self.pk}"


class PrerequisiteExemption(PlainModel):
    """A coordinator's word that somebody need not have done a course first, such as earlier training elsewhere."""

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="prerequisite_exemptions")
    course_code = models.CharField(max_length=20, help_text="The course that counts as done.")
    reason = models.CharField(max_length=255)
    granted_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    objects = PrerequisiteExemptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "course_code"], name="courses_exemption_once"),
            models.CheckConstraint(name="courses_exemption_says_why", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"exemption {self.pk}"
