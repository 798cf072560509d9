"""What stands where records stood, and files that are still to go."""

from django.db import models
from django.db.models import Q

from foundation.models.base import PlainModel


class Tombstone(PlainModel):
    """Something of a class of record stood here until disposal number `log_number`.

    `place` is the room's own name for it, `digest` a keyed digest of what it held: enough to prove, with
    the key, that a copy found elsewhere is what was removed, and to let a chain that ran through it
    verify. Append-only, for the disposal role too.
    """

    record_class = models.CharField(max_length=40)
    place = models.CharField(max_length=160, unique=True)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    log_number = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="foundation_tombstone_of_something", condition=Q(rows__gt=0))]

    def __str__(self) -> str:
        return f"tombstone {self.pk}"


class FileRemoval(PlainModel):
    """A file of the private store that a disposal has let go, until the store has removed it."""

    name = models.CharField(max_length=255, unique=True)
    log_number = models.BigIntegerField()
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["at"], condition=Q(removed_at=None), name="foundation_files_to_go")]

    def __str__(self) -> str:
        return f"file removal {self.pk}"
