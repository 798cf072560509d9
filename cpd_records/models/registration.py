"""What bodies that register or approve people ask of them, and the pieces written for them."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from cpd_records.querysets.registration import PeerInvitationQuerySet, PieceQuerySet, RegistrationRuleQuerySet
from foundation.models import PlainModel
from foundation.protected_text.fields import ProtectedTextField

MONTH = [MinValueValidator(1), MaxValueValidator(12)]
DAY = [MinValueValidator(1), MaxValueValidator(28)]


def _codes(size: int = 40, **more: Any) -> Any:
    return ArrayField(models.CharField(max_length=size), default=list, blank=True, **more)


class RegistrationRule(PlainModel):
    """What one body asks, from a day on, until a later row with the same code (DESIGN rule 7).

    Rows are only added. Whom it concerns: people registered with one of `bodies`, or of whom one of
    `audience_codes` is true (`workforce.rules.audiences`). A figure of 0 asks for none of its kind.
    """

    class Window(models.TextChoices):
        YEAR = "year", "A year that begins on the same day"
        ROLLING = "rolling", "So many months up to today"
        START = "start", "So many months from starting"

    code = models.SlugField(max_length=40)
    starts_on = models.DateField("holds from")
    title = models.CharField(max_length=120)
    body_name = models.CharField("the body, as people call it", max_length=120)
    why = models.CharField(max_length=400, blank=True, help_text="The rule in a sentence or two that people read.")
    address = models.URLField("where they hand it in themselves", blank=True)
    bodies = _codes(4, verbose_name="registered with", help_text="Codes of the staff file: SWE, HCPC, NMC, TRA.")
    audience_codes = _codes(help_text="Or of whom one of these is true, such as foster_carer.")
    window = models.CharField(max_length=7, choices=Window)
    year_month = models.PositiveSmallIntegerField("year begins in month", default=1, validators=MONTH)
    year_day = models.PositiveSmallIntegerField("on day", default=1, validators=DAY)
    window_months = models.PositiveSmallIntegerField("window in months", default=12)
    prompt_month = models.PositiveSmallIntegerField("reminders from month", null=True, blank=True, validators=MONTH)
    prompt_day = models.PositiveSmallIntegerField("reminders from day", null=True, blank=True, validators=DAY)
    pieces = models.PositiveSmallIntegerField("written pieces", default=0)
    peer_pieces = models.PositiveSmallIntegerField("of them with peer reflection", default=0)
    minutes = models.PositiveIntegerField("minutes of learning", default=0)
    participatory_minutes = models.PositiveIntegerField("of them with other people", default=0)
    participatory_kinds = _codes(20, help_text="Kinds of learning that count as with other people.")
    learning = models.PositiveSmallIntegerField("pieces of learning that count", default=0)
    course_codes = _codes(20, help_text="Learning that counts: these courses …")
    learning_kinds = _codes(
        20, help_text="… or anything of these kinds; of awards and qualifications, those that were checked."
    )
    standards = models.PositiveSmallIntegerField("standards to show", default=0)
    vocabulary = models.SlugField("taxonomy the standards are in", max_length=50, blank=True)
    questions = _codes(20, help_text="The body's own order: kind, activity, date, learned, impact, peer.")
    retired = models.BooleanField("no longer asked", default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(RegistrationRuleQuerySet)()

    class Meta:
        ordering = ["title", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "starts_on"], name="cpd_records_one_registration_rule_a_day"),
            models.CheckConstraint(
                name="cpd_records_registration_peers_within",
                condition=Q(peer_pieces__lte=models.F("pieces")) & Q(participatory_minutes__lte=models.F("minutes")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} from {self.starts_on:%Y-%m-%d}"


class Piece(PlainModel):
    """A piece of writing for a regulator: the worker's own, begun from a reflection or from nothing.

    `rule_code` and `window_starts_on` say for which body and year it counts. `complete` and
    `with_peer` are worked out when it is saved, so that counts never need the words.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="registration_pieces")
    rule_code = models.SlugField(max_length=40)
    window_starts_on = models.DateField()
    reflection = models.ForeignKey(
        "cpd_records.Reflection", null=True, blank=True, on_delete=models.PROTECT, related_name="pieces"
    )
    kind = models.CharField(max_length=60, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    activity = ProtectedTextField()
    learned = ProtectedTextField()
    impact = ProtectedTextField()
    peer = ProtectedTextField()
    terms = models.ManyToManyField("foundation.Term", blank=True, related_name="+")
    complete = models.BooleanField(default=False)
    with_peer = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    handed_in_on = models.DateField(null=True, blank=True, help_text="The worker says they gave it to the body.")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "rule_code", "window_starts_on", "reflection"],
                condition=Q(removed_at=None, reflection__isnull=False),
                name="cpd_records_piece_of_reflection_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "rule_code", "window_starts_on"], name="cpd_records_pieces")]

    def __str__(self) -> str:
        return f"piece {self.pk}"


class PeerInvitation(PlainModel):
    """A colleague is asked to reflect on one piece; they see that piece and nothing else.

    Somebody of the directory is named by `colleague` and signs in; anybody else gets a link whose
    token is kept as a digest only. `used` is what the worker decided about the answer.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        ANSWERED = "answered", "Answered"
        REFUSED = "refused", "Cannot do it"
        REVOKED = "revoked", "Taken back"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="invitations")
    colleague = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="peer_invitations"
    )
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    capacity = models.CharField("how they know the practice", max_length=120)
    note = ProtectedTextField()
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True, help_text="When the piece was first shown to them.")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = ProtectedTextField()
    used = models.BooleanField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = PeerInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "email"], condition=Q(state="asked"), name="cpd_records_peer_asked_once"
            ),
            models.CheckConstraint(
                name="cpd_records_peer_answered_when",
                condition=(Q(state="answered") & Q(answered_at__isnull=False)) | ~Q(state="answered"),
            ),
            models.CheckConstraint(
                name="cpd_records_peer_decided_when",
                condition=Q(used=None, decided_at=None) | Q(used__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"peer invitation {self.pk}"
