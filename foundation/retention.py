"""What foundation keeps, and what rooms still to come will keep: their lines of the retention schedule."""

from decimal import Decimal

from foundation.disposal.schedule import RecordClass, Trigger, policies_of

EVIDENCE = "Art 6(1)(e) public task; accountability under Art 5(2)"
EMPLOYMENT = "Art 6(1)(b) employment contract and (e) public task"
SPECIAL = "Art 6(1)(e); Art 9(2)(b) employment and (h) occupational health"
DOMAIN = "DOMAIN 9, retention; to be confirmed by the records manager."
OURS = "Our own judgement, for the records manager to confirm."

CLASSES = (
    RecordClass(
        "messages",
        "Messages sent",
        "foundation",
        "E-mails and texts as they were sent, with address and text; invitations to sessions among them.",
        EVIDENCE,
        Trigger.MADE,
        "months",
        Decimal(24),
        "Nothing but how many there were.",
        f"{OURS} As long as the logs that say who did what.",
    ),
    RecordClass(
        "change-log",
        "Reasons in the change log",
        "foundation",
        "Who changed which row when, and the reason they typed.",
        EVIDENCE,
        Trigger.MADE,
        "months",
        Decimal(72),
        "The entry without its reason: who, when, which row, which fields.",
        f"{OURS} As long as the records it speaks of. Reasons about somebody go with their records, if earlier.",
        mixed=True,
    ),
    RecordClass(
        "import-files",
        "Import files and rejected rows",
        "foundation",
        "Files as HR sent them, rows that were refused, and the values complained of.",
        EMPLOYMENT,
        Trigger.MADE,
        "months",
        Decimal(12),
        "The run: who, when, the file's hash, its counts, and which lines were refused for which reason.",
        f"{OURS} A year covers every correction of a monthly file.",
        mixed=True,
    ),
    RecordClass(
        "drafts",
        "Drafts and typed text kept over a sign-out",
        "foundation",
        "Text somebody began and did not hand in.",
        EMPLOYMENT,
        Trigger.MADE,
        "days",
        Decimal(90),
        "Nothing.",
        "DOMAIN 9, retention: drafts 90 days. Text kept over a sign-out goes after 24 hours (DESIGN 4).",
        by_clock="The room's own clock",
    ),
    RecordClass(
        "supervision",
        "Supervision records",
        "supervision",
        "Agreements, sessions, signatures, addenda.",
        SPECIAL,
        Trigger.LEAVING,
        "months",
        Decimal(72),
        "A tombstone with the digest of each section and its log number, so that the chain still verifies.",
        "DOMAIN 9, retention: supervision, leaving + 6 years.",
    ),
    RecordClass(
        "wellbeing",
        "Wellbeing in supervision",
        "supervision",
        "What somebody said of how they are.",
        SPECIAL,
        Trigger.CLOSED,
        "months",
        Decimal(24),
        "A tombstone with the section's digest and log number.",
        "DOMAIN 9, retention: [W] 2 years unless the case is live. A hold keeps what is live.",
    ),
    RecordClass(
        "case-text",
        "Case discussion in supervision",
        "supervision",
        "Reflection on a child's case, by reference and initials.",
        "Art 6(1)(e); Art 9(2)(g) safeguarding. The case record itself is kept in LCS under its own rules.",
        Trigger.CLOSED,
        "months",
        Decimal(6),
        "A tombstone with the section's digest and log number; the copy is in the case record.",
        "DOMAIN 9, retention: purge Academy [C] text 6 months after the copy to LCS is confirmed. It waits while "
        "an action agreed about the case is open.",
    ),
    RecordClass(
        "group-supervision",
        "Records of group supervision",
        "supervision",
        "What a group thought about, in nobody's name.",
        "Art 6(1)(e); Art 9(2)(g) safeguarding",
        Trigger.CLOSED,
        "months",
        Decimal(72),
        "A tombstone with the digest of each section and its log number, so that the chain still verifies.",
        "DOMAIN 9, retention: supervision 6 years; a group's record is nobody's own, so its own age counts.",
    ),
    RecordClass(
        "audits",
        "Practice audits",
        "audits",
        "Grades, findings and actions about a sampled piece of practice.",
        "Art 6(1)(e); Art 9(2)(g) safeguarding",
        Trigger.CLOSED,
        "months",
        Decimal(72),
        "Figures by programme and team, without the practitioner.",
        "DOMAIN 9, retention: audits 6 years.",
        built=False,
    ),
)
POLICIES = policies_of(CLASSES)
