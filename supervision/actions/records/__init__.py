"""The record of a supervision: begun, shared, talked about, signed and locked."""

from supervision.actions.records import later_words
from supervision.actions.records.beginning import begin
from supervision.actions.records.refusals import NotYours, RecordRefused
from supervision.actions.records.sharing import fill_own, share, take_back
from supervision.actions.records.signing import issue_due, sign

__all__ = [
    "NotYours",
    "RecordRefused",
    "begin",
    "fill_own",
    "issue_due",
    "later_words",
    "share",
    "sign",
    "take_back",
]
