"""Messages waiting to be sent, being sent, and sent."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.models.base import PlainModel


class OutboxMessage(PlainModel):
    """One message to one address, written in the transaction of what it tells (DESIGN 4 "Messages").

    `source` and `kind` name the happening, so that a retried action cannot send it twice.
    The Message-ID is fixed when the row is written: a repeat after a crash carries the same one.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be sent"
        ATTEMPTING = "attempting", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not sent"
        BUNDLED = "bundled", "In a daily mail"

    class Channel(models.TextChoices):
        MAIL = "mail", "E-mail"
        TEXT = "text", "Text message"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_address = models.CharField(max_length=254, help_text="An e-mail address, or the number of a mobile telephone.")
    channel = models.CharField(max_length=4, choices=Channel, default=Channel.MAIL)
    kind = models.CharField(max_length=60)
    source = models.CharField(max_length=120, help_text="What it is about, as a source key: 'booking:<id>:3'.")
    about = models.CharField(
        max_length=80, default="", db_index=True, help_text="The thing in `source`: 'booking:<id>'."
    )
    subject = models.CharField(max_length=255)
    body = models.TextField()
    calendar = models.TextField(blank=True, help_text="An iCalendar object to attach as text/calendar.")
    calendar_method = models.CharField(max_length=10, blank=True)
    message_id = models.CharField(max_length=255, unique=True)
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField(db_index=True)
    not_before = models.DateTimeField(
        null=True, blank=True, help_text="When quiet hours end, or the daily mail is due."
    )
    in_digest = models.BooleanField(default=False, help_text="Waits for the recipient's daily mail.")
    digest = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="bundled")
    asks_reading = models.BooleanField(default=False, help_text="News of which we want to know that it was read.")
    read_at = models.DateTimeField(null=True, blank=True)
    attempted_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True, help_text="When to try again after a failure.")
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "to_address"], name="foundation_message_once"),
            models.CheckConstraint(
                name="foundation_message_sent_has_moment",
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="foundation_message_bundled_has_digest",
                condition=Q(state="bundled", digest__isnull=False) | (~Q(state="bundled") & Q(digest__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "queued_at"], condition=~Q(state="sent"), name="foundation_message_unsent")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"
