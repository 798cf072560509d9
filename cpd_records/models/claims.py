"""Learning that people claim themselves: shadowing, reading, a conference elsewhere (DOMAIN 6, rules 10 to 14)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from cpd_records.querysets.claims import ClaimEventQuerySet, ClaimKindQuerySet, ClaimQuerySet
from foundation.models import PlainModel
from foundation.protected_text.fields import ProtectedTextField


class ClaimKind(PlainModel):
    """What one kind of learning counts for from a day on, until a later row with the same code (DESIGN rule 7).

    Rows are only added. `caps` name the figures in `policies` that bound it in a year; a kind may stand
    under several. The kinds that do not count are rows too, so that their words can be mended.
    """

    class Effect(models.TextChoices):
        ALLOWANCE = "allowance", "Comes off the learning allowance"
        RECORD = "record", "Goes into the record, takes nothing off"
        NONE = "none", "Cannot be claimed"

    class Cap(models.TextChoices):
        READING = "reading", "Reading"
        SELF_DIRECTED = "self_directed", "Learning by oneself"
        TEAM = "team", "Team learning"

    code = models.SlugField(max_length=12)
    starts_on = models.DateField("holds from")
    name = models.CharField(max_length=80)
    effect = models.CharField(max_length=9, choices=Effect)
    caps = ArrayField(models.CharField(max_length=13, choices=Cap), default=list, blank=True)
    evidence_needed = models.BooleanField(default=False, help_text="A file must be added before it is sent.")
    external = models.BooleanField(default=False, help_text="Somebody else provides it; asks who.")
    hint = models.CharField(max_length=255, blank=True, help_text="What to write about it.")
    instead = models.CharField(max_length=255, blank=True, help_text="Of what does not count: what to do instead.")
    place = models.PositiveSmallIntegerField(default=50, help_text="Lower stands first.")
    retired = models.BooleanField("no longer offered", default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(ClaimKindQuerySet)()

    class Meta:
        ordering = ["place", "name", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "starts_on"], name="cpd_records_one_claim_kind_a_day"),
            models.CheckConstraint(
                name="cpd_records_claim_kind_says_what_instead", condition=~Q(effect="none") | ~Q(instead="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} from {self.starts_on:%Y-%m-%d}"


class Provider(PlainModel):
    """Who offers learning outside the Academy: a light row that coordinators keep."""

    name = models.CharField(max_length=160, unique=True)
    retired = models.BooleanField("no longer offered", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Claim(PlainModel):
    """One piece of learning somebody says they did, or asks to do.

    The row carries its present state, written only together with its history row. Nothing is set aside
    while it waits: verifying uses the time, and `credited_minutes` says how much of it counted.
    `asked_at` is since when it waits for a verifier; `valid_until` the day a certificate runs out.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        ASKED = "asked", "Asked first"
        AGREED = "agreed", "Agreed"
        SUBMITTED = "submitted", "Waiting to be verified"
        QUERIED = "queried", "Waiting for your answer"
        VERIFIED = "verified", "Verified"
        REFUSED = "refused", "Not accepted"
        WITHDRAWN = "withdrawn", "Withdrawn"
        REVERSED = "reversed", "Taken back"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="claims")
    kind = models.SlugField(max_length=12)
    title = models.CharField(max_length=160)
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    provider_name = models.CharField(max_length=160, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day of the learning.")
    minutes = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    methodologies = ArrayField(models.CharField(max_length=7), default=list, blank=True, help_text="Empty: general.")
    note = ProtectedTextField(help_text="What was learned, in their own words.")
    valid_until = models.DateField(null=True, blank=True)
    files = models.ManyToManyField("cpd_records.EvidenceFile", blank=True, related_name="claims")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    asked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    for_coordinators = models.BooleanField(default=False, help_text="Nobody manages them, so coordinators verify.")
    late_asked_at = models.DateTimeField(null=True, blank=True)
    late_allowed_at = models.DateTimeField(null=True, blank=True)
    credited_minutes = models.PositiveIntegerField(null=True, blank=True)
    course_code = models.CharField(max_length=20, blank=True, help_text="By a coordinator's word it counts as this.")
    created_at = models.DateTimeField()

    objects = models.Manager.from_queryset(ClaimQuerySet)()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="cpd_records_claim_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="cpd_records_claim_takes_time", condition=Q(minutes__gt=0)),
            models.CheckConstraint(
                name="cpd_records_claim_credited_when_verified",
                condition=Q(state__in=("verified", "reversed"), credited_minutes__isnull=False)
                | (~Q(state__in=("verified", "reversed")) & Q(credited_minutes__isnull=True)),
            ),
            models.CheckConstraint(
                name="cpd_records_claim_waits_since",
                condition=~Q(state__in=("asked", "submitted")) | Q(asked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="cpd_records_claim_late_allowed_when_asked",
                condition=Q(late_allowed_at=None) | Q(late_asked_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-starts_on"], name="cpd_records_claims_of_person"),
            models.Index(
                fields=["asked_at"], condition=Q(state__in=("asked", "submitted")), name="cpd_records_claims_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"

    @property
    def source(self) -> str:
        """What its ledger entries and its record name."""
        return f"claim:{self.public_id}"


class ClaimEvent(PlainModel):
    """One step in a claim's history. Append-only: the database refuses anything else.

    `text` is what was written with it: a question, an answer, a reason.
    """

    class What(models.TextChoices):
        DRAFTED = "drafted", "Written down"
        ASKED = "asked", "Asked first"
        AGREED = "agreed", "Agreed beforehand"
        LATE_ASKED = "late_asked", "Asked a coordinator to allow it late"
        LATE_ALLOWED = "late_allowed", "Allowed late"
        SUBMITTED = "submitted", "Sent to be verified"
        QUERIED = "queried", "Asked a question"
        ANSWERED = "answered", "Answered"
        VERIFIED = "verified", "Verified"
        REFUSED = "refused", "Not accepted"
        WITHDRAWN = "withdrawn", "Withdrawn"
        REVERSED = "reversed", "Taken back"
        ESCALATED = "escalated", "Passed further up"
        ACCEPTED = "accepted", "Certificate accepted"

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(max_length=12, choices=What)
    from_state = models.CharField(max_length=9, choices=Claim.State, blank=True)
    to_state = models.CharField(max_length=9, choices=Claim.State)
    text = ProtectedTextField()
    by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = models.Manager.from_queryset(ClaimEventQuerySet)()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"claim event {self.pk}"
