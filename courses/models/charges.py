"""What partners are charged for places, and what they ask for beyond their quota."""

import uuid

from django.db import models
from django.db.models import Q

from courses.querysets.charges import ChargeQuerySet, PlaceRequestQuerySet
from foundation.models import PlainModel


class Charge(PlainModel):
    """One amount that an organisation is charged for a place, or its reversal (DOMAIN 6, rule 7).

    Append-only: a charge that no longer holds, or is waived, gets a row that points at it with the
    same pence below zero. `cycle` tells apart charges of one booking, when a reversed one comes back.
    """

    class Why(models.TextChoices):
        PLACE = "place", "Place booked"
        NO_LONGER_DUE = "no_longer_due", "Given up, or not to be charged"
        WAIVED = "waived", "Waived"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    booking = models.ForeignKey("courses.Booking", on_delete=models.PROTECT, related_name="charges")
    organisation = models.ForeignKey("workforce.Organisation", on_delete=models.PROTECT, related_name="+")
    cycle = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=13, choices=Why)
    pence = models.IntegerField(help_text="Below zero for a reversal.")
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    reason = models.CharField(max_length=255, blank=True)
    purchase_order = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ChargeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "cycle"], condition=Q(reverses__isnull=True), name="courses_one_charge_a_cycle"
            ),
            models.CheckConstraint(
                name="courses_charge_sign",
                condition=Q(why="place", reverses__isnull=True, pence__gt=0)
                | (~Q(why="place") & Q(reverses__isnull=False, pence__lt=0)),
            ),
            models.CheckConstraint(name="courses_waiver_has_reason", condition=~Q(why="waived") | ~Q(reason="")),
        ]
        indexes = [models.Index(fields=["organisation", "at"])]

    def __str__(self) -> str:
        return f"charge {self.public_id}"


class PlaceRequest(PlainModel):
    """An organisation asks for places on a session, beyond those it has. A coordinator answers."""

    class State(models.TextChoices):
        PENDING = "pending", "Waiting for an answer"
        GRANTED = "granted", "Places kept"
        DECLINED = "declined", "Not possible"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey("courses.Session", on_delete=models.PROTECT, related_name="place_requests")
    organisation = models.ForeignKey("workforce.Organisation", on_delete=models.PROTECT, related_name="+")
    places = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    asked_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=255, blank=True)
    hold = models.ForeignKey(
        "courses.PlaceHold", null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )

    objects = PlaceRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(name="courses_request_asks_something", condition=Q(places__gt=0)),
            models.UniqueConstraint(
                fields=["session", "organisation"], condition=Q(state="pending"), name="courses_one_pending_request"
            ),
            models.CheckConstraint(
                name="courses_request_answered_has_moment",
                condition=Q(state="pending", answered_at__isnull=True)
                | (~Q(state="pending") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"place request {self.pk}"
