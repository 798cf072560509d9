"""Private calendar feeds: an address that a calendar program asks again and again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.models import PlainModel


class CalendarFeed(PlainModel):
    """One feed of one user's own bookings, until they take it back.

    Only a digest of the address's token is kept: the address is shown once, when it is made.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60, help_text="What it is for: 'my phone'.")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    read_on = models.DateField(null=True, blank=True, help_text="The last day on which a calendar asked for it.")

    class Meta:
        indexes = [models.Index(fields=["user"], condition=Q(revoked_at__isnull=True), name="courses_live_feeds")]

    def __str__(self) -> str:
        return f"Calendar feed {self.pk}"
