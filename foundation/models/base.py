"""Abstract bases every room's models stand on."""

from django.db import models
from django.db.models import F, Q


class PlainModel(models.Model):
    """A model that is no CMS content.

    It stays out of Wagtail's reference index: otherwise every booking would enqueue a task
    (DESIGN 2). A test lists what is indexed.
    """

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class PeriodModel(PlainModel):
    """Something true from `starts_on` until the day before `ends_on`; an empty end still runs."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The first day on which this no longer holds.")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            )
        ]


class RecordedModel(PlainModel):
    """One version of an imported fact: recorded from a moment, until a later file changed it.

    Valid time (when it was true) and recorded time (when we knew) are never mixed (DESIGN 4).
    """

    recorded_from = models.DateTimeField()
    recorded_until = models.DateTimeField(null=True, blank=True)
    recorded_by_run = models.ForeignKey(
        "foundation.ImportRun", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_by_run = models.ForeignKey(
        "foundation.ImportRun", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
