"""When each supervision was due and how that went: worked out by `rules.dues`, kept for lists and figures."""

from django.db import models
from django.db.models import F, Q

from foundation.models import PlainModel
from supervision.querysets.cycles import CycleQuerySet
from supervision.reasons import OF_TURNS


class Cycle(PlainModel):
    """One turn of somebody's clock: from a supervision (or a first day) until the next was held, or was due.

    Nothing here is typed: every row can be worked out again from posts, absences, meetings and policies,
    and is, each night and after whatever changes one of them. `team` is the person's on `counts_on`.
    `gap_days` are the days since the last supervision, less those away and those without any supervisor named.
    """

    class Outcome(models.TextChoices):
        ON_TIME = "on_time", "On time"
        LATE = "late", "Late"
        MISSED = "missed", "Missed"
        OPEN = "open", "Not yet due"

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="supervision_cycles")
    team = models.ForeignKey("workforce.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    due_on = models.DateField()
    last_good_on = models.DateField()
    counts_on = models.DateField()
    every = models.CharField(max_length=20, help_text="The interval that counted: 28 days, 1 month.")
    outcome = models.CharField(max_length=7, choices=Outcome)
    meeting = models.OneToOneField(
        "supervision.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="cycle"
    )
    reason = models.CharField(max_length=16, choices=OF_TURNS, blank=True)
    gap_days = models.PositiveSmallIntegerField()

    objects = models.Manager.from_queryset(CycleQuerySet)()

    class Meta:
        ordering = ["person", "starts_on", "due_on"]
        constraints = [
            models.UniqueConstraint(fields=["person", "starts_on"], name="supervision_cycle_once"),
            models.UniqueConstraint(fields=["person"], condition=Q(outcome="open"), name="supervision_one_open_cycle"),
            models.CheckConstraint(name="supervision_due_after_start", condition=Q(due_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="supervision_held_has_meeting",
                condition=Q(outcome__in=["on_time", "late"], meeting__isnull=False)
                | Q(outcome__in=["missed", "open"], meeting=None),
            ),
        ]
        indexes = [models.Index(fields=["team", "counts_on"], name="supervision_cycles_by_team")]

    def __str__(self) -> str:
        return f"cycle {self.pk}"


class ImportedHistory(PlainModel):
    """The days for which the past file speaks about a team: only in them do dues count before it is live."""

    team = models.OneToOneField("workforce.Team", on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="supervision_history_forward", condition=Q(last_on__gte=F("first_on")))
        ]

    def __str__(self) -> str:
        return f"history of team {self.team_id}"


class PastTurns(PlainModel):
    """Turns of people who were lawfully disposed of, as numbers by team and month, so that old figures stay.

    `month` is the first day of the month in which they counted. The columns are those of
    `measures.compliance.Figures`.
    """

    team = models.ForeignKey("workforce.Team", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    due = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    unsupervised = models.PositiveIntegerField(default=0)
    to_write = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    to_sign = models.PositiveIntegerField(default=0)
    signed = models.PositiveIntegerField(default=0)
    longest_gap = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "month"], name="supervision_past_turns_once")]

    def __str__(self) -> str:
        return f"past turns of team {self.team_id}"
