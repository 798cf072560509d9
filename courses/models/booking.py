"""Bookings, what happened to them, and who was there."""

import uuid

from django.db import models
from django.db.models import Q

from courses import reasons
from courses.querysets.bookings import AttendanceMarkQuerySet, BookingEventQuerySet, BookingQuerySet
from foundation.models import PlainModel


class Booking(PlainModel):
    """One person's place, or hope of one, on one session.

    The row carries its present state, written only together with its history row (DESIGN 4).
    `sequence` is the iCalendar SEQUENCE of its invitations, raised on every change.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", "Waiting for approval"
        APPROVED = "approved", "Approved"
        OFFERED = "offered", "Place offered"
        BOOKED = "booked", "Booked"
        WAITING = "waiting", "On the waiting list"
        DECLINED = "declined", "Not approved"
        CANCELLED = "cancelled", "Cancelled"
        ATTENDED = "attended", "Attended"
        PARTIAL = "partial", "Attended in part"
        DID_NOT_ATTEND = "did_not_attend", "Did not attend"

    SOURCE = "booking:"
    """What its key in the ledger and in the record begins with."""
    LIVE_STATES = ("requested", "approved", "offered", "booked", "waiting")
    PLACE_STATES = ("requested", "approved", "offered", "booked", "attended", "partial", "did_not_attend")
    """A request keeps its place until it is answered or lapses, so that an approved person has one."""

    class Band(models.IntegerChoices):
        """Who is served first on a waiting list (DOMAIN 6, rule 8); inside a band the queue number decides."""

        REBOOKING = 0, "The Academy cancelled or moved their session"
        PRIORITY = 1, "Newly qualified, or learning they must do"
        ORDINARY = 2, "Everybody else"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey("courses.Session", on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="bookings")
    state = models.CharField(max_length=14, choices=State)
    reason = models.CharField(max_length=20, blank=True, help_text="A code of courses.reasons, for a way out.")
    cancelled_late = models.BooleanField(default=False)
    walk_in = models.BooleanField(
        default=False, help_text="Added on the day or later, without a booking: nothing was set aside for it."
    )
    sequence = models.PositiveSmallIntegerField(default=0)
    allowance_minutes = models.PositiveIntegerField(
        default=0, help_text="Minutes of allowance it set aside; 0 where the learning or the person uses none."
    )
    ledger_cycle = models.PositiveSmallIntegerField(
        default=0, help_text="Raised when its minutes move to another day: the ledger's cycle of its source."
    )
    queue_number = models.PositiveIntegerField(
        null=True, blank=True, help_text="Place in the queue, given under the session's lock and never changed."
    )
    band = models.PositiveSmallIntegerField(choices=Band, default=Band.ORDINARY)
    accepts_automatically = models.BooleanField(
        default=False, help_text="They asked to be booked at once when a place is offered."
    )
    hold = models.ForeignKey(
        "courses.PlaceHold", null=True, blank=True, on_delete=models.PROTECT, related_name="bookings"
    )
    moved_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_to", help_text="The date given up."
    )
    confirm_by = models.DateTimeField(
        null=True, blank=True, help_text="Asked to say by then whether the changed date still suits."
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    removed_by_log = models.BigIntegerField(
        null=True, blank=True, help_text="Number of the disposal that took the person away: it is a figure now."
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(state__in=("requested", "approved", "offered", "booked", "waiting")),
                name="courses_one_live_booking",
            ),
            models.UniqueConstraint(
                fields=["session", "queue_number"],
                condition=Q(queue_number__isnull=False),
                name="courses_queue_number_once",
            ),
            models.CheckConstraint(
                name="courses_waiting_has_number",
                condition=~Q(state__in=("waiting", "offered")) | Q(queue_number__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["person", "state"]), models.Index(fields=["session", "state"])]

    def __str__(self) -> str:
        return f"booking {self.public_id}"

    @property
    def source(self) -> str:
        """The key by which the ledger and the record know it."""
        return f"{self.SOURCE}{self.public_id}"

    @property
    def is_live(self) -> bool:
        """Whether the person still hopes to come."""
        return self.state in self.LIVE_STATES

    @property
    def asks_why(self) -> bool:
        """Whether the person is offered the short list of reasons: missed, given up late, not approved, lapsed."""
        late = self.state == self.State.CANCELLED and self.cancelled_late
        return late or self.lapsed or self.state in (self.State.DID_NOT_ATTEND, self.State.DECLINED)

    @property
    def lapsed(self) -> bool:
        """Whether it ended because nobody answered the request; that stays its reason."""
        return self.state == self.State.CANCELLED and self.reason == "not_answered"

    @property
    def reason_for_others(self) -> str:
        """The reason as a manager may read it: a private one shows only as "accepted"."""
        return reasons.for_others(self.reason)


class BookingEvent(PlainModel):
    """One change of a booking's state. Append-only."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="events")
    from_state = models.CharField(max_length=14, choices=Booking.State, blank=True)
    to_state = models.CharField(max_length=14, choices=Booking.State)
    at = models.DateTimeField()
    by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=255, blank=True)

    objects = BookingEventQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"booking event {self.pk}"


class AttendanceMark(PlainModel):
    """What the register says of one booking on one date. A correction is a newer row; the newest counts."""

    class Mark(models.TextChoices):
        PRESENT = "present", "Present"
        PARTIAL = "partial", "Part of the time"
        ABSENT = "absent", "Not there"

    class Source(models.TextChoices):
        REGISTER = "register", "Marked by hand"
        SELF = "self", "Checked in"
        MEETING = "meeting", "From the meeting's list"
        CORRECTION = "correction", "Corrected after closing"

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="marks")
    session_date = models.ForeignKey("courses.SessionDate", on_delete=models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=7, choices=Mark)
    minutes = models.PositiveIntegerField(help_text="Learning minutes attended on that date.")
    at = models.DateTimeField()
    by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source, default=Source.REGISTER)
    signed_as = models.CharField(
        max_length=160, blank=True, help_text="The outside trainer who marked by their own link and has no account."
    )
    reason = models.CharField(max_length=255, blank=True, help_text="Why it was corrected, for a correction.")

    objects = AttendanceMarkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["booking", "session_date", "-at"])]
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"mark {self.pk}"
