"""Forms that editors write, and the frozen versions that answers hang on."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Revision

from foundation.models.base import PlainModel
from foundation.models.drafts import Drafted
from foundation.stream_field import QuietStreamField
from foundation.versioned_forms.blocks import body_blocks, faults_of, schema_from_body
from foundation.versioned_forms.schema import Schema, read_schema


class FormInDraft(Drafted):
    """A form as editors write it. Publishing freezes what it says as a version.

    Holds only what editors write; answers hang on versions (DESIGN 2). Retired by a date, never
    deleted. A room's own kind of form brings its `body`, and its versions point here as "versions".
    """

    wagtail_reference_index_ignore = True

    code = models.SlugField(unique=True)
    title = models.CharField(max_length=160)
    intro = models.TextField(blank=True, help_text="A few words before the first question: why we ask, who reads it.")
    retired_on = models.DateField(null=True, blank=True, help_text="From this day nobody is asked it any more.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse what would make results ambiguous."""
        super().clean()
        faults = self.faults(self.schema())
        if faults:
            raise ValidationError({"body": faults})

    def faults(self, schema: Schema) -> list[str]:
        """What must be mended before it can be saved, in words for the editor."""
        return list(faults_of(schema))

    def schema(self) -> Schema:
        """What it says now, published or not."""
        body: Any = self.body  # type: ignore[attr-defined]  # every form of a room has one
        raw = body.stream_block.get_prep_value(body) if body else []
        return schema_from_body(self.title, self.intro, raw)

    @transaction.atomic
    def publish(self, revision: Revision, user: Any = None, *args: Any, **kwargs: Any) -> None:
        """Publish, and freeze what is live now in the same transaction.

        Publishing by the clock passes here too. A revision scheduled for later is not live yet, and
        freezes nothing until it is.
        """
        super().publish(revision, user, *args, **kwargs)
        live = type(self)._default_manager.select_for_update().get(pk=self.pk)
        if live.live and live.live_revision_id == revision.pk:
            _freeze(live, user)


class FrozenForm(PlainModel):
    """What a form said when it was published. Append-only: a record renders in it for ever."""

    number = models.PositiveIntegerField()
    schema_data = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"form version {self.pk}"

    @property
    def schema(self) -> Schema:
        """Its sections and fields."""
        return read_schema(self.schema_data)


class FormTemplate(FormInDraft):
    """A form of the programme. `purpose` says which room asks it and when."""

    purpose = models.SlugField(help_text="What it is asked for. The programme finds the form by this.")
    body = QuietStreamField(body_blocks(plain=True), blank=True)

    class Meta:
        ordering = ["title"]
        verbose_name = "form"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The form as people will see it; it cannot be sent."""
        from foundation.versioned_forms.asking import schema_form  # a form class, which models do not load

        form = schema_form(self.schema())
        return render(request, "foundation/form_preview.html", {"template": self, "form": form})


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    """Frozen versions."""

    def in_use(self, purpose: str, on: Any) -> "FormVersion | None":
        """The newest version of the published form for a purpose on a day, or None."""
        wanted = self.filter(template__purpose=purpose, template__live=True)
        running = models.Q(template__retired_on__isnull=True) | models.Q(template__retired_on__gt=on)
        return wanted.filter(running).order_by("template_id", "-number").select_related("template").first()


class FormVersion(FrozenForm):
    """A frozen version of a form of the programme."""

    template = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, related_name="versions")

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="foundation_form_version_once")]
        ordering = ["template", "number"]


def _freeze(template: Any, user: Any) -> None:
    """The next version, unless the newest says the same word for word."""
    data = template.schema().as_data()
    newest = template.versions.order_by("-number").first()
    if newest is not None and newest.schema_data == data:
        return
    template.versions.create(
        number=newest.number + 1 if newest else 1,
        schema_data=data,
        published_at=timezone.now(),
        published_by=user,
    )
