"""What two people agree on before they work together in supervision (DOMAIN 5, form T5)."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.models import PlainModel
from foundation.protected_text.fields import ProtectedJSONField
from supervision.querysets.agreements import AgreementQuerySet


class Agreement(PlainModel):
    """One agreement of one pair. It is signed once; what changes later is a new one that follows it.

    `part` allows two supervisors who share the work. `interval_days` is a closer frequency than the
    policy's, where the two want one; empty is the policy's. `answers` are those of form T5 in
    `form_version`, sealed. The limits of confidentiality are acknowledged by the supervisee before
    anything is signed, so before first use.
    """

    class Part(models.TextChoices):
        WHOLE = "whole", "All of supervision"
        MANAGEMENT = "management", "Accountability and workload"
        REFLECTIVE = "reflective", "Reflection, learning and support"

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        SHARED = "shared", "Waiting for signatures"
        CURRENT = "current", "Signed by both"
        ENDED = "ended", "Ended"

    class End(models.TextChoices):
        REPLACED = "replaced", "A newer agreement took its place"
        CHANGE = "change", "Change of supervisor"
        LEFT = "left", "One of the two left or changed teams"
        WITHDRAWN = "withdrawn", "Withdrawn before it was signed"

    OPEN = (State.DRAFT, State.SHARED, State.CURRENT)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    supervisee = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="supervision_agreements")
    supervisor = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="agreements_supervised")
    part = models.CharField(max_length=10, choices=Part, default=Part.WHOLE)
    state = models.CharField(max_length=7, choices=State, default=State.DRAFT)
    starts_on = models.DateField(null=True, blank=True, help_text="The day the second of the two signed.")
    ends_on = models.DateField(null=True, blank=True, help_text="The first day on which it no longer holds.")
    end_reason = models.CharField(max_length=9, choices=End, blank=True)
    interval_days = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=120, blank=True, help_text="A private room, or how the two meet.")
    form_version = models.ForeignKey(
        "supervision.TemplateVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answers = ProtectedJSONField()
    delegate = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="delegated_agreements"
    )
    review_on = models.DateField(null=True, blank=True)
    limits_acknowledged_at = models.DateTimeField(null=True, blank=True)
    supervisee_signed_at = models.DateTimeField(null=True, blank=True)
    supervisor_signed_at = models.DateTimeField(null=True, blank=True)
    follows = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    created_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = models.Manager.from_queryset(AgreementQuerySet)()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supervisee", "supervisor", "part"],
                condition=Q(state__in=["draft", "shared"]),
                name="supervision_one_agreement_in_hand",
            ),
            models.UniqueConstraint(
                fields=["supervisee", "part"], condition=Q(state="current"), name="supervision_one_current_agreement"
            ),
            models.CheckConstraint(name="supervision_agreement_of_two", condition=~Q(supervisee=F("supervisor"))),
            models.CheckConstraint(
                name="supervision_agreement_signed_whole",
                condition=~Q(state="current")
                | Q(
                    starts_on__isnull=False,
                    review_on__isnull=False,
                    limits_acknowledged_at__isnull=False,
                    supervisee_signed_at__isnull=False,
                    supervisor_signed_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="supervision_limits_before_signature",
                condition=Q(supervisee_signed_at=None)
                | Q(limits_acknowledged_at__isnull=False, limits_acknowledged_at__lte=F("supervisee_signed_at")),
            ),
            models.CheckConstraint(
                name="supervision_agreement_ended_whole",
                condition=(Q(state="ended", ends_on__isnull=False) & ~Q(end_reason=""))
                | (~Q(state="ended") & Q(ends_on=None, end_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"
