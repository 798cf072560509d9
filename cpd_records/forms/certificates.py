"""Input of the coordinators' page about certificates."""

from typing import ClassVar

from django import forms

from cpd_records.forms.records import CertificateCodeForm
from foundation.forms.looks import FieldLook


class FindCertificateForm(CertificateCodeForm):
    """A code, of somebody in one's scope."""


class CertificateReasonForm(forms.Form):
    """Why another is issued, or one is taken back."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")
    reason = forms.CharField(label="Why?", help_text="The holder can read this.", max_length=255)
