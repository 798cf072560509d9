"""Courses: what coordinators write and publish in the CMS."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.search import index

from courses.querysets.catalogue import search_vector
from courses.querysets.courses import CourseQuerySet
from foundation.methodologies import Split
from foundation.models import Drafted, PublicContent


class Course(  # type: ignore[misc]  # Wagtail's mixins are untyped
    PublicContent,
    Drafted,
    index.Indexed,
    ClusterableModel,
):
    """One course of the learning offer (DOMAIN 8).

    Publishing a revision rewrites the live row, so this holds only what editors write: nothing an
    action writes, and nothing that bookings hang on (DESIGN 2). Retired by a date, never deleted.
    """

    class Mode(models.TextChoices):
        ROOM = "room", "In a room"
        VIRTUAL = "virtual", "Online, live"
        SELF_PACED = "self_paced", "In your own time"
        BLENDED = "blended", "Blended"

    class Level(models.TextChoices):
        INTRODUCTORY = "introductory", "Introductory"
        CORE = "core", "Core practice"
        ADVANCED = "advanced", "Advanced"

    class Approval(models.TextChoices):
        POLICY = "policy", "As the rules say: short, planned and mandatory learning needs nobody's approval"
        ALWAYS = "always", "Always ask the line manager"
        NEVER = "never", "Never ask anybody"

    code = models.CharField(max_length=20, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=255, help_text="One or two sentences for the catalogue.")
    description = RichTextField(blank=True, features=["h3", "bold", "italic", "ol", "ul", "link", "document-link"])
    outcomes = RichTextField(blank=True, features=["ul", "bold"], help_text="After this course you can …")
    evidence_base = RichTextField(
        blank=True, features=["bold", "ul", "link"], help_text="The research and the experience it stands on."
    )
    mode = models.CharField(max_length=10, choices=Mode)
    level = models.CharField(max_length=12, choices=Level, default=Level.CORE)
    learning_minutes = models.PositiveIntegerField(
        help_text="Published learning time, without lunch. A full day is 444 minutes (7.4 hours)."
    )
    weight_sos = models.PositiveSmallIntegerField("Signs of Safety %", default=0)
    weight_rp = models.PositiveSmallIntegerField("Restorative Practice %", default=0)
    weight_sp = models.PositiveSmallIntegerField("Social Pedagogy %", default=0)
    weight_general = models.PositiveSmallIntegerField("General %", default=100)
    counts_towards_allowance = models.BooleanField(
        default=True, help_text="Untick for learning that is recorded but takes nothing off the allowance."
    )
    approval = models.CharField("Line manager's approval", max_length=6, choices=Approval, default=Approval.POLICY)
    prerequisites = ParentalManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        related_name="+",
        help_text="Courses people need to have done before this one.",
    )
    equivalents = ParentalManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        related_name="+",
        help_text="Whoever has done one of these counts as having done this course.",
    )
    refresh_months = models.PositiveSmallIntegerField(null=True, blank=True)
    audiences = ParentalManyToManyField(
        "foundation.Term", blank=True, related_name="+", limit_choices_to={"vocabulary__code": "audience"}
    )
    topics = ParentalManyToManyField(
        "foundation.Term", blank=True, related_name="+", limit_choices_to={"vocabulary__code": "topic"}
    )
    practice_standards = ParentalManyToManyField(
        "foundation.Term", blank=True, related_name="+", limit_choices_to={"vocabulary__code": "practice-standard"}
    )
    stages = ParentalManyToManyField(
        "foundation.Term", blank=True, related_name="+", limit_choices_to={"vocabulary__code": "stage-of-help"}
    )
    evidence_tags = ParentalManyToManyField(
        "foundation.Term", blank=True, related_name="+", limit_choices_to={"vocabulary__code": "evidence-tag"}
    )
    outcome_tags = ParentalManyToManyField(
        "foundation.Term", blank=True, related_name="+", limit_choices_to={"vocabulary__code": "outcome"}
    )
    programmes = ParentalManyToManyField(
        "foundation.Term", blank=True, related_name="+", limit_choices_to={"vocabulary__code": "programme"}
    )
    image = models.ForeignKey(
        "foundation.AcademyImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    retired_on = models.DateField(null=True, blank=True, help_text="From this day no new session may be opened.")

    objects = CourseQuerySet.as_manager()

    search_fields = (
        index.SearchField("title", boost=3),
        index.SearchField("summary"),
        index.SearchField("description"),
        index.AutocompleteField("title"),
        index.FilterField("live"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="courses_weights_are_whole",
                condition=Q(weight_sos=100 - F("weight_rp") - F("weight_sp") - F("weight_general")),
            ),
            models.CheckConstraint(name="courses_course_takes_time", condition=Q(learning_minutes__gt=0)),
        ]
        indexes = [GinIndex(search_vector(), name="courses_words")]
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page on the site."""
        return reverse("courses:course", args=[self.slug])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What stands at its own address, shown with the draft instead of the published words."""
        page = resolve(self.get_absolute_url()).func
        return page(request, slug=self.slug, preview=self)

    @property
    def weights(self) -> Split:
        """Percentages by methodology, adding up to 100."""
        return Split(self.weight_sos, self.weight_rp, self.weight_sp, self.weight_general)
