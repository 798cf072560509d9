"""Roles somebody holds for a time, and who stands in for whom."""

from django.db import models
from django.db.models import F, Q

from foundation.models import PeriodModel
from workforce.querysets.standing import ActingManagerQuerySet, DeputyQuerySet, RoleGrantQuerySet


class RoleGrant(PeriodModel):
    """One role of `workforce.roles`, held by a user from a day, within a scope.

    Scope is a subtree of teams, or an organisation, or (both empty) the whole academy.
    """

    user = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=40)
    team = models.ForeignKey("workforce.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "workforce.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=255)
    granted_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    objects = models.Manager.from_queryset(RoleGrantQuerySet)()

    class Meta(PeriodModel.Meta):
        indexes = [models.Index(fields=["user", "role"])]

    def __str__(self) -> str:
        return f"{self.role} grant {self.pk}"


class Deputy(PeriodModel):
    """`deputy` stands in for `principal` between two dates; never without an end.

    A deputy sees and decides as the principal would; a delegate only sees actions, agreements and
    open case work (DOMAIN 9).
    """

    class Kind(models.TextChoices):
        DEPUTY = "deputy", "Deputy: sees and decides in their place"
        DELEGATE = "delegate", "Delegate: sees what is open, decides nothing"

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.DEPUTY)
    principal = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="deputises_for")
    reason = models.CharField(max_length=255)
    created_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(DeputyQuerySet)()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(name="workforce_deputy_is_another", condition=~Q(deputy=F("principal"))),
            models.CheckConstraint(name="workforce_deputy_has_end", condition=Q(ends_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"deputy {self.pk}"


class ActingManager(PeriodModel):
    """An override of one person's line manager that wins until HR's file agrees (DESIGN 4)."""

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="acting_managers")
    manager = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="acting_manager_for")
    reason = models.CharField(max_length=255)
    created_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    confirmed_by_run = models.ForeignKey(
        "foundation.ImportRun", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = models.Manager.from_queryset(ActingManagerQuerySet)()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(name="workforce_acting_manager_is_another", condition=~Q(manager=F("person"))),
        ]

    def __str__(self) -> str:
        return f"acting manager {self.pk}"
