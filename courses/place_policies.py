"""The figures of places kept for others and of charges, dated rows like all of them (DESIGN rule 7)."""

from decimal import Decimal

from foundation.policies import PolicyDefinition

HOLD_CAP = "places.manager_hold_cap"
HOLD_ENDS = "places.manager_hold_ends_days"
HOLD_WARNING = "places.hold_warning_days"
CHARGES = "charges.on"
HALF_DAY = "charges.half_day_pence"
FULL_DAY = "charges.full_day_pence"
CHARGE_LATE = "charges.late_cancellation"
CHARGE_MISSED = "charges.no_show"

POLICIES = (
    PolicyDefinition(
        HOLD_CAP,
        "A manager may keep this many places of one session without names",
        "count",
        Decimal(3),
        "DOMAIN 29",
        "So that no team empties a session for others. Coordinators may keep as many as a session has.",
    ),
    PolicyDefinition(
        HOLD_ENDS,
        "Places a manager keeps go back to everybody this many days before the session, unless named",
        "days",
        Decimal(14),
        "DOMAIN 29",
    ),
    PolicyDefinition(
        HOLD_WARNING,
        "Whoever keeps places is reminded this many days before unnamed ones go back",
        "days",
        Decimal(3),
        "DOMAIN 29",
    ),
    PolicyDefinition(
        CHARGES,
        "Other organisations are charged for places",
        "yes_no",
        Decimal(0),
        "DOMAIN 6, rule 7",
        "The figure on the day a session starts decides. Schools of the council, carers and volunteers pay nothing.",
    ),
    PolicyDefinition(HALF_DAY, "Charge to a partner for half a day", "pence", Decimal(5000), "DOMAIN 6, rule 7"),
    PolicyDefinition(FULL_DAY, "Charge to a partner for a full day", "pence", Decimal(7500), "DOMAIN 6, rule 7"),
    PolicyDefinition(
        CHARGE_LATE,
        "A place given up late is still charged",
        "yes_no",
        Decimal(1),
        "DOMAIN 6, rule 7",
        "Not where somebody else of the organisation comes instead, or the Academy cancels the session.",
    ),
    PolicyDefinition(
        CHARGE_MISSED, "A place nobody came to is still charged", "yes_no", Decimal(1), "DOMAIN 6, rule 7"
    ),
)
