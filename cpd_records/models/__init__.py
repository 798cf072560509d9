"""Everything cpd_records keeps in the database."""

from cpd_records.models.ledger import Account, LedgerEntry
from cpd_records.models.records import Certificate, CpdRecord
from cpd_records.models.requirements import Exemption, Requirement, RequirementPeriod, RequirementReminder

__all__ = [
    "Account",
    "Certificate",
    "CpdRecord",
    "Exemption",
    "LedgerEntry",
    "Requirement",
    "RequirementPeriod",
    "RequirementReminder",
]
