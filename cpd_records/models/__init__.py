"""Everything cpd_records keeps in the database."""

from cpd_records.models.ledger import Account, LedgerEntry
from cpd_records.models.records import Certificate, CpdRecord

__all__ = ["Account", "Certificate", "CpdRecord", "LedgerEntry"]
