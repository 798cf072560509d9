"""Figures of reflections and of peer reflection, each a dated row (DESIGN rule 7)."""

from decimal import Decimal

from foundation.policies import PolicyDefinition

PROMPT_HOURS = "reflection.prompt_hours"
PROMPT_WITHIN = "reflection.prompt_within_days"
DIFFERENCE_MONTHS = "reflection.difference_months"
DIFFERENCE_WITHIN = "reflection.difference_within_days"
PEER_DAYS = "registration.peer_days"
PEER_OPEN = "registration.peer_open"

POLICIES = (
    PolicyDefinition(
        PROMPT_HOURS,
        "Ask what somebody learned, after it was recorded",
        "hours",
        Decimal(48),
        "DOMAIN row 1: reflection after learning. Two days leave room to try something.",
        "0 asks nobody.",
    ),
    PolicyDefinition(
        PROMPT_WITHIN,
        "Never ask about learning that ended more than so long ago",
        "days",
        Decimal(14),
        "Our own judgement: later it is a chore, and history is imported late.",
    ),
    PolicyDefinition(
        DIFFERENCE_MONTHS,
        "Ask what difference it made, after the reflection was begun",
        "months",
        Decimal(3),
        "DOMAIN row 59: what difference are we making?",
        "0 asks nobody.",
    ),
    PolicyDefinition(
        DIFFERENCE_WITHIN,
        "Never ask what difference it made later than so long after that",
        "days",
        Decimal(28),
        "Our own judgement.",
    ),
    PolicyDefinition(
        PEER_DAYS,
        "A colleague has so long to answer an invitation to peer reflection",
        "days",
        Decimal(21),
        "Our own judgement: three weeks reach past a fortnight's leave.",
    ),
    PolicyDefinition(
        PEER_OPEN,
        "Invitations to peer reflection on one piece that may wait at a time",
        "count",
        Decimal(5),
        "Our own judgement: enough to choose from, too few to trouble a whole service.",
    ),
)
