"""Reflections: writing them, sharing them, who has read them, asking for them."""

from cpd_records.actions.reflections.reading import note_read
from cpd_records.actions.reflections.sharing import AlreadyRead, NobodyToRead, share, unshare
from cpd_records.actions.reflections.writing import NotRemovable, NotYours, Stale, Words, place_of, remove, save, start

__all__ = [
    "AlreadyRead",
    "NobodyToRead",
    "NotRemovable",
    "NotYours",
    "Stale",
    "Words",
    "note_read",
    "place_of",
    "remove",
    "save",
    "share",
    "start",
    "unshare",
]
