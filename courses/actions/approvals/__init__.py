"""What becomes of a request for approval: answered, gone further up, lapsed (DOMAIN 6, rule 9).

Lock order as everywhere: the session, then accounts by id. One transaction per request, so that
many answers at once hold nothing up and one that cannot be given spoils no other.
"""

from courses.actions.approvals.answering import Answer, ApprovalRefused, approve, decline
from courses.actions.approvals.waiting_long import escalate, lapse, remind

__all__ = ["Answer", "ApprovalRefused", "approve", "decline", "escalate", "lapse", "remind"]
