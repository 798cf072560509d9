"""Holds and disposals: what is due, what stops it, who proposes, who confirms, and doing it."""

from workforce.actions.disposal.doing import carry_on, remove_files
from workforce.actions.disposal.due import DueBatch, DuePerson, batches_due, people_due
from workforce.actions.disposal.holds import HoldRefused, ask_to_lift, lift, set_hold
from workforce.actions.disposal.proposing import DisposalRefused, confirm, propose, withdraw

__all__ = [
    "DisposalRefused",
    "DueBatch",
    "DuePerson",
    "HoldRefused",
    "ask_to_lift",
    "batches_due",
    "carry_on",
    "confirm",
    "lift",
    "people_due",
    "propose",
    "remove_files",
    "set_hold",
    "withdraw",
]
