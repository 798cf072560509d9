"""What somebody has been awarded, and who mentored whom: short facts, no prose (DOMAIN rows 3, 42)."""

import uuid

from django.db import models
from django.db.models import F, Q

from cpd_records.querysets.career import AchievementQuerySet, MentoringQuerySet
from foundation.models import PeriodModel, PlainModel
from foundation.protected_text.fields import ProtectedTextField


class Achievement(PlainModel):
    """An accreditation or a qualification, as somebody states it, until a coordinator has seen the proof.

    The National Assessment and Accreditation System is closed: its awards stay as what they were.
    """

    class Kind(models.TextChoices):
        NAAS = "naas", "NAAS accreditation (awarded until 2022)"
        PRACTICE_EDUCATOR = "practice_educator", "Practice educator (PEPS)"
        AMHP = "amhp", "Approved mental health professional"
        BIA = "bia", "Best interests assessor"
        SYSTEMIC = "systemic", "Systemic or family therapy training"
        COACHING = "coaching", "Coaching or mentoring award"
        LEADERSHIP = "leadership", "Leadership or management award"
        ACCREDITATION = "accreditation", "Another accreditation"
        RESIDENTIAL_3 = "residential_3", "Level 3 diploma for residential childcare"
        RESIDENTIAL_5 = "residential_5", "Level 5 diploma in leadership for residential childcare"
        QUALIFICATION = "qualification", "Another qualification"

    class State(models.TextChoices):
        STATED = "stated", "Not checked yet"
        VERIFIED = "verified", "Checked"
        DECLINED = "declined", "Could not be checked"
        REMOVED = "removed", "Removed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="achievements")
    kind = models.CharField(max_length=17, choices=Kind)
    title = models.CharField(max_length=160)
    awarding_body = models.CharField(max_length=160)
    level = models.CharField(max_length=60, blank=True)
    awarded_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True, help_text="The last day it holds.")
    evidence = models.ForeignKey(
        "cpd_records.EvidenceFile", null=True, blank=True, on_delete=models.PROTECT, related_name="achievements"
    )
    state = models.CharField(max_length=8, choices=State, default=State.STATED)
    reason = ProtectedTextField(help_text="Why it could not be checked.")
    stated_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(AchievementQuerySet)()

    class Meta:
        ordering = ["-awarded_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cpd_records_achievement_expires_later",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("awarded_on")),
            ),
            models.CheckConstraint(
                name="cpd_records_achievement_checked_when", condition=Q(state="stated") | Q(decided_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"achievement {self.pk}"


class Mentoring(PeriodModel):
    """One person mentors or coaches another for a while. Only that they met, how often and when; never what of.

    A mentor from outside has a name and no row of ours. Either of the two may end or remove it.
    """

    class Kind(models.TextChoices):
        MENTORING = "mentoring", "Mentoring"
        COACHING = "coaching", "Coaching"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=9, choices=Kind)
    mentee = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="mentored_by")
    mentor = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="mentors"
    )
    mentor_name = models.CharField(max_length=160, blank=True)
    meetings = models.PositiveSmallIntegerField(default=0)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(MentoringQuerySet)()

    class Meta(PeriodModel.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                name="cpd_records_mentoring_has_one_mentor",
                condition=(Q(mentor=None) & ~Q(mentor_name="")) | Q(mentor__isnull=False, mentor_name=""),
            ),
            models.CheckConstraint(
                name="cpd_records_nobody_mentors_themselves", condition=Q(mentor=None) | ~Q(mentor=F("mentee"))
            ),
        ]

    def __str__(self) -> str:
        return f"mentoring {self.pk}"
