"""One gapless chain of keyed digests for each pair: what was signed cannot be changed or removed unseen (DESIGN 4)."""

from django.db import models
from django.db.models import Q

from foundation.models import PlainModel


class ChainHead(PlainModel):
    """How long a chain is and what its last link says, under a keyed digest of its own; the row is the chain's lock.

    Without it, taking the newest link away together with its record would leave a shorter chain that
    still holds together.
    """

    chain = models.CharField(max_length=60, unique=True, help_text="pair:<supervisee>:<supervisor>, or group:<leader>.")
    length = models.PositiveIntegerField(default=0)
    last = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="supervision_chain_head_whole",
                condition=Q(length=0, last="", seal="") | (Q(length__gt=0) & ~Q(last="") & ~Q(seal="")),
            )
        ]

    def __str__(self) -> str:
        return f"chain {self.pk}"


class ChainLink(PlainModel):
    """One link: the digest of one thing that was locked, bound to the link before it. Append-only.

    `subject` and `record` are keys, not relations: a row taken away behind our back must leave its link.
    """

    class Kind(models.TextChoices):
        SECTION = "section", "Section"
        SIGNATURES = "signatures", "Signatures"
        WORD = "word", "Comment or addendum"

    head = models.ForeignKey(ChainHead, on_delete=models.PROTECT, related_name="links")
    number = models.PositiveIntegerField()
    record = models.UUIDField(help_text="Public key of the record.")
    kind = models.CharField(max_length=10, choices=Kind)
    subject = models.BigIntegerField(help_text="Key of the section, record or word.")
    digest = models.CharField(max_length=64)
    link = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["head", "number"]
        constraints = [
            models.UniqueConstraint(fields=["head", "number"], name="supervision_link_in_order"),
            models.UniqueConstraint(fields=["kind", "subject"], name="supervision_link_once"),
            models.CheckConstraint(name="supervision_links_from_one", condition=Q(number__gt=0)),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"
