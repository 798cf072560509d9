"""What people make of their learning and practice, in their own words; sealed in the database."""

import uuid

from django.db import models
from django.db.models import Q

from cpd_records.querysets.reflections import ReaderQuerySet, ReflectionQuerySet
from foundation.models import PlainModel
from foundation.protected_text.fields import ProtectedTextField

BODIES = ("learned", "will_do", "difference")
"""The three questions, in the order in which they are asked."""


class Reflection(PlainModel):
    """One reflection: on a piece of learning in the record, or on something from practice.

    A draft is the writer's alone. Shared, it may be read by the people named in `readers` for as
    long as they are in charge of the writer; nobody else, whatever their role (DOMAIN 9).
    `version` grows with each saving, so that an old tab never overwrites newer words.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Private draft"
        SHARED = "shared", "Shared"
        AGENDA = "agenda", "On the supervision agenda"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="reflections")
    record = models.ForeignKey(
        "cpd_records.CpdRecord", null=True, blank=True, on_delete=models.PROTECT, related_name="reflections"
    )
    title = ProtectedTextField()
    happened_on = models.DateField()
    learned = ProtectedTextField()
    will_do = ProtectedTextField()
    difference = ProtectedTextField()
    has_difference = models.BooleanField(default=False, help_text="Whether the third question is answered.")
    terms = models.ManyToManyField("foundation.Term", blank=True, related_name="+")
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    first_read_at = models.DateTimeField(null=True, blank=True, help_text="By anybody else, since it was shared.")

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cpd_records_reflection_shared_since",
                condition=Q(state="draft", shared_at=None, first_read_at=None)
                | (~Q(state="draft") & Q(shared_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["person", "-happened_on"], name="cpd_records_reflections")]

    def __str__(self) -> str:
        return f"reflection {self.pk}"


class ReflectionReader(PlainModel):
    """Somebody the writer shared a reflection with, as they were in charge that day."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="readers")
    reader = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=80)
    added_at = models.DateTimeField()

    objects = ReaderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reflection", "reader"], name="cpd_records_reflection_reader_once")
        ]

    def __str__(self) -> str:
        return f"reader {self.pk}"


class ReflectionRead(PlainModel):
    """Somebody else read a reflection; shown to the writer beside it."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="reads")
    reader = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    capacity = models.CharField(max_length=80)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"reading {self.pk}"


class CpdPrompt(PlainModel):
    """A letter of the clock's about somebody's record, so that each is sent once.

    `subject` is the source of the learning, the key of a reflection, or a registration year: it
    stays when a correction replaces the record, so nobody is asked twice.
    """

    class Mark(models.TextChoices):
        REFLECT = "reflect", "Asked to reflect, some hours after learning"
        DIFFERENCE = "difference", "Asked what difference it made, some months later"
        YEAR = "year", "Told what their registration year lacks"
        PEER = "peer", "A colleague reminded that they were invited"

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="cpd_prompts")
    mark = models.CharField(max_length=10, choices=Mark)
    subject = models.CharField(max_length=140)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "mark", "subject"], name="cpd_records_prompt_once"),
        ]

    def __str__(self) -> str:
        return f"prompt {self.pk}"
