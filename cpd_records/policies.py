"""The figures this room runs on, each a dated row that an administrator may change (DESIGN rule 7).

The start of the allowance year is not among them: accounts are keyed by 1 April, so moving it is a
migration of everybody's ledger, not an edit (`rules.years`).
"""

from decimal import Decimal

from foundation.policies import PolicyDefinition

FULL_YEAR = "allowance.full_year_minutes"
DAY = "allowance.minutes_per_day"
ROUND_UP = "allowance.round_up_minutes"
AGENCY = "allowance.agency_entitled"
WARN = "allowance.warn_percent"
MIDYEAR_LOW = "allowance.midyear_low_days"
MIDYEAR_AFTER = "allowance.midyear_after_months"
EXCESS = "allowance.excess_by_approval"
CARRY_MOST = "allowance.carry_over_most_days"
CARRY_UNTIL = "allowance.carry_over_usable_days"
FIRST_REMINDER = "requirements.first_reminder_days"
SECOND_REMINDER = "requirements.second_reminder_days"
LATE_REMINDER = "requirements.late_reminder_days"

POLICIES = (
    PolicyDefinition(
        FULL_YEAR,
        "Learning allowance of a full year at full time",
        "minutes",
        Decimal(6660),
        "DOMAIN 6, rule 1: 15 days of 7.4 hours",
        "Each calendar day counts with the figure in force that day.",
    ),
    PolicyDefinition(
        DAY,
        "Length of one day of learning",
        "minutes",
        Decimal(444),
        "DOMAIN 6, rule 1: 7.4 hours",
        "How minutes are shown as days. Changing it moves no time.",
    ),
    PolicyDefinition(
        ROUND_UP,
        "A year's allowance is rounded up to a multiple of",
        "minutes",
        Decimal(222),
        "DOMAIN 6, rule 3: half a day",
        "The figure in force on 1 April holds for the year.",
    ),
    PolicyDefinition(
        AGENCY,
        "Agency workers have a learning allowance",
        "yes_no",
        Decimal(0),
        "DOMAIN 6, rule 15",
        "Without one, their learning is recorded and nothing is taken off.",
    ),
    PolicyDefinition(
        WARN,
        "Say so when this share of the allowance is used or booked",
        "percent",
        Decimal(100),
        "DOMAIN 6, rule 4",
    ),
    PolicyDefinition(
        MIDYEAR_LOW,
        "In the second part of the year, point out people who have used and booked less than",
        "days",
        Decimal(3),
        "DOMAIN 6, rule 4",
    ),
    PolicyDefinition(
        MIDYEAR_AFTER,
        "That second part of the year begins after",
        "months",
        Decimal(6),
        "DOMAIN 6, rule 4: mid-year",
        "Counted from 1 April: 6 is 1 October.",
    ),
    PolicyDefinition(
        EXCESS,
        "A manager may approve time beyond the allowance",
        "yes_no",
        Decimal(1),
        "DOMAIN 6, rule 4",
        "Where not, nothing can be booked beyond what is left; what was approved before stands.",
    ),
    PolicyDefinition(
        CARRY_MOST,
        "A head of service may carry over, for one person and year, at most",
        "days",
        Decimal(3),
        "DOMAIN 6, rule 5",
        "Nothing is ever carried over without an answer. 0 carries nothing over at all.",
    ),
    PolicyDefinition(
        CARRY_UNTIL,
        "What is carried over can be used for so much of the new year",
        "days",
        Decimal(91),
        "DOMAIN 6, rule 5: to 30 June",
        "Counted from 1 April: 91 days are to 30 June. What was granted keeps the last day it was granted with.",
    ),
    PolicyDefinition(
        FIRST_REMINDER,
        "First reminder of a requirement, before it is due",
        "days",
        Decimal(60),
        "DESIGN 4 “Requirements”: dated reminders. 60 days leave room to find a session.",
        "Counted from the last good day. 0 sends none.",
    ),
    PolicyDefinition(
        SECOND_REMINDER,
        "Second reminder of a requirement, before it is due",
        "days",
        Decimal(14),
        "DESIGN 4 “Requirements”: dated reminders. A fortnight is the last chance for most sessions.",
        "Counted from the last good day. 0 sends none.",
    ),
    PolicyDefinition(
        LATE_REMINDER,
        "Reminder of a requirement that is overdue, after it was due",
        "days",
        Decimal(7),
        "Our own judgement: one friendly word a week late; then it is a conversation with the manager.",
        "0 sends none.",
    ),
)
