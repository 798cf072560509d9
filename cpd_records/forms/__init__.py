"""Input of this room's pages, checked and never saved."""

from cpd_records.forms.records import CertificateCodeForm, RecordFilterForm

__all__ = ["CertificateCodeForm", "RecordFilterForm"]
