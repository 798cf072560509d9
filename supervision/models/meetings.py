"""Meetings for supervision: when, who, and how each stands. Their words are another model's."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.models import PlainModel
from supervision.querysets.meetings import AttendeeQuerySet, MeetingQuerySet
from supervision.reasons import Reason


class Meeting(PlainModel):
    """One supervision: planned for a moment, then held or cancelled; or one of the past, from a file.

    `planned_for` is the day first planned and stays when the date is moved. A meeting of one pair has
    a supervisee; group supervision has attendees instead, except rows of the past file, which name one
    person each. `stands_in_for` is the supervisor in whose place a delegate or deputy led it.
    `write_by` and `sign_by` are the last good days, by the policy in force on the day it was held. A child
    that was thought about in full in a supervision has a meeting of its own `within` it, which no count
    of meetings counts; `case_key` tells for which line of the table it was opened.
    """

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", "Individual supervision"
        CASE = "case", "Supervision about one child or family"
        GROUP = "group", "Group supervision"
        ASYE = "asye", "Supervision in the assessed year"
        WELLBEING = "wellbeing", "Wellbeing check-in"
        AD_HOC = "ad_hoc", "Decision between supervisions"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Did not take place"

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        ONLINE = "online", "Online"
        TELEPHONE = "telephone", "By telephone"

    REGULAR = (Kind.INDIVIDUAL, Kind.ASYE)
    """Kinds that count towards how often somebody has supervision (DOMAIN 5)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.INDIVIDUAL)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    supervisee = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="supervisions"
    )
    supervisor = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="supervisions_led"
    )
    stands_in_for = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreement = models.ForeignKey(
        "supervision.Agreement", null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    within = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reflections",
        help_text="Part of this one.",
    )
    case_key = models.CharField(
        max_length=64, blank=True, db_default="", help_text="Keyed digest of the reference it is about."
    )
    starts_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_for = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    mode = models.CharField(max_length=9, choices=Mode, blank=True)
    place = models.CharField(max_length=120, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0, help_text="Of its calendar invitation; only rises.")
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    write_by = models.DateField(null=True, blank=True)
    sign_by = models.DateField(null=True, blank=True)
    written_up_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    imported = models.BooleanField(default=False)
    recorded_by_run = models.ForeignKey(
        "foundation.ImportRun", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = models.Manager.from_queryset(MeetingQuerySet)()

    class Meta:
        ordering = ["held_on", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supervisee", "held_on", "kind"],
                condition=Q(imported=True),
                name="supervision_past_meeting_once",
            ),
            models.UniqueConstraint(
                fields=["supervisee", "starts_at"], condition=Q(state="planned"), name="supervision_planned_once"
            ),
            models.UniqueConstraint(
                fields=["within", "case_key"], condition=~Q(case_key=""), name="supervision_case_within_once"
            ),
            models.CheckConstraint(
                name="supervision_within_is_a_case", condition=Q(within=None, case_key="") | Q(kind="case")
            ),
            models.CheckConstraint(
                name="supervision_meeting_of_two", condition=Q(supervisee=None) | ~Q(supervisee=F("supervisor"))
            ),
            models.CheckConstraint(
                name="supervision_only_groups_have_no_supervisee",
                condition=Q(kind="group") | Q(supervisee__isnull=False),
            ),
            models.CheckConstraint(
                name="supervision_meeting_state_whole",
                condition=Q(state="planned", starts_at__isnull=False, held_on=None)
                | Q(state="held", held_on__isnull=False, write_by__isnull=False, sign_by__isnull=False)
                | (Q(state="cancelled", held_on=None) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="supervision_written_after_held",
                condition=Q(written_up_on=None) | Q(written_up_on__gte=F("held_on")),
            ),
            models.CheckConstraint(
                name="supervision_signed_after_held", condition=Q(signed_on=None) | Q(signed_on__gte=F("held_on"))
            ),
        ]
        indexes = [
            models.Index(fields=["supervisee", "held_on"], name="supervision_meetings_of"),
            models.Index(fields=["supervisor", "held_on"], name="supervision_meetings_led"),
            models.Index(fields=["starts_at"], condition=Q(state="planned"), name="supervision_meetings_ahead"),
        ]

    def __str__(self) -> str:
        return f"supervision {self.pk}"


class MeetingEvent(PlainModel):
    """What happened to a meeting's date, by whom and why. Rows are only added; the database sees to it."""

    class Verb(models.TextChoices):
        PLANNED = "planned", "Planned"
        MOVED = "moved", "Moved"
        CANCELLED = "cancelled", "Cancelled"
        HELD = "held", "Held"
        HANDED = "handed", "Handed to somebody standing in"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="events")
    verb = models.CharField(max_length=9, choices=Verb)
    from_at = models.DateTimeField(null=True, blank=True)
    to_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"event {self.pk}"


class Attendee(PlainModel):
    """Somebody at a group supervision: one of our people, or a guest from a partner by name and address."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", "Facilitator"
        PRESENTER = "presenter", "Brings the question"
        ADVISER = "adviser", "Adviser"
        MEMBER = "member", "Member"

    class Attendance(models.TextChoices):
        EXPECTED = "expected", "Expected"
        ATTENDED = "attended", "Was there"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Was not there"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendees")
    person = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="group_supervisions"
    )
    guest_name = models.CharField(max_length=120, blank=True)
    guest_email = models.EmailField(max_length=254, blank=True)
    organisation = models.ForeignKey(
        "workforce.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=11, choices=Role, default=Role.MEMBER)
    attendance = models.CharField(max_length=9, choices=Attendance, default=Attendance.EXPECTED)

    objects = models.Manager.from_queryset(AttendeeQuerySet)()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="supervision_attendee_once"),
            models.UniqueConstraint(
                fields=["meeting", "guest_email"], condition=~Q(guest_email=""), name="supervision_guest_once"
            ),
            models.CheckConstraint(
                name="supervision_person_or_guest",
                condition=Q(person__isnull=False, guest_name="", guest_email="")
                | (Q(person=None) & ~Q(guest_name="") & ~Q(guest_email="")),
            ),
        ]

    def __str__(self) -> str:
        return f"attendee {self.pk}"
