"""Time carried from one allowance year into the next: proposed, decided, lapsed (DOMAIN 6, rule 5)."""

import uuid

from django.db import models
from django.db.models import F, Q

from cpd_records.querysets.carry_over import CarryOverQuerySet
from foundation.models import PlainModel
from foundation.protected_text.fields import ProtectedTextField


class CarryOver(PlainModel):
    """One proposal and what became of it. The ledger's entries name it by `ledger_source`.

    `source` names what drafted it ("moved:booking:<uuid>"), empty where a person did; with the person it
    is unique, so that the same happening never drafts twice. `minutes` are what is asked for.
    """

    class Cause(models.TextChoices):
        ABSENCE = "absence", "Being away"
        ACADEMY = "academy", "Learning the Academy moved or cancelled"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waits for an answer"
        GRANTED = "granted", "Granted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "No longer needed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="carry_overs")
    from_year = models.DateField(help_text="1 April of the year the time is taken from.")
    minutes = models.PositiveIntegerField()
    cause = models.CharField(max_length=8, choices=Cause)
    source = models.CharField(max_length=120, blank=True)
    reason = ProtectedTextField(help_text="Why it is asked for, in the words of whoever asks.")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = ProtectedTextField(help_text="Why it was granted or declined.")
    usable_until = models.DateField(null=True, blank=True, help_text="The last day on which granted time counts.")
    expired_at = models.DateTimeField(null=True, blank=True)
    expired_minutes = models.PositiveIntegerField(default=0)

    objects = CarryOverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="cpd_records_carry_moves_something", condition=Q(minutes__gt=0)),
            models.CheckConstraint(
                name="cpd_records_carry_decided_has_moment",
                condition=Q(state="proposed", decided_at__isnull=True) | (~Q(state="proposed") & ~Q(decided_at=None)),
            ),
            models.CheckConstraint(
                name="cpd_records_carry_granted_has_last_day",
                condition=Q(state="granted", usable_until__isnull=False)
                | (~Q(state="granted") & Q(usable_until__isnull=True, expired_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="cpd_records_carry_lapses_no_more_than_it_gave", condition=Q(expired_minutes__lte=F("minutes"))
            ),
            models.UniqueConstraint(
                fields=["person", "source"], condition=~Q(source=""), name="cpd_records_carry_drafted_once"
            ),
        ]
        indexes = [
            models.Index(fields=["proposed_at"], condition=Q(state="proposed"), name="cpd_records_carry_waiting"),
            models.Index(fields=["person", "from_year"]),
        ]

    def __str__(self) -> str:
        return f"carry-over {self.pk}"

    @property
    def ledger_source(self) -> str:
        """Under what its entries stand in the ledger: cycle 0 carries, cycle 1 lapses."""
        return f"carry-over:{self.public_id}"
