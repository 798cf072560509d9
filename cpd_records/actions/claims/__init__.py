"""Claims: written down, asked about, sent, verified, taken back (DOMAIN 6, rules 10 to 14).

Every step locks the claim's row; verifying locks the accounts after it. Nothing is set aside before.
"""

from cpd_records.actions.claims.coordinating import accept_certificate, allow_late
from cpd_records.actions.claims.deciding import Answer, agree, query, refuse, verify, verify_many
from cpd_records.actions.claims.drafting import add_file, change, draft, remove_file
from cpd_records.actions.claims.history import ClaimRefused, NotForYou
from cpd_records.actions.claims.reversing import reverse
from cpd_records.actions.claims.sending import answer, ask_first, ask_late, submit, withdraw
from cpd_records.actions.claims.waiting_long import escalate, remind

__all__ = [
    "Answer",
    "ClaimRefused",
    "NotForYou",
    "accept_certificate",
    "add_file",
    "agree",
    "allow_late",
    "answer",
    "ask_first",
    "ask_late",
    "change",
    "draft",
    "escalate",
    "query",
    "refuse",
    "remind",
    "remove_file",
    "reverse",
    "submit",
    "verify",
    "verify_many",
    "withdraw",
]
