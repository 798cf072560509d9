"""Agreed actions: one model for supervision, audit and boards (DESIGN 4, DOMAIN 49)."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.models import PeriodModel, PlainModel
from foundation.protected_text.fields import ProtectedTextField
from workforce.querysets.agreed_actions import AgreedActionQuerySet


class AgreedAction(PlainModel):
    """What somebody has taken on, and by when. Agreed somewhere above; its owner finds it on the desk.

    `source` is the key by which the room that made it knows it ("supervision:record:…:2"), once for
    each action. Who reads it besides its owner stands in rows, written by that room.
    """

    class State(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        NOT_DONE = "not_done", "Not done"
        CARRIED = "carried", "Carried forward"

    class Visibility(models.TextChoices):
        """The classes of sections (DOMAIN, field codes)."""

        MANAGEMENT = "management", "Management"
        CASE = "case", "Case"
        LEARNING = "learning", "Learning"
        PERSONAL = "personal", "Personal reflection"
        WELLBEING = "wellbeing", "Wellbeing"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="agreed_actions")
    text = ProtectedTextField()
    due_on = models.DateField(null=True, blank=True, help_text="Empty where no day was agreed.")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    evidence = ProtectedTextField(help_text="What shows that it was done.")
    why_not = ProtectedTextField(help_text="Why it was not done.")
    visibility = models.CharField(max_length=10, choices=Visibility)
    source = models.CharField(max_length=120, unique=True)
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    times_carried = models.PositiveSmallIntegerField(default=0)
    agreed_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    settled_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(AgreedActionQuerySet)()

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="workforce_action_settled_once",
                condition=Q(state="open", settled_at__isnull=True) | ~Q(state="open") & Q(settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="workforce_action_carried_counts",
                condition=Q(carried_from__isnull=True, times_carried=0)
                | Q(carried_from__isnull=False, times_carried__gt=0),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(state="open"), name="workforce_actions_open"),
        ]

    def __str__(self) -> str:
        return f"agreed action {self.pk}"


class ActionReader(PeriodModel):
    """Somebody who may read an action besides its owner, from one day to another.

    `may_settle` lets them say that it was done, carry it, or note why not: whoever agreed it with the owner.
    """

    action = models.ForeignKey(AgreedAction, on_delete=models.CASCADE, related_name="readers")
    reader = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="+")
    may_settle = models.BooleanField(default=False)

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["action", "reader"], condition=Q(ends_on__isnull=True), name="workforce_one_running_reader"
            ),
        ]
        indexes = [models.Index(fields=["reader", "action"], name="workforce_action_readers")]

    def __str__(self) -> str:
        return f"action reader {self.pk}"


class ActionEvent(PlainModel):
    """One step in the life of an action. Append-only; holds no words."""

    class Kind(models.TextChoices):
        AGREED = "agreed", "Agreed"
        CARRIED_HERE = "carried_here", "Carried on from before"
        DONE = "done", "Done"
        NOT_DONE = "not_done", "Not done"
        CARRIED = "carried", "Carried forward"

    action = models.ForeignKey(AgreedAction, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    due_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["action", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
