"""Letters of this room: data in, subject and body out."""

from cpd_records.emails import carry_over, claims
from cpd_records.emails.allowance import ALLOWANCE_NUDGE, ASYE_CONCERN, LETTERS, REQUIREMENTS_DUE, requirements_due

WORDINGS = (*LETTERS, *carry_over.WORDINGS, *claims.WORDINGS)

__all__ = ["ALLOWANCE_NUDGE", "ASYE_CONCERN", "REQUIREMENTS_DUE", "WORDINGS", "requirements_due"]
