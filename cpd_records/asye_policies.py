"""The dated figures of the assessed and supported year in employment, and what replaces it.

Each enrolment runs under the figures in force on its first day, so that a new scheme (the two-year
programme of September 2027) begins with a dated row and touches nobody who has begun.
"""

from decimal import Decimal

from foundation.policies import PolicyDefinition

LENGTH = "asye.length_months"
EVERY = "asye.review_every_months"
SHARE = "asye.protected_percent"
WORKLOAD = "asye.workload_percent"
WORKING_DAYS = "asye.working_days_a_year"
OBSERVATIONS = "asye.observations"
LONG_ABSENCE = "asye.long_absence_days"
SOON = "asye.review_soon_days"

BEGINS = "Holds for everybody who begins on that day or later; those who have begun keep theirs."

POLICIES = (
    PolicyDefinition(
        LENGTH,
        "Length of the supported programme of a newly qualified social worker",
        "months",
        Decimal(12),
        "DOMAIN 6, ASYE: 12 months; a two-year programme follows from September 2027",
        BEGINS,
    ),
    PolicyDefinition(
        EVERY, "Months from one review to the next", "months", Decimal(3), "DOMAIN 6, ASYE: reviews 3/6/9/12", BEGINS
    ),
    PolicyDefinition(
        SHARE,
        "Share of working time that is protected for learning",
        "percent",
        Decimal(10),
        "DOMAIN 6, ASYE: commonly 10% protected time",
        BEGINS,
    ),
    PolicyDefinition(
        WORKLOAD,
        "Workload of a newly qualified social worker, of a full one",
        "percent",
        Decimal(90),
        "DOMAIN 6, ASYE: commonly 90% workload",
        BEGINS,
    ),
    PolicyDefinition(
        WORKING_DAYS,
        "Working days in a year, after leave and bank holidays",
        "days",
        Decimal(220),
        "DOMAIN 6, ASYE: ten percent is about 22 days",
        "Protected time is a share of these. " + BEGINS,
    ),
    PolicyDefinition(
        OBSERVATIONS,
        "Observations of practice in the programme",
        "count",
        Decimal(3),
        "DOMAIN 8, pathway of newly qualified social workers: three observations",
        BEGINS,
    ),
    PolicyDefinition(
        LONG_ABSENCE,
        "Days away in a row from which a pause is proposed",
        "days",
        Decimal(28),
        "DOMAIN 6, ASYE: pause for absence. Four weeks is our own judgement; the coordinator decides.",
    ),
    PolicyDefinition(
        SOON,
        "A review counts as coming up so many days before it is due",
        "days",
        Decimal(21),
        "Our own judgement: three weeks are enough to find a date.",
    ),
)
