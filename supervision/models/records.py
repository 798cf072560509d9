"""The words of a supervision: sections while they are written, signed and kept, and what was said later (DESIGN 4)."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.models import PlainModel, WordsInHand
from foundation.protected_text.fields import ProtectedJSONField, ProtectedTextField
from supervision.querysets.agenda import AgendaQuerySet
from supervision.querysets.records import RecordQuerySet

SUPERVISOR_SIGNED = Q(supervisor_signed_at__isnull=False, supervisor_signed_by__isnull=False)
SUPERVISEE_SIGNED = Q(supervisee_signed_at__isnull=False, supervisee_signed_by__isnull=False)
SUPERVISOR_UNSIGNED = Q(supervisor_signed_at=None, supervisor_signed_by=None)
SUPERVISEE_UNSIGNED = Q(supervisee_signed_at=None, supervisee_signed_by=None)


class Record(PlainModel):
    """The record of one meeting, in the version of the form it was begun in, for ever.

    Drafted by who led the meeting, shared with who was supervised, locked by two signatures; or issued
    without the second after the policy's last day. From then on its sections never change: later
    words are rows of their own. A group's record has one signature, the facilitator's. `shared_with`
    is whom the supervisee lets read their wellbeing answers.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        SHARED = "shared", "Shared, to be signed"
        SIGNED = "signed", "Signed"
        ISSUED = "issued", "Issued, unsigned"

    class SharedWith(models.TextChoices):
        NOBODY = "", "Only me"
        SUPERVISOR = "supervisor", "My supervisor"
        HR = "hr", "Human resources or occupational health"

    LOCKED = (State.SIGNED, State.ISSUED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.OneToOneField("supervision.Meeting", on_delete=models.PROTECT, related_name="record")
    version = models.ForeignKey("supervision.TemplateVersion", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    begun_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    supervisor_signed_at = models.DateTimeField(null=True, blank=True)
    supervisor_signed_by = models.ForeignKey(
        "workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supervisee_signed_at = models.DateTimeField(null=True, blank=True)
    supervisee_signed_by = models.ForeignKey(
        "workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    locked_at = models.DateTimeField(null=True, blank=True)
    shared_with = models.CharField(max_length=10, choices=SharedWith, blank=True)
    needs_released_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(RecordQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="supervision_record_state_whole",
                condition=Q(Q(state="draft", shared_at=None, locked_at=None), SUPERVISOR_UNSIGNED, SUPERVISEE_UNSIGNED)
                | Q(state="shared", shared_at__isnull=False, locked_at=None)
                | Q(Q(state="signed", shared_at__isnull=False, locked_at__isnull=False), SUPERVISOR_SIGNED)
                | Q(
                    Q(state="issued", shared_at__isnull=False, locked_at__isnull=False),
                    SUPERVISOR_SIGNED,
                    SUPERVISEE_UNSIGNED,
                ),
            ),
            models.CheckConstraint(
                name="supervision_record_signatures_named",
                condition=(SUPERVISOR_UNSIGNED | SUPERVISOR_SIGNED) & (SUPERVISEE_UNSIGNED | SUPERVISEE_SIGNED),
            ),
            models.CheckConstraint(
                name="supervision_record_two_signatories",
                condition=Q(supervisor_signed_by=None)
                | Q(supervisee_signed_by=None)
                | ~Q(supervisor_signed_by=F("supervisee_signed_by")),
            ),
        ]
        indexes = [models.Index(fields=["state", "shared_at"], name="supervision_records_by_state")]

    def __str__(self) -> str:
        return f"record {self.pk}"

    @property
    def is_locked(self) -> bool:
        """Whether its sections may change no more."""
        return self.state in self.LOCKED

    @property
    def source(self) -> str:
        """The key by which other rooms and messages know it."""
        return f"supervision:record:{self.public_id}"


class RecordDraft(WordsInHand):
    """What one of the two is typing, box by box; the other does not see it until it is shared.

    It stays until the record is locked, so that what was shared can be taken back and mended.
    """

    class Part(models.TextChoices):
        SUPERVISOR = "supervisor", "Of who led the meeting"
        SUPERVISEE = "supervisee", "Of who was supervised"

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="drafts")
    part = models.CharField(max_length=10, choices=Part)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "part"], name="supervision_one_draft_each")]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class AgendaPoint(PlainModel):
    """Something one of the two wants to talk about, written before the meeting and read by both."""

    meeting = models.ForeignKey("supervision.Meeting", on_delete=models.PROTECT, related_name="agenda")
    text = ProtectedTextField()
    by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(AgendaQuerySet)()

    class Meta:
        ordering = ["meeting", "at", "pk"]

    def __str__(self) -> str:
        return f"agenda point {self.pk}"


class Section(PlainModel):
    """One section as it was shared. Never changed once the record is locked: the database refuses it.

    `disposed_under` is the number in the disposal log under which its words were lawfully replaced.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="sections")
    section_id = models.CharField(max_length=64, help_text="Of the form's version.")
    number = models.PositiveSmallIntegerField()
    visibility = models.CharField(max_length=10)
    answers = ProtectedJSONField()
    disposed_under = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["record", "number"]
        constraints = [
            models.UniqueConstraint(fields=["record", "section_id"], name="supervision_section_once"),
            models.UniqueConstraint(fields=["record", "number"], name="supervision_section_in_order"),
            models.CheckConstraint(
                name="supervision_section_class",
                condition=Q(visibility__in=["management", "case", "learning", "personal", "wellbeing"]),
            ),
        ]

    def __str__(self) -> str:
        return f"section {self.pk}"


class RecordWord(PlainModel):
    """What somebody said about a shared record: a comment, that they see it otherwise, or an addendum. Append-only."""

    class Kind(models.TextChoices):
        COMMENT = "comment", "Comment"
        DISAGREEMENT = "disagreement", "I see this differently"
        ADDENDUM = "addendum", "Added later"

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="later_words")
    kind = models.CharField(max_length=12, choices=Kind)
    visibility = models.CharField(max_length=10, help_text="The class of what it is about: read by the same people.")
    text = ProtectedTextField()
    by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    disposed_under = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["record", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="supervision_word_class",
                condition=Q(visibility__in=["management", "case", "learning", "personal", "wellbeing"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
