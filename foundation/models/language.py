"""Words that may hurt, with kinder ones: the list behind the language helper (DOMAIN 7)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from foundation.models.base import PeriodModel


class CaringWord(PeriodModel):
    """One word or phrase, what may be said instead, and why. Retired by a date, never deleted."""

    class Source(models.TextChoices):
        TACT = "tact", "TACT, Language that Cares (2019)"
        COUNCIL = "council", "Commonly added by councils"
        OWN = "own", "Added by the Academy"

    phrase = models.CharField(max_length=80, help_text="As it is written most often: “abscond”.")
    forms = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text="Other forms of it, separated by commas: “absconded, absconding”.",
    )
    instead = models.CharField(max_length=160, help_text="What could be said, or done, instead.")
    why = models.CharField(max_length=160, blank=True)
    not_in = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        verbose_name="Not in",
        help_text="Where it means something else, separated by commas: “contact number, in case”.",
    )
    source = models.CharField(max_length=7, choices=Source, default=Source.OWN)

    class Meta(PeriodModel.Meta):
        ordering = ["phrase"]
        verbose_name = "word of the language helper"
        verbose_name_plural = "words of the language helper"
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["phrase"], condition=Q(ends_on__isnull=True), name="foundation_caring_word_once"
            ),
        ]

    def __str__(self) -> str:
        return self.phrase
