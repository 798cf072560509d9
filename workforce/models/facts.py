"""What surrounds the facts: who looked, what is said to be wrong, what was joined, what is live."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.models import PlainModel
from workforce.querysets.facts import FactDisputeQuerySet, LiveFromQuerySet, ReadLogQuerySet


class ReadLog(PlainModel):
    """Somebody opened the page of somebody else. Shown to whom it is about (DOMAIN 9)."""

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="reads")
    reader = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    page = models.CharField(max_length=60)
    capacity = models.CharField(max_length=60, help_text="As what they looked, in words.")

    objects = models.Manager.from_queryset(ReadLogQuerySet)()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["person", "-at"], name="workforce_reads_of_person")]

    def __str__(self) -> str:
        return f"read {self.pk}"


class FactDispute(PlainModel):
    """ "This is wrong": somebody says that a fact held about them does not hold (DESIGN 4)."""

    class Fact(models.TextChoices):
        NAME = "name", "My name or work e-mail"
        REGISTRATION = "registration", "My professional registration"
        SERVICE = "service", "When my service began"
        POST = "post", "My job, team, hours or dates"
        MANAGER = "manager", "My line manager"
        ABSENCE = "absence", "A time I was away"
        EQUALITY = "equality", "My equality details"
        RECORDS = "records", "My earlier records are missing or not mine"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "Waiting for an answer"
        MENDED = "mended", "Mended"
        STANDS = "stands", "Checked and left as it is"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="disputes")
    fact = models.CharField(max_length=12, choices=Fact)
    statement = models.TextField(max_length=1000)
    role = models.CharField(max_length=40, help_text="Code of the role that can mend it.")
    raised_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    answer = models.TextField(max_length=1000, blank=True)
    answered_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(FactDisputeQuerySet)()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="workforce_dispute_answer_whole",
                condition=Q(state="open", answered_by__isnull=True, answered_at__isnull=True, answer="")
                | (~Q(state="open") & Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]
        indexes = [models.Index(fields=["role"], condition=Q(state="open"), name="workforce_disputes_open")]

    def __str__(self) -> str:
        return f"dispute {self.pk}"


class JoinDecision(PlainModel):
    """What somebody decided about two records that may be one human. Rows are only added."""

    class Decision(models.TextChoices):
        JOINED = "joined", "One human: joined"
        REFUSED = "refused", "Two humans: not joined"
        PARTED = "parted", "Parted again"

    kept = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=7, choices=Decision)
    reason = models.CharField(max_length=255)
    decided_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="workforce_join_of_two", condition=~Q(kept=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.pk}"


class LiveFrom(PlainModel):
    """A module goes live for a subtree of teams from a day; no team means everywhere.

    Dues count from it; earlier periods show "not yet live" (DESIGN 4 "Live-from").
    """

    class Module(models.TextChoices):
        COURSES = "courses", "Courses and bookings"
        ALLOWANCE = "allowance", "Learning allowance"
        CPD = "cpd", "CPD record and requirements"
        SUPERVISION = "supervision", "Reflective supervision"
        AUDITS = "audits", "Practice audit"

    module = models.CharField(max_length=12, choices=Module)
    team = models.ForeignKey("workforce.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()

    objects = models.Manager.from_queryset(LiveFromQuerySet)()

    class Meta:
        ordering = ["module", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "team"], nulls_distinct=False, name="workforce_one_live_from_a_team"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module} from {self.starts_on:%Y-%m-%d}"
