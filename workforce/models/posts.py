"""Posts and absences: versioned facts from the HR files."""

from django.db import models
from django.db.models import F, Q

from foundation.models import RecordedModel
from workforce.querysets.absences import AbsenceQuerySet
from workforce.querysets.posts import PostQuerySet


class Post(RecordedModel):
    """One version of one spell of a person in a post (FORMATS, posts.csv).

    The spell is (person, post_number, starts_on). `ends_on` is exclusive: the day after the last
    day in post. `manager_from` is the day the line manager is known from, for a manager who
    changed inside the spell; empty means the whole spell.
    """

    class RoleFamily(models.TextChoices):
        SOCIAL_WORKER = "social_worker", "Social worker"
        SOCIAL_WORK_STUDENT = "social_work_student", "Social work student"
        EARLY_HELP = "early_help", "Early help"
        RESIDENTIAL = "residential", "Residential"
        EDUCATION = "education", "Education"
        MANAGEMENT = "management", "Management"
        BUSINESS_SUPPORT = "business_support", "Business support"
        OTHER = "other", "Other"

    class Contract(models.TextChoices):
        PERMANENT = "permanent", "Permanent"
        FIXED_TERM = "fixed_term", "Fixed term"
        AGENCY = "agency", "Agency"
        CASUAL = "casual", "Casual"

    class Change(models.TextChoices):
        HIRE = "hire", "Hired"
        TRANSFER = "transfer", "Transferred"
        PROMOTION = "promotion", "Promoted"
        HOURS_CHANGE = "hours_change", "Hours changed"
        RECLASSIFIED = "reclassified", "Reclassified"

    class End(models.TextChoices):
        LEFT = "left", "Left"
        TRANSFER = "transfer", "Transferred"
        PROMOTION = "promotion", "Promoted"
        HOURS_CHANGE = "hours_change", "Hours changed"
        RECLASSIFIED = "reclassified", "Reclassified"

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="posts")
    post_number = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    team = models.ForeignKey("workforce.Team", on_delete=models.PROTECT, related_name="posts")
    job_title = models.CharField(max_length=255)
    role_family = models.CharField(max_length=19, choices=RoleFamily)
    org_role = models.PositiveSmallIntegerField(null=True, blank=True)
    contract = models.CharField(max_length=10, choices=Contract)
    fte = models.DecimalField(max_digits=7, decimal_places=6)
    line_manager = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="managed_posts"
    )
    manager_from = models.DateField(null=True, blank=True)
    change_type = models.CharField(max_length=12, choices=Change)
    start_origin = models.PositiveSmallIntegerField(null=True, blank=True)
    end_type = models.CharField(max_length=12, choices=End, blank=True)
    leaving_reason = models.PositiveSmallIntegerField(null=True, blank=True)
    leaving_destination = models.PositiveSmallIntegerField(null=True, blank=True)
    covering_vacancy = models.BooleanField(null=True, blank=True)
    provisional = models.BooleanField(default=False, help_text="Entered by hand before the staff file had it.")

    objects = models.Manager.from_queryset(PostQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "post_number", "starts_on"],
                condition=Q(recorded_until__isnull=True),
                name="workforce_one_current_post_version",
            ),
            models.CheckConstraint(name="workforce_post_fte_in_range", condition=Q(fte__gt=0, fte__lte=1)),
            models.CheckConstraint(
                name="workforce_post_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["line_manager", "ends_on"],
                condition=Q(recorded_until__isnull=True),
                name="workforce_post_by_manager",
            ),
            models.Index(
                fields=["team", "ends_on"], condition=Q(recorded_until__isnull=True), name="workforce_post_by_team"
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"


class Absence(RecordedModel):
    """One version of one absence (FORMATS, absences.csv). `ends_on` is exclusive; empty while it runs."""

    class Reason(models.TextChoices):
        SIC = "SIC", "Sickness"
        MAT = "MAT", "Maternity, paternity or adoption"
        TRN = "TRN", "Training"
        OTH = "OTH", "Other paid"
        PUB = "PUB", "Public duties"
        UNA = "UNA", "Unauthorised"
        UNP = "UNP", "Unpaid"

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=3, choices=Reason)
    fte_days_lost = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)

    objects = models.Manager.from_queryset(AbsenceQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "starts_on"],
                condition=Q(recorded_until__isnull=True),
                name="workforce_one_current_absence_version",
            ),
            models.CheckConstraint(
                name="workforce_absence_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"absence {self.pk}"
