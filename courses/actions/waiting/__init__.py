"""The waiting list: who waits, who is offered a place that came free, and what they answer (DESIGN 4).

Everything that frees a place calls `fill` in its own transaction, holding the session's lock. `fill`
takes no other lock, so it may be called by whoever holds accounts; the minutes of an offer are set
aside when it is taken, by a transaction that takes session, accounts and person in that order.
"""

from courses.actions.waiting.accepting import OfferRefused, accept
from courses.actions.waiting.declining import decline, rejoin
from courses.actions.waiting.filling import fill
from courses.actions.waiting.joining import JoiningRefused, join
from courses.actions.waiting.leaving import LeavingRefused, leave
from courses.actions.waiting.offers import UNKNOWN_OFFER, OfferGone, ended, find_offer
from courses.actions.waiting.preferring import PreferenceRefused, put_first
from courses.actions.waiting.ticking import close_lists, keep_moving, lapse

__all__ = [
    "UNKNOWN_OFFER",
    "JoiningRefused",
    "LeavingRefused",
    "OfferGone",
    "OfferRefused",
    "PreferenceRefused",
    "accept",
    "close_lists",
    "decline",
    "ended",
    "fill",
    "find_offer",
    "join",
    "keep_moving",
    "lapse",
    "leave",
    "put_first",
    "rejoin",
]
