"""The figures this room runs on, each a dated row that an administrator may change (DOMAIN 5, rules).

A clock that runs keeps the figure of the day it started: a later figure never makes anybody late
for what was in time when it was agreed.
"""

from decimal import Decimal

from foundation.policies import PolicyDefinition

NEWLY_QUALIFIED_FIRST = "supervision.newly_qualified_first_days"
NEWLY_QUALIFIED_FIRST_LASTS = "supervision.newly_qualified_first_lasts_days"
NEWLY_QUALIFIED_NEXT = "supervision.newly_qualified_next_days"
NEWLY_QUALIFIED_NEXT_LASTS = "supervision.newly_qualified_next_lasts_months"
NEWLY_QUALIFIED_LATER = "supervision.newly_qualified_later_months"
SOCIAL_WORK = "supervision.social_work_days"
MANAGERS = "supervision.managers_days"
EARLY_HELP = "supervision.early_help_days"
SUPPORT = "supervision.support_days"
GROUP = "supervision.group_months"
CASE_COUNTS = "supervision.case_counts"
LENGTH = "supervision.length_minutes"
AHEAD = "supervision.booked_ahead_months"
GRACE = "supervision.grace_working_days"
SHORT_GRACE = "supervision.short_grace_working_days"
SHORT_INTERVAL = "supervision.short_interval_days"
RESCHEDULE = "supervision.reschedule_working_days"
WRITE_UP = "supervision.write_up_working_days"
SIGN = "supervision.sign_working_days"
AGREEMENT = "supervision.agreement_days"
FIRST_REVIEW = "supervision.first_review_months"
LATER_REVIEW = "supervision.later_review_months"
DELEGATE_AFTER = "supervision.delegate_after_working_days"
DELEGATE_MISSED = "supervision.delegate_after_missed"
FORMER = "supervision.former_supervisor_months"
SAMPLE_DAYS = "supervision.sample_days"
HANDED_OVER = "supervision.handed_over_months"
FIRST_REMINDER = "supervision.first_reminder_days"
LAST_REMINDER = "supervision.last_reminder_days"
CYCLE_WORDS = "supervision.cycle_words"
GROUP_LEARNING = "supervision.group_learning_percent"

RULES = "DOMAIN 5, rules"
MATRIX = "DOMAIN 9, who sees what"
CLOCK = "Counts for clocks that start on or after its first day; those that run keep theirs."

FREQUENCIES = (
    PolicyDefinition(
        NEWLY_QUALIFIED_FIRST,
        "Newly qualified social workers at first: supervision every",
        "days",
        Decimal(7),
        f"{RULES}: weekly for six weeks",
        CLOCK,
    ),
    PolicyDefinition(
        NEWLY_QUALIFIED_FIRST_LASTS,
        "How long that lasts from the first day in the post",
        "days",
        Decimal(42),
        f"{RULES}: six weeks",
    ),
    PolicyDefinition(
        NEWLY_QUALIFIED_NEXT,
        "Newly qualified social workers after that: supervision every",
        "days",
        Decimal(14),
        f"{RULES}: fortnightly to six months",
        CLOCK,
    ),
    PolicyDefinition(
        NEWLY_QUALIFIED_NEXT_LASTS,
        "How long that lasts, from the first day in the post",
        "months",
        Decimal(6),
        f"{RULES}: to six months",
    ),
    PolicyDefinition(
        NEWLY_QUALIFIED_LATER,
        "Newly qualified social workers for the rest of the year: supervision every",
        "months",
        Decimal(1),
        f"{RULES}: then monthly",
        CLOCK,
    ),
    PolicyDefinition(
        SOCIAL_WORK,
        "Social workers and students: supervision every",
        "days",
        Decimal(28),
        f"{RULES}: every 4 weeks. Agency workers are included; part-time work has the same interval.",
        CLOCK,
    ),
    PolicyDefinition(MANAGERS, "Managers: supervision every", "days", Decimal(28), f"{RULES}: every 4 weeks", CLOCK),
    PolicyDefinition(
        EARLY_HELP,
        "Early help workers who hold cases: supervision every",
        "days",
        Decimal(28),
        f"{RULES}: every 4 weeks",
        CLOCK,
    ),
    PolicyDefinition(
        SUPPORT,
        "Support staff and everybody else: supervision every",
        "days",
        Decimal(42),
        f"{RULES}: every 6 weeks; councils differ",
        CLOCK,
    ),
    PolicyDefinition(
        GROUP,
        "Group supervision: once every",
        "months",
        Decimal(1),
        f"{RULES}: monthly, additional. It never takes the place of individual supervision.",
    ),
    PolicyDefinition(
        CASE_COUNTS,
        "A supervision about one child or family counts as individual supervision",
        "yes_no",
        Decimal(0),
        "DOMAIN 5, kinds: casework is about the child, individual supervision about the worker.",
    ),
)

