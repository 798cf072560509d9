"""Templates of supervision: drafted and published in the CMS, frozen as versions, found by what they are for."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse

from foundation.models import FormInDraft, FrozenForm
from foundation.stream_field import QuietStreamField
from foundation.versioned_forms.schema import Schema
from supervision.models.template_blocks import template_blocks
from supervision.models.template_faults import faults_of_template
from supervision.querysets.templates import TemplateVersionQuerySet


class Template(FormInDraft):
    """One form of supervision as editors write it (DOMAIN 5, T1 to T8)."""

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", "Individual reflective supervision"
        CASE = "case", "Case reflection"
        GROUP = "group", "Group supervision"
        NEWLY_QUALIFIED = "newly_qualified", "Supervision in the first year"
        AGREEMENT = "agreement", "Supervision agreement"
        WELLBEING = "wellbeing", "Wellbeing check-in"
        APPRAISAL = "appraisal", "Appraisal and mid-year review"
        NOTE = "note", "Note between meetings"

    class Variant(models.TextChoices):
        GENERAL = "", "For everybody"
        MANAGER = "manager", "For managers"
        EARLY_HELP = "early_help", "For Early Help"
        CHILDREN_IN_CARE = "children_in_care", "For children in care and leaving care"

    kind = models.CharField(max_length=16, choices=Kind)
    variant = models.CharField(max_length=16, choices=Variant, blank=True, default=Variant.GENERAL)
    body = QuietStreamField(template_blocks(), blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = "supervision template"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "variant"],
                condition=models.Q(retired_on__isnull=True),
                name="supervision_one_template_in_use",
                violation_error_message="There is a template of this kind and for these people already. Change that "
                "one, or retire it first.",
            )
        ]

    def faults(self, schema: Schema) -> list[str]:
        """Also what every record of supervision must ask."""
        return [*super().faults(schema), *faults_of_template(self.kind, schema)]

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """As either of the two."""
        return [("supervisee", "As the person supervised"), ("supervisor", "As the supervisor")]

    def get_absolute_url(self) -> str:
        """Where everybody at work may read what is asked."""
        return reverse("supervision:template", args=[self.code])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What stands at its own address, with the draft instead of the published words; it cannot be sent."""
        page = resolve(self.get_absolute_url()).func
        return page(request, code=self.code, preview=self, reader=mode_name)


class TemplateVersion(FrozenForm):
    """What a template said when it was published; records hang on it for ever."""

    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="versions")

    objects = models.Manager.from_queryset(TemplateVersionQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="supervision_version_once")]
        ordering = ["template", "number"]
