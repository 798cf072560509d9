"""Invitations to people of other organisations."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from foundation.models import PlainModel
from workforce.querysets.invitations import InvitationQuerySet


class Invitation(PlainModel):
    """A link in a mail with which somebody of a partner organisation joins (DESIGN 7).

    Only a hash of the link's token is kept. The person proves the address with a code as well, so
    that a forwarded link lets nobody else in.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("workforce.Organisation", on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    first_name = models.CharField(max_length=255)
    last_name = models.CharField(max_length=255)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    sent_times = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(InvitationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="workforce_one_waiting_invitation",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, person__isnull=True)
                | Q(accepted_at__isnull=False, person__isnull=False),
                name="workforce_invitation_accepted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    def state_at(self, at: datetime) -> str:
        """One of accepted, revoked, expired, waiting."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        return "waiting" if self.expires_at > at else "expired"
