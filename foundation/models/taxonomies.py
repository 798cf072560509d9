"""Taxonomies: dated terms that editors own (topics, practice standards, evidence tags …)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from foundation.models.public import PublicContent


class Vocabulary(models.Model):
    """A list of terms under one heading, such as the ten practice standards."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    description = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "vocabularies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Term(PublicContent):
    """One term. It is retired by an end date, never deleted, so old records keep their words."""

    vocabulary = models.ForeignKey(Vocabulary, on_delete=models.PROTECT, related_name="terms")
    code = models.SlugField()
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    matches = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="Codes of imported facts this stands for, such as role families for an audience.",
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="The first day on which it may no longer be chosen.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="foundation_term_code_once"),
            models.CheckConstraint(
                name="foundation_term_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
        ]
        ordering = ["vocabulary", "position", "name"]

    def __str__(self) -> str:
        return self.name
