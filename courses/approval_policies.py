"""The figures of approval and of what people ask us to arrange, each a dated row (DESIGN rule 7)."""

from decimal import Decimal

from foundation.policies import PolicyDefinition

APPROVAL_SHORT = "approval.short_minutes"
APPROVAL_PLANNED = "approval.planned_minutes"
APPROVAL_WITHOUT_MANAGER = "approval.automatic_without_manager"
APPROVAL_REMIND = "approval.remind_working_days"
APPROVAL_ESCALATE = "approval.escalate_working_days"
APPROVAL_LAPSE = "approval.lapse_working_days"
MISSED_COUNT = "approval.missed_count"
MISSED_MONTHS = "approval.missed_months"
LEAD = {
    "access": "arrangements.access_working_days",
    "diet": "arrangements.diet_working_days",
    "interpreter": "arrangements.interpreter_working_days",
    "other": "arrangements.other_working_days",
}
AWAY_OPEN = "booking.away_open_days"
NEEDS_KEPT = "arrangements.kept_days"

POLICIES = (
    PolicyDefinition(
        APPROVAL_SHORT,
        "Learning up to this long needs nobody's approval",
        "minutes",
        Decimal(120),
        "DOMAIN 6, rule 9: two hours",
        "A course may be set always, or never, to ask the line manager.",
    ),
    PolicyDefinition(
        APPROVAL_PLANNED,
        "A step of an approved plan needs no further approval up to this long",
        "minutes",
        Decimal(888),
        "DOMAIN 6, rule 9; our own figure: two days, the longest step most pathways have.",
        "Plans are pathways, the newly qualified programme, and learning agreed in supervision.",
    ),
    PolicyDefinition(
        APPROVAL_WITHOUT_MANAGER,
        "Ordinary learning of people without a line manager is approved by rule",
        "yes_no",
        Decimal(1),
        "Our own judgement: the director has nobody above, and a gap in the staff file keeps nobody from learning.",
        "Otherwise a coordinator is asked. Time beyond the allowance always waits for a coordinator.",
    ),
    PolicyDefinition(
        APPROVAL_REMIND,
        "A manager who has not answered is reminded after",
        "working_days",
        Decimal(3),
        "Our own judgement: between asking and the five days of DOMAIN 6, rule 9.",
    ),
    PolicyDefinition(
        APPROVAL_ESCALATE,
        "A request nobody has answered goes to the manager's manager after",
        "working_days",
        Decimal(5),
        "DOMAIN 6, rule 9",
        "Or half way to the day it lapses, where that comes sooner.",
    ),
    PolicyDefinition(
        APPROVAL_LAPSE,
        "A request nobody has answered lapses this long before the session",
        "working_days",
        Decimal(2),
        "Our own judgement: somebody who waits for the place still has a day to arrange their work.",
        "The place goes to the next person, and whoever asked is told. It never counts against them.",
    ),
    PolicyDefinition(
        MISSED_COUNT,
        "Late cancellations and no-shows from which a manager is always asked",
        "count",
        Decimal(2),
        "DOMAIN 6, rule 7",
        "Reasons outside somebody's control never count.",
    ),
    PolicyDefinition(
        MISSED_MONTHS,
        "Late cancellations and no-shows count for",
        "months",
        Decimal(12),
        "DOMAIN 6, rule 7",
    ),
    PolicyDefinition(
        LEAD["access"],
        "Access to the room or material has to be arranged this long before",
        "working_days",
        Decimal(5),
        "Our own judgement: a working week for a hearing loop, large print or another room.",
    ),
    PolicyDefinition(
        LEAD["diet"],
        "Food and drink have to be arranged this long before",
        "working_days",
        Decimal(3),
        "Our own judgement: what caterers ask for.",
    ),
    PolicyDefinition(
        LEAD["interpreter"],
        "An interpreter has to be arranged this long before",
        "working_days",
        Decimal(10),
        "Our own judgement: two working weeks, as British Sign Language interpreters are few.",
    ),
    PolicyDefinition(
        LEAD["other"],
        "Anything else has to be arranged this long before",
        "working_days",
        Decimal(5),
        "Our own judgement.",
    ),
    PolicyDefinition(
        NEEDS_KEPT,
        "What people asked us to arrange is erased this long after the session",
        "days",
        Decimal(7),
        "DOMAIN 9, data kept no longer than needed; a week leaves time to settle what did not work.",
    ),
    PolicyDefinition(
        AWAY_OPEN,
        "Somebody away without a known last day may book from this many days ahead",
        "days",
        Decimal(14),
        "Our own judgement: nobody should lose a course in three months because they are ill today.",
        "An absence with a known last day covers exactly its days.",
    ),
)
