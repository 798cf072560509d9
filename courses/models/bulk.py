"""One press that changes many: what was asked, how far it has come, and what could not be done."""

import uuid

from django.db import models
from django.db.models import Q

from courses.querysets.bulk import BulkRunQuerySet
from foundation.models import PlainModel


class BulkRun(PlainModel):
    """What a coordinator asked to be done to many rows of one of their lists.

    `public_id` comes with the form, so that the same press twice is one run. Its steps are done one at
    a time, each in a transaction of its own, so a worker that dies leaves whole steps and the clock's
    job goes on from there.
    """

    class Of(models.TextChoices):
        SESSIONS = "sessions", "Sessions"
        BOOKINGS = "bookings", "Bookings"
        COURSES = "courses", "Courses"
        PATHWAYS = "pathways", "Pathways"
        DEMAND = "demand", "Demand"

    class Verb(models.TextChoices):
        OPEN = "open", "Open for booking"
        COPY = "copy", "Copy a week later"
        CANCEL = "cancel", "Cancel the sessions"
        WRITE = "write", "Write to everybody booked"
        APPROVE = "approve", "Approve where there is no manager to ask"
        GIVE_UP = "give_up", "Cancel the bookings"
        PUBLISH = "publish", "Publish the drafts"
        RETIRE = "retire", "Retire from a day"
        RESTORE = "restore", "Bring back from retirement"
        TAKE_OFF = "take_off", "Take off the site"
        DRAFT = "draft", "Draft sessions"
        CERTIFY = "certify", "Issue certificates"
        REISSUE = "reissue", "Issue certificates again, in the names of today"
        REVOKE = "revoke", "Take certificates back"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    of = models.CharField("list", max_length=8, choices=Of, default=Of.SESSIONS)
    verb = models.CharField(max_length=8, choices=Verb)
    words = models.TextField(blank=True, max_length=4000, help_text="The reason, or the message to send.")
    starts_on = models.DateField(null=True, blank=True, help_text="The day it holds from, or a term begins.")
    ends_on = models.DateField(null=True, blank=True, help_text="The day after the term sessions are drafted for.")
    by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = BulkRunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["started_at"], condition=Q(finished_at=None), name="courses_bulk_unfinished")]

    def __str__(self) -> str:
        return f"bulk run {self.public_id}"


class BulkStep(PlainModel):
    """One row of a run. Done when it has a moment; then `problem` says what stood in the way."""

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="steps")
    subject = models.BigIntegerField(help_text="Key of the row in the run's list.")
    amount = models.PositiveSmallIntegerField(default=1, help_text="How many sessions to draft of a course.")
    done_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "subject"], name="courses_bulk_step_once")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"bulk step {self.pk}"
