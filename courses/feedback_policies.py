"""The figures by which people are asked about learning (DESIGN rule 7)."""

from decimal import Decimal

from foundation.policies import PolicyDefinition

EVALUATION_DAYS = "feedback.evaluation_days"
CERTIFICATE_WAITS = "feedback.certificate_waits"
IMPACT_MONTHS = "feedback.impact_months"
IMPACT_DAYS = "feedback.impact_days"
IMPACT_LATE = "feedback.impact_late_days"
REMIND_DAYS = "feedback.remind_days"
OBSERVATION_DAYS = "feedback.observation_days"

POLICIES = (
    PolicyDefinition(
        EVALUATION_DAYS,
        "People are asked how a course was for this many days after the register is closed",
        "days",
        Decimal(14),
        "DOMAIN 6, rule 6",
        "Results are shown once this time is over, so that nobody can work out a single answer day by day.",
    ),
    PolicyDefinition(
        CERTIFICATE_WAITS,
        "A certificate waits until its holder has told us how the course was",
        "yes_no",
        Decimal(1),
        "DOMAIN 6, rule 6",
        "With no, certificates are issued when the register is closed, and those that wait are issued within the hour.",
    ),
    PolicyDefinition(
        IMPACT_MONTHS,
        "Learners and their managers are asked what has changed this many months after a course",
        "months",
        Decimal(3),
        "DOMAIN 1.1, row 59",
    ),
    PolicyDefinition(
        IMPACT_DAYS,
        "They are asked what has changed for this many days",
        "days",
        Decimal(28),
        "DOMAIN 1.1, row 59",
    ),
    PolicyDefinition(
        IMPACT_LATE,
        "They are still asked when the question is this many days late",
        "days",
        Decimal(14),
        "DOMAIN 1.1, row 59",
        "For when the clock stood still. Learning that is older is not asked about when the rule is switched on.",
    ),
    PolicyDefinition(
        REMIND_DAYS,
        "Somebody who has not filled in a form is reminded once, this many days before it closes",
        "days",
        Decimal(7),
        "DOMAIN 1.1, row 36",
    ),
    PolicyDefinition(
        OBSERVATION_DAYS,
        "An observer has this many days to watch practice and write what they saw",
        "days",
        Decimal(42),
        "DOMAIN 1.1, row 24",
    ),
)
