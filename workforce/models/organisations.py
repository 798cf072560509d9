"""Organisations and teams."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from foundation.models import PeriodModel, PlainModel, RecordedModel
from workforce.querysets.organisations import AttachmentStageQuerySet, OrganisationQuerySet
from workforce.querysets.teams import TeamVersionQuerySet


class Organisation(PlainModel):
    """The council, a partner, a school, a voluntary body or an agency (DOMAIN 29, 31, 54, 63)."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "The council"
        PARTNER = "partner", "Partner agency"
        SCHOOL = "school", "School"
        NURSERY = "nursery", "Nursery or early years setting"
        HEALTH = "health", "Health service"
        POLICE = "police", "Police"
        HOUSING = "housing", "Housing"
        SUBSTANCE_MISUSE = "substance_misuse", "Drug and alcohol service"
        PSYCHOLOGY = "psychology", "Psychology service"
        DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse service"
        CHILDMINDERS = "childminders", "Childminders"
        VOLUNTARY = "voluntary", "Voluntary or community body"
        CARERS = "carers", "Carers"

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=20, choices=Kind)
    email_domain = models.CharField(
        max_length=120, blank=True, help_text="People with a proven address here may join without an invitation."
    )
    retired_on = models.DateField(
        null=True, blank=True, help_text="The first day on which it takes no more places. Its history stays."
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email_domain"), condition=~Q(email_domain=""), name="workforce_organisation_domain_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AttachmentStage(PeriodModel):
    """Where a school stands on its Attachment Friendly Schools journey, from one day to another (DOMAIN 31).

    Schools are counted by stage, never the people in them.
    """

    VOCABULARY = "attachment-stage"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="attachment_stages")
    stage = models.ForeignKey("foundation.Term", on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = AttachmentStageQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ends_on__isnull=True), name="workforce_one_running_stage"
            ),
            models.UniqueConstraint(fields=["organisation", "starts_on"], name="workforce_one_stage_a_day"),
        ]

    def __str__(self) -> str:
        return f"attachment stage {self.pk}"


class Team(PlainModel):
    """A team's lasting identity: its code. Name and place in the tree are dated (TeamVersion)."""

    code = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.code


class TeamVersion(RecordedModel):
    """What a team was called and where it stood, from one day to another (FORMATS, teams.csv).

    `path` holds the codes from the root down, each followed by "/", so that a subtree is a prefix.
    """

    class Level(models.TextChoices):
        DIRECTORATE = "directorate", "Directorate"
        SERVICE_AREA = "service_area", "Service area"
        SERVICE = "service", "Service"
        TEAM = "team", "Team"

    class ServiceArea(models.TextChoices):
        SOCIAL_CARE = "social_care", "Social care"
        EARLY_HELP = "early_help", "Early help"
        EDUCATION = "education", "Education"
        COMMISSIONING = "commissioning", "Commissioning"
        PERFORMANCE = "performance", "Performance"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="versions")
    starts_on = models.DateField(null=True, blank=True, help_text="Empty: as far back as records go.")
    ends_on = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=255)
    parent = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=Level)
    service_area = models.CharField(max_length=13, choices=ServiceArea, blank=True)
    path = models.CharField(max_length=255, db_index=True)

    objects = models.Manager.from_queryset(TeamVersionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(recorded_until__isnull=True, ends_on__isnull=True),
                name="workforce_one_running_team_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.level}"
