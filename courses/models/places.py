"""What decides who gets a place: approvals, offers from the waiting list, places held for others."""

import uuid

from django.db import models
from django.db.models import F, Q

from courses.querysets.places import ApprovalQuerySet, OfferQuerySet, PlaceHoldQuerySet
from foundation.models import PlainModel


class Approval(PlainModel):
    """One question to a line manager: may this person go? (DOMAIN 6, rule 9)

    Asked when a place is requested or a waiting list joined, and answered once. Who may answer is
    worked out on the day (`workforce.permissions.can_manage`), so that deputies and new managers can.
    """

    class State(models.TextChoices):
        PENDING = "pending", "Waiting for an answer"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Not approved"
        LAPSED = "lapsed", "Nobody answered in time"
        WITHDRAWN = "withdrawn", "No longer needed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    booking = models.ForeignKey("courses.Booking", on_delete=models.PROTECT, related_name="approvals")
    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    why_asked = models.CharField(max_length=20, help_text="A code of courses.rules.approval.")
    excess_minutes = models.PositiveIntegerField(
        default=0, help_text="Minutes beyond the allowance that approving would permit."
    )
    note = models.CharField(max_length=255, blank=True, help_text="What the person wrote to their manager.")
    for_coordinators = models.BooleanField(
        default=False, help_text="There was no manager to ask, so it waits on the coordinators' list."
    )
    asked_at = models.DateTimeField()
    escalates_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=255, blank=True, help_text="What the manager answered.")

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking"], condition=Q(state="pending"), name="courses_one_pending_approval"
            ),
            models.CheckConstraint(
                name="courses_approval_decided_has_moment",
                condition=Q(state="pending", decided_at__isnull=True)
                | (~Q(state="pending") & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["state", "lapses_at"])]

    def __str__(self) -> str:
        return f"approval {self.pk}"


class Offer(PlainModel):
    """A freed place kept for one person of the waiting list until a moment (DESIGN 4, "Waiting list").

    The booking is in state "offered" while an offer stands. `token` is in the message; it opens a
    page with two buttons and does nothing by itself.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", "Waiting for an answer"
        ACCEPTED = "accepted", "Taken"
        DECLINED = "declined", "Not wanted"
        LAPSED = "lapsed", "Not answered in time"
        WITHDRAWN = "withdrawn", "Taken back"

    booking = models.ForeignKey("courses.Booking", on_delete=models.PROTECT, related_name="offers")
    token = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome, default=Outcome.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking"], condition=Q(outcome="open"), name="courses_one_open_offer"),
            models.CheckConstraint(name="courses_offer_ends_after_start", condition=Q(expires_at__gt=F("made_at"))),
        ]
        indexes = [models.Index(fields=["outcome", "expires_at"])]

    def __str__(self) -> str:
        return f"offer {self.pk}"


class PlaceHold(PlainModel):
    """Places of one session kept for a team's subtree, an organisation, or a manager's own people.

    `places` count against the capacity until `released_at`, whether named or not: a booking that
    points here uses one of them. They are released on `until`, or earlier by whoever holds them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey("courses.Session", on_delete=models.PROTECT, related_name="holds")
    team = models.ForeignKey("workforce.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "workforce.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    manager = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="place_holds"
    )
    places = models.PositiveSmallIntegerField()
    until = models.DateField(help_text="The first day on which unnamed places go back to everybody.")
    note = models.CharField(max_length=255, blank=True)
    purchase_order = models.CharField(
        max_length=40, blank=True, help_text="The partner's own number, for finance, where places are charged."
    )
    created_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    objects = PlaceHoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="courses_hold_keeps_something", condition=Q(places__gt=0)),
            models.CheckConstraint(
                name="courses_hold_for_one_kind",
                condition=Q(team__isnull=False, organisation__isnull=True, manager__isnull=True)
                | Q(team__isnull=True, organisation__isnull=False, manager__isnull=True)
                | Q(team__isnull=True, organisation__isnull=True, manager__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["session"], condition=Q(released_at__isnull=True), name="courses_hold_running")]

    def __str__(self) -> str:
        return f"hold {self.pk}"
