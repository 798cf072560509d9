"""Learning in one's own time: lessons that editors write, and how far somebody has come."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse

from courses.blocks.lessons import CheckBlocks, LessonBlocks
from courses.querysets.lessons import LessonQuerySet, LessonResultQuerySet, SelfPacedRunQuerySet
from foundation.methodologies import Split
from foundation.models import Drafted, PlainModel
from foundation.stream_field import QuietStreamField


class Lesson(Drafted):
    """One lesson of a self-paced course, with the short check at its end.

    Holds only what editors write. `key` is what somebody's progress names, so that a lesson may be
    rewritten, renamed or moved without losing anybody's place. Retired by unpublishing, never deleted.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        "courses.Course", on_delete=models.PROTECT, related_name="lessons", limit_choices_to={"mode": "self_paced"}
    )
    position = models.PositiveSmallIntegerField(default=1, help_text="1 is the first lesson.")
    title = models.CharField(max_length=160)
    minutes = models.PositiveSmallIntegerField(help_text="About how long it takes. Shown to learners.")
    body = QuietStreamField(LessonBlocks(), blank=True)
    checks = QuietStreamField(
        CheckBlocks(),
        blank=True,
        help_text="Questions at the end. The lesson is done when each is answered rightly; people may try again.",
    )

    objects = LessonQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="courses_lesson_takes_time", condition=Q(minutes__gt=0))]
        ordering = ["course", "position", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, as learners see it."""
        return reverse("courses:lesson", args=[self.course.slug, self.key])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The lesson's own page with the draft in the place of the published words."""
        page = resolve(self.get_absolute_url()).func
        return page(request, slug=self.course.slug, key=self.key, preview=self)


class SelfPacedRun(PlainModel):
    """One person's way through one self-paced course, from the first press to the certificate.

    Minutes and weights are copied from the course when it starts, as a session copies them, so that a
    later edit of the course changes nothing. `source` is how the ledger and the record know it.
    """

    class State(models.TextChoices):
        GOING = "going", "Begun"
        RESTING = "resting", "Begun, and left for a while"
        COMPLETED = "completed", "Completed"
        CLOSED = "closed", "Closed"

    OPEN_STATES = ("going", "resting")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="self_paced_runs")
    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="runs")
    state = models.CharField(max_length=9, choices=State, default=State.GOING)
    learning_minutes = models.PositiveIntegerField()
    weight_sos = models.PositiveSmallIntegerField(default=0)
    weight_rp = models.PositiveSmallIntegerField(default=0)
    weight_sp = models.PositiveSmallIntegerField(default=0)
    weight_general = models.PositiveSmallIntegerField(default=100)
    allowance_minutes = models.PositiveIntegerField(
        default=0, help_text="Minutes of allowance it sets aside; 0 where it uses none or none was left."
    )
    ledger_cycle = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField()
    active_at = models.DateTimeField(help_text="The last time something was done in it.")
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = SelfPacedRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course"], condition=Q(state__in=("going", "resting")), name="courses_one_open_run"
            ),
            models.CheckConstraint(
                name="courses_run_completed_has_moment",
                condition=Q(state="completed", completed_at__isnull=False)
                | (~Q(state="completed") & Q(completed_at__isnull=True)),
            ),
            models.CheckConstraint(name="courses_run_active_after_start", condition=Q(active_at__gte=F("started_at"))),
        ]
        indexes = [models.Index(fields=["state", "active_at"])]

    def __str__(self) -> str:
        return f"run {self.public_id}"

    @property
    def source(self) -> str:
        """The key by which the ledger and the record know it."""
        return f"self-paced:{self.public_id}"

    @property
    def is_open(self) -> bool:
        """Whether the person is still on the way."""
        return self.state in self.OPEN_STATES

    @property
    def weights(self) -> Split:
        """Percentages by methodology as copied when it began."""
        return Split(self.weight_sos, self.weight_rp, self.weight_sp, self.weight_general)


class LessonResult(PlainModel):
    """How far somebody is in one lesson of one run. Kept by the lesson's key.

    `answers` are the choices last given to its questions, by the question's id: shown again on return.
    """

    run = models.ForeignKey(SelfPacedRun, on_delete=models.PROTECT, related_name="results")
    lesson_key = models.UUIDField()
    answers = models.JSONField(default=dict, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(help_text="When it was first answered.")
    done_at = models.DateTimeField(null=True, blank=True)

    objects = LessonResultQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "lesson_key"], name="courses_lesson_once_a_run")]

    def __str__(self) -> str:
        return f"lesson result {self.pk}"
