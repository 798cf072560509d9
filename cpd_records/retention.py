"""What the learning record keeps about people: its lines of the retention schedule (DOMAIN 9)."""

from decimal import Decimal

from foundation.disposal.schedule import RecordClass, Trigger, policies_of
from foundation.retention import DOMAIN, EMPLOYMENT, OURS

LEDGER, RECORD, CERTIFICATES = "ledger", "learning-record", "certificates"
REQUIREMENTS, REFLECTIONS, CLAIM_EVIDENCE = "requirements", "reflections", "claim-evidence"
ASYE = "asye"

CLASSES = (
    RecordClass(
        LEDGER,
        "Allowance ledger",
        "cpd_records",
        "Each movement of the fifteen days with its reason and its author; time carried over, and who agreed.",
        EMPLOYMENT,
        Trigger.LEAVING,
        "months",
        Decimal(72),
        "A tombstone for each year; minutes by year, team, role family and methodology.",
        "DOMAIN 9, retention: ledger, leaving + 6 years.",
    ),
    RecordClass(
        RECORD,
        "Learning record",
        "cpd_records",
        "What somebody learned, when, for how long.",
        EMPLOYMENT,
        Trigger.LEAVING,
        "months",
        Decimal(72),
        "A tombstone for each piece; how many and how long by year, team, role family, kind and course.",
        DOMAIN,
    ),
    RecordClass(
        CERTIFICATES,
        "Certificates",
        "cpd_records",
        "The holder's name as it stood, the learning, the code that checks it.",
        EMPLOYMENT,
        Trigger.LEAVING,
        "months",
        Decimal(72),
        "A tombstone: whoever checks the code reads that the Academy no longer holds it.",
        "DOMAIN 9, retention: learning certificates, leaving + 6 years.",
    ),
    RecordClass(
        REQUIREMENTS,
        "Required learning and certification periods",
        "cpd_records",
        "What was asked of somebody by when, when they did it, and exemptions with their reason.",
        "Art 6(1)(b) and (c): what the law and regulators ask of the council",
        Trigger.LEAVING,
        "months",
        Decimal(72),
        "A tombstone for each period; how many were completed in time by year and requirement.",
        DOMAIN,
    ),
    RecordClass(
        REFLECTIONS,
        "Reflections and regulator packs",
        "cpd_records",
        "What somebody wrote of what they learned; protected text that only they and whom they share it with read.",
        EMPLOYMENT,
        Trigger.LEAVING,
        "months",
        Decimal(72),
        "A tombstone for each with its digest.",
        f"{DOMAIN} Unfinished drafts go after 90 days.",
    ),
    RecordClass(
        CLAIM_EVIDENCE,
        "Claims and evidence files",
        "cpd_records",
        "Notes and files somebody brought to have learning counted, and what was asked and answered.",
        EMPLOYMENT,
        Trigger.LEAVING,
        "months",
        Decimal(72),
        "A tombstone for each; the minutes stand in the ledger's totals.",
        f"{OURS} As long as the ledger entry that rests on it.",
    ),
    RecordClass(
        ASYE,
        "Newly qualified social workers’ programme",
        "cpd_records",
        "Dates, reviews, protected time, portfolio and outcome; notes and evidence are protected text.",
        EMPLOYMENT,
        Trigger.LEAVING,
        "months",
        Decimal(72),
        "A tombstone; how many began, passed, were extended or left, by year of the first day.",
        f"{OURS} As the learning record it is part of.",
    ),
)
POLICIES = policies_of(CLASSES)
