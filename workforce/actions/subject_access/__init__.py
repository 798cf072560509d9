"""Everything held about somebody, for that somebody: asked for, looked through, made, fetched, gone."""

from workforce.actions.subject_access.asking import RequestRefused, ask_own, close, extend, open_formal, pause, resume
from workforce.actions.subject_access.complaints import ComplaintRefused, acknowledge, answer_complaint, complain
from workforce.actions.subject_access.making import expire, gather, make, note_fetched
from workforce.actions.subject_access.reviewing import release, review

__all__ = [
    "ComplaintRefused",
    "RequestRefused",
    "acknowledge",
    "answer_complaint",
    "ask_own",
    "close",
    "complain",
    "expire",
    "extend",
    "gather",
    "make",
    "note_fetched",
    "open_formal",
    "pause",
    "release",
    "resume",
    "review",
]
