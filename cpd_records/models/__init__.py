"""Everything cpd_records keeps in the database."""

from cpd_records.models.asye import AsyeChange, AsyeEnrolment, AsyeEvidence, AsyeReview, AsyeTime
from cpd_records.models.career import Achievement, Mentoring
from cpd_records.models.carry_over import CarryOver
from cpd_records.models.claims import Claim, ClaimEvent, ClaimKind, Provider
from cpd_records.models.evidence import EvidenceFile
from cpd_records.models.ledger import Account, LedgerEntry
from cpd_records.models.nudges import AllowanceNudge
from cpd_records.models.records import Certificate, CpdRecord
from cpd_records.models.reflections import CpdPrompt, Reflection, ReflectionRead, ReflectionReader
from cpd_records.models.registration import PeerInvitation, Piece, RegistrationRule
from cpd_records.models.requirements import Exemption, Requirement, RequirementPeriod, RequirementReminder
from cpd_records.models.totals import LedgerTotal, RecordTotal, RequirementTotal

__all__ = [
    "Account",
    "Achievement",
    "AllowanceNudge",
    "AsyeChange",
    "AsyeEnrolment",
    "AsyeEvidence",
    "AsyeReview",
    "AsyeTime",
    "CarryOver",
    "Certificate",
    "Claim",
    "ClaimEvent",
    "ClaimKind",
    "CpdPrompt",
    "CpdRecord",
    "EvidenceFile",
    "Exemption",
    "LedgerEntry",
    "LedgerTotal",
    "Mentoring",
    "PeerInvitation",
    "Piece",
    "Provider",
    "RecordTotal",
    "Reflection",
    "ReflectionRead",
    "ReflectionReader",
    "RegistrationRule",
    "Requirement",
    "RequirementPeriod",
    "RequirementReminder",
    "RequirementTotal",
]
