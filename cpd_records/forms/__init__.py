"""Input of this room's pages, checked and never saved."""

from cpd_records.forms.records import CertificateCodeForm, RecordFilterForm, Span
from cpd_records.forms.reflections import ReflectionForm
from cpd_records.forms.registration import InviteForm, PeerAnswerForm, PieceForm

__all__ = [
    "CertificateCodeForm",
    "InviteForm",
    "PeerAnswerForm",
    "PieceForm",
    "RecordFilterForm",
    "ReflectionForm",
    "Span",
]
