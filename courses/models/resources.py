"""What a session needs beside people: equipment from one store, and money from a budget."""

from django.db import models
from django.db.models import Q

from courses.querysets.resources import BudgetQuerySet, EquipmentQuerySet
from foundation.models import PlainModel


class Equipment(models.Model):
    """A kind of thing sessions borrow, and how many there are of it."""

    name = models.CharField(max_length=120, unique=True)
    quantity = models.PositiveSmallIntegerField(help_text="How many the Academy has.")
    notes = models.TextField(blank=True, help_text="Where it is kept and who has the key.")
    closed_on = models.DateField(null=True, blank=True)

    objects = EquipmentQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "equipment"

    def __str__(self) -> str:
        return self.name


class SessionEquipment(PlainModel):
    """So many of one kind, for all dates of a session."""

    session = models.ForeignKey("courses.Session", on_delete=models.CASCADE, related_name="equipment")
    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="uses")
    quantity = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "equipment"], name="courses_equipment_once_a_session"),
            models.CheckConstraint(name="courses_equipment_something", condition=Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"equipment {self.pk}"


class Budget(PlainModel):
    """What may be spent under one code in one allowance year (1 April to 31 March), in pence."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    year_starts_on = models.DateField(help_text="1 April of the year.")
    amount_pence = models.PositiveIntegerField()

    objects = BudgetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "year_starts_on"], name="courses_budget_once_a_year")]
        ordering = ["-year_starts_on", "code"]

    def __str__(self) -> str:
        return f"{self.code}, {self.year_starts_on.year}"
