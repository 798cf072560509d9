"""Pathways: what to learn in a role, step by step, and how far somebody has come."""

import uuid

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.search import index

from courses.blocks.steps import STEPS
from courses.querysets.pathways import EnrolmentQuerySet, PathwayQuerySet, StepDoneQuerySet
from foundation.models import Drafted, PeriodModel, PlainModel, PublicContent
from foundation.stream_field import QuietStreamField


class Pathway(  # type: ignore[misc]  # Wagtail's mixins are untyped
    PublicContent,
    Drafted,
    index.Indexed,
    ClusterableModel,
):
    """One pathway of DOMAIN 8. It holds only what editors write, and is retired by a date, never deleted."""

    code = models.SlugField(max_length=40, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=255, help_text="Who it is for and where it leads, in a sentence or two.")
    description = RichTextField(blank=True, features=["h3", "bold", "italic", "ol", "ul", "link", "document-link"])
    audiences = ParentalManyToManyField(
        "foundation.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary__code": "audience"},
        help_text="People in any of these are put on it each night. Choose none where people join by choice.",
    )
    open_to_join = models.BooleanField(default=False, help_text="People may join by themselves.")
    finish_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Days in which most people finish; empty where there is no hurry."
    )
    steps = QuietStreamField(STEPS, blank=True)
    position = models.PositiveSmallIntegerField(default=50, help_text="Lower comes first in lists and on the desk.")
    retired_on = models.DateField(null=True, blank=True, help_text="From this day nobody is put on it.")

    objects = PathwayQuerySet.as_manager()

    search_fields = (
        index.SearchField("title", boost=3),
        index.SearchField("summary"),
        index.AutocompleteField("title"),
        index.FilterField("live"),
    )

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page on the site."""
        return reverse("courses:pathway", args=[self.slug])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What stands at its own address, with the draft instead of the published words."""
        page = resolve(self.get_absolute_url()).func
        return page(request, slug=self.slug, preview=self)


class Enrolment(PeriodModel):
    """Somebody is on a pathway from a day; how far they have come follows from what they learned."""

    class How(models.TextChoices):
        RULE = "rule", "By their role"
        CHOICE = "choice", "They joined"
        MANAGER = "manager", "Their manager put them on it"
        COORDINATOR = "coordinator", "A coordinator put them on it"

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="enrolments")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="enrolments")
    how = models.CharField(max_length=11, choices=How)
    through = models.CharField(max_length=255, blank=True, help_text="The audiences that hold, by name.")
    enrolled_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField()
    ended_reason = models.CharField(max_length=255, blank=True)

    objects = models.Manager.from_queryset(EnrolmentQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="courses_enrolment_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=["person", "pathway"], condition=Q(ends_on=None), name="courses_one_running_enrolment"
            ),
        ]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"


class StepDone(PlainModel):
    """An activity or an observation somebody says they have done, and what the manager says to it.

    `step` is the id of the block in the pathway. Rows are not edited once they are answered.
    """

    class State(models.TextChoices):
        DECLARED = "declared", "Waiting for the manager"
        CONFIRMED = "confirmed", "Confirmed"
        RETURNED = "returned", "Given back"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="steps_done")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=40)
    done_on = models.DateField()
    note = models.CharField(max_length=255)
    state = models.CharField(max_length=9, choices=State, default=State.DECLARED)
    declared_at = models.DateTimeField()
    answered_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=255, blank=True)

    objects = models.Manager.from_queryset(StepDoneQuerySet)()

    class Meta:
        ordering = ["declared_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="courses_step_answer_whole",
                condition=Q(state="declared", answered_by=None, answered_at=None, answer="")
                | (~Q(state="declared") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="courses_step_returned_with_words", condition=~Q(state="returned") | ~Q(answer="")
            ),
        ]
        indexes = [models.Index(fields=["person", "pathway"], name="courses_steps_of_person")]

    def __str__(self) -> str:
        return f"step done {self.pk}"
