"""Legal holds, disposals that two people decide, and what is left of absences."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from foundation.models import PlainModel
from workforce.querysets.retention import DisposalItemQuerySet, LegalHoldQuerySet


class LegalHold(PlainModel):
    """Nothing under it is disposed of until two people have lifted it (DOMAIN 9: inquiries, litigation).

    Over a person, or a team with everybody who ever had a post in or under it, or a class of record;
    exactly one of these. One person sets it; lifting is asked for by one and done by another.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="legal_holds"
    )
    team = models.ForeignKey("workforce.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    record_class = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=255)
    set_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lift_reason = models.CharField(max_length=255, blank=True)
    lift_asked_by = models.ForeignKey(
        "workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lift_asked_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(LegalHoldQuerySet)()

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="workforce_hold_over_one_thing",
                condition=Q(person__isnull=False, team__isnull=True, record_class="")
                | Q(person__isnull=True, team__isnull=False, record_class="")
                | (Q(person__isnull=True, team__isnull=True) & ~Q(record_class="")),
            ),
            models.CheckConstraint(name="workforce_hold_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="workforce_hold_lift_asked_whole",
                condition=Q(lift_asked_by__isnull=True, lift_asked_at__isnull=True, lift_reason="")
                | (Q(lift_asked_by__isnull=False, lift_asked_at__isnull=False) & ~Q(lift_reason="")),
            ),
            models.CheckConstraint(
                name="workforce_hold_lifted_by_two",
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True)
                | (
                    Q(lifted_by__isnull=False, lifted_at__isnull=False, lift_asked_by__isnull=False)
                    & ~Q(lifted_by=F("lift_asked_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"legal hold {self.pk}"


class Disposal(PlainModel):
    """What one person proposes to dispose of and another confirms. Its key is the log number.

    The database refuses the same person in both places. It is never removed: the log of what was done.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for a second person"
        CONFIRMED = "confirmed", "Confirmed: under way"
        DONE = "done", "Done"
        WITHDRAWN = "withdrawn", "Not done"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    reason = models.CharField(max_length=255)
    proposed_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=255, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="workforce_disposal_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="workforce_disposal_decided_whole",
                condition=Q(state="proposed", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="workforce_disposal_by_two",
                condition=~Q(state__in=("confirmed", "done")) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="workforce_disposal_done_has_moment",
                condition=Q(state="done", finished_at__isnull=False) | (~Q(state="done") & Q(finished_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["state"], condition=Q(state="confirmed"), name="workforce_disposals_going")]

    def __str__(self) -> str:
        return f"disposal {self.pk}"


class DisposalItem(PlainModel):
    """One human, or one batch of a room, of a disposal: done in one transaction, or not at all.

    `record_classes` are the classes of the schedule that were due when it was proposed. `rows` says how
    many were removed once it is done; `problem` why it was not.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Done"
        KEPT = "kept", "Not done"

    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="items")
    person = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="disposal_items"
    )
    room = models.CharField(max_length=40, blank=True)
    batch_key = models.CharField(max_length=120, blank=True)
    label = models.CharField(max_length=255, blank=True)
    record_classes = ArrayField(models.CharField(max_length=40))
    since = models.DateField(help_text="The day the period began.")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    done_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=255, blank=True)

    objects = models.Manager.from_queryset(DisposalItemQuerySet)()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="waiting", person__isnull=False),
                name="workforce_person_proposed_once",
            ),
            models.UniqueConstraint(
                fields=["room", "batch_key"],
                condition=Q(state="waiting", person__isnull=True),
                name="workforce_batch_proposed_once",
            ),
            models.CheckConstraint(
                name="workforce_disposal_of_something",
                condition=Q(person__isnull=False, batch_key="") | (Q(person__isnull=True) & ~Q(batch_key="")),
            ),
            models.CheckConstraint(
                name="workforce_disposed_has_moment",
                condition=Q(state="waiting", done_at__isnull=True) | (~Q(state="waiting") & Q(done_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["disposal", "state"])]

    def __str__(self) -> str:
        return f"disposal item {self.pk}"


class AbsenceTotal(PlainModel):
    """What is left of absences that were disposed of: days by month, team and reason, without people."""

    month = models.DateField(help_text="The first day of the month.")
    team_code = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=3)
    days = models.PositiveIntegerField(help_text="Calendar days away within the month.")
    fte_days = models.DecimalField(max_digits=12, decimal_places=3, help_text="The same by share of full time.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "team_code", "reason"], name="workforce_absence_total_once")
        ]

    def __str__(self) -> str:
        return f"absence total {self.pk}"
