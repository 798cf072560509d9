"""Who leads a session, their way in without an account, and what happens when one of them is ill."""

from django.db import models
from django.db.models import F, Q

from courses.querysets.trainers import SessionNeedQuerySet, SessionTrainerQuerySet, TrainerLinkQuerySet
from foundation.models import PlainModel


class SessionTrainer(PlainModel):
    """Somebody who leads a session: one of our people, or an outside trainer by name.

    Address, telephone number and fee are seen by coordinators only.
    """

    class Kind(models.TextChoices):
        TRAINER = "trainer", "Trainer"
        LIVED_EXPERIENCE = "lived_experience", "Co-trainer with lived experience"

    session = models.ForeignKey("courses.Session", on_delete=models.CASCADE, related_name="trainers")
    person = models.ForeignKey("workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160, help_text="As learners see it.")
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.TRAINER)
    email = models.EmailField(blank=True, help_text="Of an outside trainer; their page is reached by a link sent here.")
    phone = models.CharField(max_length=30, blank=True)
    fee_pence = models.PositiveIntegerField(default=0)

    objects = SessionTrainerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "name"], name="courses_trainer_once_a_session")]

    def __str__(self) -> str:
        return f"trainer {self.pk}"


class TrainerLink(PlainModel):
    """The link that opens an outside trainer's page: only its digest is kept (DESIGN 7).

    Opening it does nothing; a button on it mails a short code, whose digest stands here until it is
    used, has expired or was tried too often.
    """

    trainer = models.ForeignKey(SessionTrainer, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    code_digest = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = TrainerLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="courses_trainer_link_ends_after_start", condition=Q(expires_at__gt=F("created_at"))
            ),
            models.UniqueConstraint(
                fields=["trainer"], condition=Q(revoked_at__isnull=True), name="courses_one_link_a_trainer"
            ),
        ]

    def __str__(self) -> str:
        return f"trainer link {self.pk}"


class SessionNeed(PlainModel):
    """A session that waits for a coordinator's decision: its trainer is ill, or too few people are booked."""

    class Kind(models.TextChoices):
        TRAINER = "trainer", "The trainer cannot come"
        NUMBERS = "numbers", "Too few people are booked"

    class Decision(models.TextChoices):
        GO_AHEAD = "go_ahead", "Goes ahead"
        SUBSTITUTE = "substitute", "Somebody else leads it"
        ONLINE = "online", "Held online"
        POSTPONED = "postponed", "Moved to another date"
        CANCELLED = "cancelled", "Cancelled"

    session = models.ForeignKey("courses.Session", on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=7, choices=Kind)
    trainer_name = models.CharField(max_length=160, blank=True)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=255, blank=True, help_text="What everybody booked was told.")

    objects = SessionNeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "kind"], condition=Q(decision=""), name="courses_one_open_need_a_kind"
            ),
            models.CheckConstraint(
                name="courses_need_decided_has_moment",
                condition=Q(decision="", decided_at__isnull=True) | (~Q(decision="") & Q(decided_at__isnull=False)),
            ),
        ]
        ordering = ["raised_at", "pk"]

    def __str__(self) -> str:
        return f"need {self.pk}"
