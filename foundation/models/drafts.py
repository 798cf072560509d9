"""What editors draft, review and publish as a snippet: Wagtail's mixins and the rows they need."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin


class Drafted(  # type: ignore[misc]  # Wagtail's mixins are untyped
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model
):
    """Drafts, revisions, workflow, preview and locking (DESIGN 2).

    Publishing a revision rewrites the live row, so what stands on this holds only what editors write:
    nothing an action writes, and nothing that bookings or answers hang on.
    """

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="%(class)s")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )

    class Meta:
        abstract = True
