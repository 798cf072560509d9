"""Words in hand: what somebody is still writing, kept as it stands in the boxes of a form."""

from typing import Any

from django.conf import settings
from django.db import models

from foundation.models.base import PlainModel
from foundation.protected_text.fields import ProtectedJSONField


class WordsInHand(PlainModel):
    """A base for a room's own drafts; `foundation.drafting` saves them and shows conflicts.

    `words` holds, by the name of each box, its values, the version they came with, whose they are and
    when: {"experience": {"values": [...], "version": 3, "by": 12, "at": "2026-11-30T14:32:00+00:00"}}.
    They are what was typed, not yet checked. A room whose record is kept for ever keeps its draft in a
    row of its own and removes it when the record is shared. Drafts are disclosable (DOMAIN 9).
    """

    words = ProtectedJSONField()
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def boxes(self) -> dict[str, list[str]]:
        """The values of each box, as a form posts them."""
        found: dict[str, Any] = self.words
        return {name: list(kept["values"]) for name, kept in found.items()}


class PrivateDraft(WordsInHand):
    """What one person is writing in one place, for nobody else yet: a form that has no row until it is sent.

    `place` is chosen by the room ("reflection:new"); the draft goes when the form has been taken.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="private_drafts")
    place = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "place"], name="foundation_one_draft_a_place")]
        indexes = [models.Index(fields=["saved_at"], name="foundation_drafts_by_age")]

    def __str__(self) -> str:
        return f"draft {self.pk}"
