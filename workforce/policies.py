"""The dated figures of this room (DESIGN rule 7)."""

from decimal import Decimal

from foundation.policies import PolicyDefinition

MISSING_DAYS = "workforce.missing_days"
WHOLE_FILE_PERCENT = "workforce.whole_file_percent"
PROVISIONAL_DAYS = "workforce.provisional_days"
LEAVER_ACCESS_MONTHS = "workforce.leaver_access_months"
DEPUTY_DAYS = "workforce.deputy_days"
READ_LOG_MONTHS = "workforce.read_log_months"
API_KEY_DAYS = "api.key_days"
SUBJECT_MONTHS = "workforce.subject_access_months"
SUBJECT_EXTRA_MONTHS = "workforce.subject_access_extra_months"
COMPLAINT_DAYS = "workforce.complaint_days"
NEW_STARTER_DAYS = "workforce.new_starter_days"
NEWLY_QUALIFIED_MONTHS = "workforce.newly_qualified_months"

POLICIES: tuple[PolicyDefinition, ...] = (
    PolicyDefinition(
        MISSING_DAYS,
        "Days until somebody missing from the staff file is suspended",
        "days",
        Decimal(28),
        "DESIGN 4 “Facts about people and two dates”: listed that day, suspended after a policy period. "
        "28 days leave room for one monthly file that was late.",
        "Somebody confirmed as still working here is never suspended.",
    ),
    PolicyDefinition(
        WHOLE_FILE_PERCENT,
        "Share of the people at work that a whole staff file may lack",
        "percent",
        Decimal(20),
        "Our own guard: a file that lacks more is taken as part of the staff, so that a partial upload "
        "never lists, and later suspends, most of the council.",
    ),
    PolicyDefinition(
        PROVISIONAL_DAYS,
        "Days a starter entered by hand may work before the staff file has them",
        "days",
        Decimal(42),
        "DESIGN 4: the next file matches and confirms. 42 days are one monthly file and a fortnight.",
        "Counted from their first day. After that their access stops until the file has them.",
    ),
    PolicyDefinition(
        LEAVER_ACCESS_MONTHS,
        "Months a leaver reaches their own learning record and certificates",
        "months",
        Decimal(12),
        "DOMAIN 6: Social Work England asks for a record of each year from 1 December to 30 November; twelve "
        "months cover one whole registration year after any leaving day, well inside the retention of DOMAIN 9.",
        "Only through a personal address they proved before they left, and for nothing else.",
    ),
    PolicyDefinition(
        DEPUTY_DAYS,
        "Longest time somebody may deputise without being named again",
        "days",
        Decimal(92),
        "Our own judgement: a quarter. A longer absence is for an acting manager.",
    ),
    PolicyDefinition(
        READ_LOG_MONTHS,
        "Months the list of who has looked is kept",
        "months",
        Decimal(24),
        "DOMAIN 9, retention: access logs 2 years.",
    ),
    PolicyDefinition(
        SUBJECT_MONTHS,
        "Time to answer a request for what is held about somebody",
        "months",
        Decimal(1),
        "DOMAIN 9, subject access: one month.",
        "Stopped while the person is asked what they mean.",
    ),
    PolicyDefinition(
        SUBJECT_EXTRA_MONTHS,
        "Longer time for a complex request",
        "months",
        Decimal(2),
        "DOMAIN 9, subject access: two months more, with a reason.",
    ),
    PolicyDefinition(
        COMPLAINT_DAYS,
        "Days to acknowledge a complaint about personal data",
        "days",
        Decimal(30),
        "DOMAIN 9, subject access: complaint acknowledged in 30 days (Data (Use and Access) Act 2025).",
    ),
    PolicyDefinition(
        NEW_STARTER_DAYS,
        "Days for which somebody counts as a new starter",
        "days",
        Decimal(90),
        "DOMAIN 8, pathways: new starter (90 days).",
        "Counted from the first day of their present service.",
    ),
    PolicyDefinition(
        NEWLY_QUALIFIED_MONTHS,
        "Months for which a social worker counts as newly qualified",
        "months",
        Decimal(12),
        "DOMAIN 6, ASYE: 12 months.",
        "Counted from the first day in the first post as a qualified social worker.",
    ),
    PolicyDefinition(
        API_KEY_DAYS,
        "Longest time a program's key to the API works",
        "days",
        Decimal(180),
        "DESIGN 5",
        "Whoever made it can make another when it ends.",
    ),
)
