"""The figures of waiting lists, each a dated row that an administrator may change (DESIGN rule 7)."""

from decimal import Decimal

from foundation.policies import PolicyDefinition

OFFER_HOURS = "waiting.offer_hours"
OFFER_SOON_DAYS = "waiting.offer_soon_days"
OFFER_SOON_HOURS = "waiting.offer_soon_hours"
OFFER_LAST_DAYS = "waiting.offer_last_days"
OFFER_LAST_HOURS = "waiting.offer_last_hours"
OFFER_MORNING = "waiting.morning_hour"
OFFER_EVENING = "waiting.evening_hour"
REBOOKING_MONTHS = "waiting.rebooking_months"
CUT_OFF = "waiting.cut_off_working_days"

POLICIES = (
    PolicyDefinition(
        OFFER_HOURS,
        "An offered place is kept for this long",
        "hours",
        Decimal(48),
        "DOMAIN 6, rule 8",
        "Somebody on a waiting list has this long to answer before the place goes to the next person.",
    ),
    PolicyDefinition(
        OFFER_SOON_DAYS,
        "Offers are shorter when the session starts within this many days",
        "days",
        Decimal(7),
        "DESIGN 4, Waiting list",
    ),
    PolicyDefinition(
        OFFER_SOON_HOURS,
        "An offered place is kept for this long when the session is near",
        "hours",
        Decimal(24),
        "DESIGN 4, Waiting list",
    ),
    PolicyDefinition(
        OFFER_LAST_DAYS,
        "Offers are shortest when the session starts within this many days",
        "days",
        Decimal(3),
        "DESIGN 4, Waiting list",
    ),
    PolicyDefinition(
        OFFER_LAST_HOURS,
        "An offered place is kept for this long when the session is very near",
        "hours",
        Decimal(4),
        "DESIGN 4, Waiting list",
    ),
    PolicyDefinition(
        OFFER_MORNING,
        "No offer runs out before this hour of a working day",
        "hours",
        Decimal(10),
        "DESIGN 4, Waiting list",
        "An offer that would run out in the night or at a weekend is kept until then, "
        "but never past the moment the waiting list closes.",
    ),
    PolicyDefinition(
        OFFER_EVENING,
        "No offer runs out after this hour of a working day",
        "hours",
        Decimal(18),
        "DESIGN 4, Waiting list",
    ),
    PolicyDefinition(
        REBOOKING_MONTHS,
        "Whoever was on a session that the Academy cancelled is served first on waiting lists for this long",
        "months",
        Decimal(12),
        "DOMAIN 6, rule 8",
    ),
    PolicyDefinition(
        CUT_OFF,
        "A waiting list closes this many working days before the session",
        "working_days",
        Decimal(1),
        "DESIGN 4, Waiting list",
        "From then on a place that comes back goes to whoever books it first.",
    ),
)
