"""What courses keep about people: their lines of the retention schedule (DOMAIN 9)."""

from decimal import Decimal

from courses.approval_policies import NEEDS_KEPT
from foundation.disposal.schedule import RecordClass, Trigger, policies_of
from foundation.retention import EMPLOYMENT, OURS

ATTENDANCE, LEARNING_PATHS, FORMS, WISHES, CHARGES = "attendance", "pathways", "feedback", "wishes", "charges"

CLASSES = (
    RecordClass(
        ATTENDANCE,
        "Attendance lists and bookings",
        "courses",
        "Who booked a session, how that came about, and what the register says of them.",
        EMPLOYMENT,
        Trigger.CLOSED,
        "months",
        Decimal(36),
        "How many came, stayed away, cancelled or waited, session by session, under nobody's name.",
        "DOMAIN 9, retention: attendance lists 3 years. The learning itself stands in the person's record.",
    ),
    RecordClass(
        LEARNING_PATHS,
        "Pathways and self-paced courses",
        "courses",
        "Which pathway somebody was on, steps they declared, lessons and the answers to their checks.",
        EMPLOYMENT,
        Trigger.LEAVING,
        "months",
        Decimal(72),
        "How many began and finished a self-paced course, under nobody's name.",
        f"{OURS} As long as the learning record that rests on it.",
    ),
    RecordClass(
        FORMS,
        "Evaluations, impact and observations",
        "courses",
        "What somebody said of learning, what a manager saw change, observations of practice.",
        "Art 6(1)(e) public task; words quoted on the site Art 6(1)(a)",
        Trigger.CLOSED,
        "months",
        Decimal(36),
        "Marks and choices under nobody's name; words are removed.",
        f"{OURS} As long as the attendance list they belong to.",
    ),
    RecordClass(
        "arrangements",
        "What to arrange for somebody",
        "courses",
        "Access, diet, interpreter: health and belief may show.",
        "Art 6(1)(e); Art 9(2)(b), and 9(2)(g) for people from outside",
        Trigger.CLOSED,
        "days",
        Decimal(7),
        "Nothing.",
        "docs/dpia.md: erased a week after the session, at once when withdrawn.",
        policy=NEEDS_KEPT,
        by_clock="Each night",
    ),
    RecordClass(
        WISHES,
        "Interests, remembered needs and exemptions",
        "courses",
        "Courses somebody asked for, what they wish remembered, learning that counts as done.",
        EMPLOYMENT,
        Trigger.LEAVING,
        "months",
        Decimal(24),
        "Nothing.",
        f"{OURS} Remembered needs go when the person leaves.",
    ),
    RecordClass(
        CHARGES,
        "Charges to partners",
        "courses",
        "What a partner was charged for a named person's place.",
        "Art 6(1)(c): financial records",
        Trigger.MADE,
        "months",
        Decimal(84),
        "The amount, the organisation and the session, without the person.",
        "Financial records are kept six years and the current one.",
    ),
)
POLICIES = policies_of(CLASSES)
