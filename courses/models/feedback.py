"""What people are asked after learning: evaluation, impact, observation, pulse; and what they said."""

import uuid

from django.db import models
from django.db.models import F, Q

from courses.querysets.feedback import FormRequestQuerySet, FormResponseQuerySet, QuoteQuerySet
from foundation.models import PlainModel


class PulseRound(PlainModel):
    """One run of the short anonymous survey: who is asked hangs on requests, what was said on answers."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=80, unique=True, help_text="As people read it: Autumn 2026.")
    version = models.ForeignKey("foundation.FormVersion", on_delete=models.PROTECT, related_name="+")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which it can be answered.")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="courses_pulse_closes_after_opening", condition=Q(closes_on__gte=F("opens_on")))
        ]
        ordering = ["-opens_on", "-pk"]

    def __str__(self) -> str:
        return self.name


class FormRequest(PlainModel):
    """Somebody is asked to fill in a form, from a day until a day.

    `person` answers; `about` is whom it is about where that is somebody else (a manager's view of the
    impact, an observation). The version is the one in use when it was asked, and stays. For a pulse
    there is no day of answering: that somebody answered is known, when is not.
    """

    class Purpose(models.TextChoices):
        EVALUATION = "evaluation", "How the learning was"
        IMPACT_LEARNER = "impact-learner", "What has changed, three months on"
        IMPACT_MANAGER = "impact-manager", "What a manager has seen change"
        OBSERVATION = "observation", "Observation of practice"
        PULSE = "pulse", "Anonymous pulse survey"

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for an answer"
        ANSWERED = "answered", "Answered"
        LAPSED = "lapsed", "Not answered in time"
        WITHDRAWN = "withdrawn", "No longer needed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=14, choices=Purpose)
    version = models.ForeignKey("foundation.FormVersion", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="form_requests")
    about = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="forms_about"
    )
    booking = models.ForeignKey(
        "courses.Booking", null=True, blank=True, on_delete=models.PROTECT, related_name="form_requests"
    )
    course = models.ForeignKey("courses.Course", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    pulse = models.ForeignKey(PulseRound, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    note = models.CharField(max_length=255, blank=True, help_text="What the person who asked wrote to the observer.")
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opens_on = models.DateField()
    due_on = models.DateField(help_text="The last day on which it is asked for.")
    reminded_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = FormRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "booking", "person"],
                condition=Q(booking__isnull=False) & ~Q(state="withdrawn"),
                name="courses_asked_once_a_booking",
            ),
            models.UniqueConstraint(
                fields=["pulse", "person"], condition=Q(pulse__isnull=False), name="courses_asked_once_a_pulse"
            ),
            models.CheckConstraint(name="courses_asked_until_later", condition=Q(due_on__gte=F("opens_on"))),
            models.CheckConstraint(
                name="courses_pulse_keeps_no_day", condition=~Q(purpose="pulse") | Q(answered_on__isnull=True)
            ),
            models.CheckConstraint(
                name="courses_answered_has_day",
                condition=Q(purpose="pulse")
                | Q(state="answered", answered_on__isnull=False)
                | (~Q(state="answered") & Q(answered_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="courses_asked_about_something",
                condition=Q(purpose="pulse", pulse__isnull=False, about__isnull=True, booking__isnull=True)
                | Q(purpose="observation", about__isnull=False, pulse__isnull=True)
                | Q(purpose="impact-manager", about__isnull=False, booking__isnull=False, pulse__isnull=True)
                | Q(purpose__in=("evaluation", "impact-learner"), booking__isnull=False, pulse__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["person", "state"]), models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return f"form request {self.pk}"

    @property
    def source(self) -> str:
        """The key by which messages know it."""
        return f"form:{self.public_id}"


class FormResponse(PlainModel):
    """What somebody handed in, once. Append-only. Pulse answers are not here: they have no name."""

    request = models.OneToOneField(FormRequest, on_delete=models.PROTECT, related_name="response")
    version = models.ForeignKey("foundation.FormVersion", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(help_text="By field id of the version.")
    at = models.DateTimeField()

    objects = FormResponseQuerySet.as_manager()

    def __str__(self) -> str:
        return f"form response {self.pk}"


class PulseAnswer(PlainModel):
    """One anonymous answer: a round and what was said. No person, no day, and a key that follows no order.

    Who has answered stands on the requests. Nothing here or there can join the two: neither carries a
    moment, the keys are random, and closing a round writes its answers anew in a random order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pulse = models.ForeignKey(PulseRound, on_delete=models.PROTECT, related_name="answers_given")
    answers = models.JSONField(help_text="By field id of the round's version.")

    def __str__(self) -> str:
        return "pulse answer"


class Quote(PlainModel):
    """Words of an answer that may be quoted without a name, exactly as they were written.

    Shown on the site only while leave stands and somebody at the Academy has approved them. Taking
    leave back removes them at once.
    """

    class Decision(models.TextChoices):
        APPROVED = "approved", "Shown on the site"
        KEPT_BACK = "kept_back", "Not shown"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    response = models.ForeignKey(FormResponse, on_delete=models.PROTECT, related_name="quotes")
    field_id = models.CharField(max_length=40)
    words = models.TextField()
    course = models.ForeignKey("courses.Course", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    consented_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=9, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = QuoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "field_id"], name="courses_quote_once_a_field"),
            models.CheckConstraint(
                name="courses_quote_decided_has_moment",
                condition=Q(decision="", decided_at__isnull=True) | (~Q(decision="") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"quote {self.pk}"
