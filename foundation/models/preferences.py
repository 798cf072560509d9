"""How somebody wants to hear from the Academy."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.models.base import PlainModel


class MessagePreferences(PlainModel):
    """One user's choices; without a row everything comes at once and by e-mail.

    `mobile` is a number that was proved by a code; `mobile_asked` waits for its code, of which only a
    digest is kept. Times are by the clock on the wall in Rotherham.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="message_preferences")
    reminders = models.BooleanField(default=True)
    digest_hour = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: each message at once.")
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    texts = models.BooleanField(default=False, help_text="Urgent news also as a text message.")
    mobile = models.CharField(max_length=16, blank=True)
    mobile_proved_at = models.DateTimeField(null=True, blank=True)
    mobile_asked = models.CharField(max_length=16, blank=True)
    code_digest = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="foundation_quiet_hours_whole",
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
            ),
            models.CheckConstraint(
                name="foundation_digest_hour_of_the_day",
                condition=Q(digest_hour__isnull=True) | Q(digest_hour__lte=23),
            ),
            models.CheckConstraint(
                name="foundation_mobile_is_proved",
                condition=Q(mobile="", mobile_proved_at__isnull=True)
                | (~Q(mobile="") & Q(mobile_proved_at__isnull=False)),
            ),
            models.CheckConstraint(name="foundation_texts_need_a_mobile", condition=Q(texts=False) | ~Q(mobile="")),
        ]

    def __str__(self) -> str:
        return f"Message preferences {self.pk}"
