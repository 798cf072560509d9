"""Sessions: the dated runs of a course, their dates, places and trainers."""

import uuid

from django.db import models
from django.db.models import F, Q

from courses.querysets.sessions import SessionQuerySet
from courses.querysets.venues import VenueQuerySet
from foundation.methodologies import Split
from foundation.models import PlainModel


class Venue(models.Model):
    """A place where people learn, with how to reach it and what access it has."""

    name = models.CharField(max_length=120, unique=True)
    address = models.TextField(blank=True)
    access = models.TextField(blank=True, help_text="Step-free routes, hearing loop, parking, prayer and quiet rooms.")
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Session(PlainModel):
    """A dated run of a course.

    Learning minutes and weights are copied from the course when it opens, so that a later edit of
    the course changes nothing people have booked (DESIGN 2). `places_taken` is a cache for pages:
    bookings that hold a place and held places nobody is named for; actions recount under the row's
    lock. `last_queue_number` is the newest number given to somebody who waits.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        CANCELLED = "cancelled", "Cancelled"
        CLOSED = "closed", "Register closed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ref = models.CharField(max_length=40, unique=True, help_text="The reference files and colleagues use.")
    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="sessions")
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    join_link = models.URLField(blank=True)
    capacity = models.PositiveSmallIntegerField()
    booking_opens_at = models.DateTimeField(null=True, blank=True)
    booking_closes_at = models.DateTimeField(null=True, blank=True)
    learning_minutes = models.PositiveIntegerField(default=0)
    weight_sos = models.PositiveSmallIntegerField(default=0)
    weight_rp = models.PositiveSmallIntegerField(default=0)
    weight_sp = models.PositiveSmallIntegerField(default=0)
    weight_general = models.PositiveSmallIntegerField(default=100)
    counts_towards_allowance = models.BooleanField(default=True)
    places_taken = models.PositiveSmallIntegerField(default=0, editable=False)
    last_queue_number = models.PositiveIntegerField(default=0, editable=False)
    starts_at = models.DateTimeField(db_index=True, help_text="The start of the first date; kept with the dates.")
    ends_at = models.DateTimeField(help_text="The end of the last date; kept with the dates.")
    joining_notes = models.TextField(blank=True)
    cancelled_reason = models.CharField(max_length=255, blank=True)
    register_closed_at = models.DateTimeField(null=True, blank=True)
    register_closed_by = models.ForeignKey(
        "workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    imported = models.BooleanField(default=False, help_text="Made from the training history file.")
    owner_team = models.ForeignKey(
        "workforce.Team",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose coordinators look after it; empty: those of the whole Academy.",
    )
    minimum_places = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Fewer people than this booked, and a coordinator is asked what to do."
    )
    cost_pence = models.PositiveIntegerField(default=0, help_text="Room, materials and travel; fees are the trainers'.")
    budget_code = models.CharField(max_length=20, blank=True)
    clash_reason = models.CharField(
        max_length=255, blank=True, help_text="Why it stands although a room, trainer or thing is used twice."
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="courses_session_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="courses_session_closed_is_signed",
                condition=Q(state="closed", register_closed_at__isnull=False) | ~Q(state="closed"),
            ),
        ]
        indexes = [
            models.Index(fields=["course", "state", "starts_at"]),
            models.Index(fields=["budget_code"], condition=~Q(budget_code=""), name="courses_session_budget"),
        ]
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return self.ref

    @property
    def weights(self) -> Split:
        """Percentages by methodology as copied when it opened."""
        return Split(self.weight_sos, self.weight_rp, self.weight_sp, self.weight_general)


class SessionDate(PlainModel):
    """One date of a session. Its minutes are the learning time it carries, adding up to the session's."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="dates")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    learning_minutes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="courses_date_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.UniqueConstraint(fields=["session", "starts_at"], name="courses_date_once_a_session"),
        ]
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return f"date {self.pk}"
