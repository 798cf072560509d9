"""Keys by which a program may read what its owner may read."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from foundation.models import PlainModel
from workforce.querysets.access_keys import AccessKeyQuerySet


class AccessKey(PlainModel):
    """One program's key to the API, in the name of one user, for some scopes, until a day.

    Only a digest is kept: the key itself is shown once, when it is made. It opens nothing its owner
    may not see: every row still passes `visible_to` (DESIGN 5).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="access_keys")
    name = models.CharField(max_length=60, help_text="Which program it is for.")
    scopes = ArrayField(models.CharField(max_length=30))
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True, help_text="The last day on which it was used.")

    objects = AccessKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="workforce_key_ends_after_start", condition=Q(expires_at__gt=F("made_at"))),
            models.CheckConstraint(name="workforce_key_has_scope", condition=Q(scopes__len__gt=0)),
        ]
        indexes = [models.Index(fields=["user"], condition=Q(revoked_at__isnull=True), name="workforce_live_keys")]

    def __str__(self) -> str:
        return f"access key {self.pk}"
