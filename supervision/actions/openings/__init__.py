"""Opening a record beyond the two (DOMAIN 9): sampled, referred, audited, inspected, or by two people together."""

from supervision.actions.openings.by_two import MOST_HOURS, ask, decline, second, tell_unsealed
from supervision.actions.openings.granting import audit, close, consent, demand_role_over, inspect, refer
from supervision.actions.openings.refusals import LONGEST, OpeningRefused
from supervision.actions.openings.sampling import meeting_held, sample

__all__ = [
    "LONGEST",
    "MOST_HOURS",
    "OpeningRefused",
    "ask",
    "audit",
    "close",
    "consent",
    "decline",
    "demand_role_over",
    "inspect",
    "meeting_held",
    "refer",
    "sample",
    "second",
    "tell_unsealed",
]