DEADLINES = (
    PolicyDefinition(
        LENGTH,
        "Length of a supervision",
        "minutes",
        Decimal(90),
        f"{RULES}: 90 uninterrupted minutes",
        "What a new date is planned with; two people may agree on another.",
    ),
    PolicyDefinition(AHEAD, "Dates are set ahead for", "months", Decimal(6), f"{RULES}: booked 6 months ahead"),
    PolicyDefinition(
        GRACE, "A supervision still counts as on time within", "working_days", Decimal(5), f"{RULES}: grace"
    ),
    PolicyDefinition(
        SHORT_GRACE,
        "The same, where supervision is weekly or fortnightly",
        "working_days",
        Decimal(2),
        f"{RULES}: 2 if weekly or fortnightly",
    ),
    PolicyDefinition(
        SHORT_INTERVAL,
        "Supervision counts as weekly or fortnightly up to an interval of",
        "days",
        Decimal(14),
        f"{RULES}: weekly or fortnightly",
    ),
    PolicyDefinition(
        RESCHEDULE,
        "A date that is moved for a reason counts as on time within",
        "working_days",
        Decimal(10),
        f"{RULES}: reschedule within 10; reason required",
        "Counted from the date first planned, where that date was in time.",
    ),
    PolicyDefinition(
        WRITE_UP, "The full record is written within", "working_days", Decimal(5), f"{RULES}: full record 5"
    ),
    PolicyDefinition(
        SIGN,
        "It is signed or commented on within",
        "working_days",
        Decimal(10),
        f"{RULES}: sign or comment by 10, then “issued, unsigned”",
        "Both are counted from the day of the supervision.",
    ),
)

AGREEMENTS = (
    PolicyDefinition(
        AGREEMENT,
        "An agreement is signed within",
        "days",
        Decimal(28),
        f"{RULES}: within 4 weeks of starting",
        "Counted from the first day in the post, the change of supervisor, or the day the team goes live.",
    ),
    PolicyDefinition(
        FIRST_REVIEW, "A new agreement is reviewed after", "months", Decimal(3), f"{RULES}: reviewed at 3 months"
    ),
    PolicyDefinition(LATER_REVIEW, "And then every", "months", Decimal(12), f"{RULES}: then yearly"),
    PolicyDefinition(
        DELEGATE_AFTER,
        "A delegate is named when a supervisor is away for",
        "working_days",
        Decimal(20),
        f"{RULES}: after one missed cycle or 20 working days",
    ),
    PolicyDefinition(
        DELEGATE_MISSED,
        "Or when this many supervisions in a row were missed",
        "count",
        Decimal(1),
        f"{RULES}: after one missed cycle or 20 working days",
    ),
    PolicyDefinition(
        SAMPLE_DAYS,
        "A manager's sample of one record stays open for",
        "days",
        Decimal(7),
        MATRIX,
        "Then the reason has to be given again.",
    ),
    PolicyDefinition(
        FORMER,
        "A former supervisor still reads what they wrote for",
        "months",
        Decimal(12),
        f"{MATRIX}: 12 months, read logged; nothing new",
    ),
    PolicyDefinition(
        HANDED_OVER,
        "A new supervisor reads management and learning sections of the last",
        "months",
        Decimal(12),
        f"{MATRIX}: new supervisor, 12 months",
    ),
    PolicyDefinition(
        FIRST_REMINDER,
        "First reminder of a supervision, before the day",
        "days",
        Decimal(7),
        "Our own judgement: a week leaves time to prepare. 0 sends none.",
    ),
    PolicyDefinition(
        LAST_REMINDER,
        "Second reminder of a supervision, before the day",
        "days",
        Decimal(1),
        "Our own judgement: the day before. 0 sends none.",
        "Nobody who is away is reminded.",
    ),
)

RECORDS = (
    PolicyDefinition(
        GROUP_LEARNING,
        "Of the minutes of a group supervision, so much goes into the learning record of each who was there",
        "percent",
        Decimal(100),
        "DOMAIN 6, rule 10: planned group learning counts",
        "Nothing is taken off the allowance: rule 11, routine supervision does not count. 0 records nothing.",
    ),
    PolicyDefinition(
        CYCLE_WORDS,
        "Words of reflection or analysis below which it is asked about once more",
        "count",
        Decimal(6),
        "DOMAIN 5: reflection and analysis are always required. The number is our own judgement.",
        "Nobody is stopped: whoever shares it anyway says so by that, and the record shows it. 0 asks nothing.",
    ),
)

POLICIES = (*FREQUENCIES, *DEADLINES, *AGREEMENTS, *RECORDS)
