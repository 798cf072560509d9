"""How long a record stays open to somebody beyond the two: dated figures (DOMAIN 9)."""

from decimal import Decimal

from foundation.policies import PolicyDefinition

REFERRAL_DAYS = "supervision.referral_days"
AUDIT_DAYS = "supervision.audit_days"
INSPECTION_HOURS = "supervision.inspection_hours"
QUALITY_SIZE = "supervision.quality_sample_size"

POLICIES = (
    PolicyDefinition(
        REFERRAL_DAYS,
        "One part of a record that was referred stays open to HR or occupational health for",
        "days",
        Decimal(28),
        "Our own judgement: long enough for an appointment. DOMAIN 9: the referred item only.",
        "Whoever referred it may close it sooner.",
    ),
    PolicyDefinition(
        AUDIT_DAYS,
        "A record sampled by an audit stays open to the auditor for",
        "days",
        Decimal(28),
        "Our own judgement: the length of an audit round. DOMAIN 9: sampled records.",
    ),
    PolicyDefinition(
        INSPECTION_HOURS,
        "A record listed for an inspector stays open at most for",
        "count",
        Decimal(12),
        "DOMAIN 9: hosted, from hour to hour; one working day of a visit.",
        "In hours. The host chooses how many, and may close it at any moment.",
    ),
    PolicyDefinition(
        QUALITY_SIZE,
        "Records drawn for one quality sample",
        "count",
        Decimal(5),
        "Our own judgement: enough that no single record can be told from a result, few enough to be read.",
        "Where a period has fewer, all of them are drawn.",
    ),
)
