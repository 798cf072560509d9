"""The figures of claims, each a dated row that an administrator may change (DESIGN rule 7)."""

from decimal import Decimal

from foundation.policies import PolicyDefinition

WINDOW = "claims.window_days"
REMIND = "claims.remind_working_days"
ESCALATE = "claims.escalate_working_days"
LONGEST_DAY = "claims.longest_day_minutes"
CAPS = {
    "reading": "claims.reading_days",
    "self_directed": "claims.self_directed_days",
    "team": "claims.team_days",
}
"""The policy of each cap that a `ClaimKind` may name; days in an allowance year."""

_CAP_HELP = (
    "Counted when a claim is verified, in the year of its own days. More stands in the record and costs nothing."
)

POLICIES = (
    PolicyDefinition(
        WINDOW,
        "Learning can be claimed until so many days after it ended",
        "days",
        Decimal(60),
        "DOMAIN 6, rule 14",
        "A coordinator may allow a later claim, with a reason.",
    ),
    PolicyDefinition(
        CAPS["reading"], "Reading counts up to, in a year", "days", Decimal(2), "DOMAIN 6, rule 10", _CAP_HELP
    ),
    PolicyDefinition(
        CAPS["self_directed"],
        "Learning by oneself (reading and research) counts up to, in a year",
        "days",
        Decimal(3),
        "DOMAIN 6, rule 10. Reading is learning by oneself, so it counts towards both limits.",
        _CAP_HELP,
    ),
    PolicyDefinition(
        CAPS["team"],
        "Planned team learning counts up to, in a year",
        "days",
        Decimal(3),
        "DOMAIN 6, rule 10",
        _CAP_HELP,
    ),
    PolicyDefinition(
        REMIND,
        "Whoever verifies a claim is reminded after",
        "working_days",
        Decimal(5),
        "Our own judgement: a claim holds nobody’s place, so it may wait a little longer than a booking.",
    ),
    PolicyDefinition(
        ESCALATE,
        "A claim nobody has answered goes to the manager’s manager after",
        "working_days",
        Decimal(10),
        "Our own judgement, after DOMAIN 6, rule 9: twice the time a booking waits.",
    ),
    PolicyDefinition(
        LONGEST_DAY,
        "Longest learning that can be claimed for one day",
        "minutes",
        Decimal(600),
        "Our own judgement: ten hours, so that a slip of the pen does not use up a year.",
    ),
)
