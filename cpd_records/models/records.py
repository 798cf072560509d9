"""What a person has learned, and the certificates that say so."""

import secrets
import uuid

from django.db import models
from django.db.models import F, Q

from cpd_records.querysets.records import CertificateQuerySet, CpdRecordQuerySet
from foundation.models import PlainModel

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_certificate_code() -> str:
    """Sixteen characters that cannot be guessed or misread (about 78 bits)."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(16))


class CpdRecord(PlainModel):
    """One piece of learning in somebody's record; kept when the course or the job is gone.

    Names learning by code, never by a key to a course (DESIGN 2). `minutes` are learning minutes,
    and the split over the methodologies adds up to them; `credited_minutes` came off the allowance.
    The kind of verified learning elsewhere is the code of its `ClaimKind`; the Academy certifies only
    its own courses.
    A correction withdraws the record, with a reason, and adds another.
    """

    class Kind(models.TextChoices):
        COURSE = "course", "Course"
        SELF_PACED = "self_paced", "Self-paced course"
        SHADOWING = "shadowing", "Shadowing"
        READING = "reading", "Structured reading"
        ACTION_SET = "action_set", "Action learning set"
        CONFERENCE = "conference", "Conference"
        MENTORING = "mentoring", "Mentoring or coaching received"
        PEER = "peer", "Peer reflection session"
        TEACHING = "teaching", "Teaching others"
        RESEARCH = "research", "Research"
        OBSERVATION = "observation", "Observation with feedback"
        TEAM = "team", "Planned team learning"
        EXTERNAL = "external", "Course elsewhere"
        CORPORATE = "corporate", "Corporate e-learning"

    class Outcome(models.TextChoices):
        ATTENDED = "attended", "Attended"
        PARTIAL = "partial", "Attended in part"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="cpd_records")
    kind = models.CharField(max_length=12, choices=Kind)
    source = models.CharField(max_length=120, help_text="What it came from: 'booking:<uuid>'.")
    course_code = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=255)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day of the learning.")
    outcome = models.CharField(max_length=8, choices=Outcome)
    minutes = models.PositiveIntegerField()
    credited_minutes = models.PositiveIntegerField()
    sos_minutes = models.PositiveIntegerField(default=0)
    rp_minutes = models.PositiveIntegerField(default=0)
    sp_minutes = models.PositiveIntegerField(default=0)
    general_minutes = models.PositiveIntegerField(default=0)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=255, blank=True)

    objects = CpdRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cpd_records_record_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="cpd_records_record_split_adds_up",
                condition=Q(
                    minutes=F("sos_minutes") + F("rp_minutes") + F("sp_minutes") + F("general_minutes"),
                ),
            ),
            models.CheckConstraint(
                name="cpd_records_withdrawn_has_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
            ),
            models.UniqueConstraint(
                fields=["person", "source"],
                condition=Q(withdrawn_at__isnull=True),
                name="cpd_records_record_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "-starts_on"]), models.Index(fields=["course_code", "starts_on"])]

    def __str__(self) -> str:
        return f"record {self.pk}"


class Certificate(PlainModel):
    """A certificate somebody can show. The code is its public name; nothing about it can be guessed."""

    code = models.CharField(max_length=16, unique=True, default=new_certificate_code, editable=False)
    record = models.ForeignKey(CpdRecord, on_delete=models.PROTECT, related_name="certificates")
    holder_name = models.CharField(max_length=255, help_text="As it stood when the certificate was issued.")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=255, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="When another was issued in its place.")
    replaced_reason = models.CharField(max_length=255, blank=True, db_default="")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(revoked_at__isnull=True, replaced_at__isnull=True),
                name="cpd_records_one_valid_certificate",
            ),
            models.CheckConstraint(
                name="cpd_records_replaced_has_reason",
                condition=Q(replaced_at__isnull=True, replaced_reason="")
                | (Q(replaced_at__isnull=False) & ~Q(replaced_reason="")),
            ),
            models.CheckConstraint(
                name="cpd_records_revoked_has_reason",
                condition=Q(revoked_at__isnull=True, revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"certificate {self.pk}"
